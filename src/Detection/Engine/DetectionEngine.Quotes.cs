using System.Runtime.CompilerServices;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>The way of a quote.</content>
public sealed partial class DetectionEngine
{
    /// <summary>Takes the touch of a market.</summary>
    /// <param name="market">Its number.</param>
    /// <param name="yesBid">The best bid for YES in ticks; 0 when there is none.</param>
    /// <param name="yesAsk">The best ask for YES in ticks; 10,000 when there is none.</param>
    public QuoteOutcome Update(int market, int yesBid, int yesAsk)
    {
        if ((uint)market >= (uint)_markets.Count)
        {
            return QuoteOutcome.UnknownMarket;
        }

        Link link = _markets.Links[market];
        if ((link.FeeClass == NetPrices.Unknown) | ((link.Bits & Link.IsOdd) != 0) | (yesBid < 0) | (yesBid >= yesAsk)
            | (yesAsk > Price.TicksPerDollar))
        {
            return UpdateOdd(market, yesBid, yesAsk);
        }

        ushort[] costs = _prices.Costs;
        int start = NetPrices.Start(link.FeeClass);
        return Apply(market, link, costs[start + yesAsk], costs[start + Price.TicksPerDollar - yesBid]);
    }

    /// <summary>Nothing of the market is on offer until its next quote: halted, past its close, or its feed is broken.</summary>
    public QuoteOutcome Close(int market) =>
        _markets.Holds(market) ? Shut(market, QuoteOutcome.Closed) : QuoteOutcome.UnknownMarket;

    /// <summary>A quote that is no usual price, or that follows one that was not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private QuoteOutcome UpdateOdd(int market, int yesBid, int yesAsk)
    {
        ref MarketRecord record = ref _markets.Records[market];
        if (!record.IsListed)
        {
            return QuoteOutcome.UnknownMarket;
        }

        if (_markets.Links[market].FeeClass == NetPrices.Unknown)
        {
            return QuoteOutcome.UnknownFee;
        }

        if ((uint)yesBid > Price.TicksPerDollar || (uint)yesAsk > Price.TicksPerDollar)
        {
            return Shut(market, QuoteOutcome.OutOfRange);
        }

        // A bid of a dollar or an ask of nothing is the other way of saying nobody.
        yesBid = yesBid == Price.TicksPerDollar ? 0 : yesBid;
        yesAsk = yesAsk == 0 ? Price.TicksPerDollar : yesAsk;
        if (yesBid >= yesAsk)
        {
            return Shut(market, QuoteOutcome.Crossed);
        }

        ref Link link = ref _markets.Links[market];
        link.Bits &= unchecked((byte)~Link.IsOdd);
        record.State = QuoteOutcome.Quiet;
        int start = NetPrices.Start(link.FeeClass);
        return Apply(
            market, link, _prices.Costs[start + yesAsk], _prices.Costs[start + Price.TicksPerDollar - yesBid]);
    }

    private QuoteOutcome Shut(int market, QuoteOutcome reason)
    {
        _markets.Records[market].State = reason;
        _markets.Links[market].Bits |= Link.IsOdd;
        Apply(market, _markets.Links[market], Grain.Absent, Grain.Absent);
        return reason;
    }

    private QuoteOutcome Apply(int market, Link link, ushort yes, ushort no)
    {
        ref MarketBox box = ref _markets.Boxes[market];
        MarketBox old = box;
        if ((old.Yes == yes) & (old.No == no))
        {
            return QuoteOutcome.Unchanged;
        }

        box.Yes = yes;
        box.No = no;
        bool stirred = false;
        if (link.Group != Link.NoGroup)
        {
            stirred = ApplyTo(link, old, box);
            if ((link.Bits & Link.HasMore) != 0)
            {
                stirred |= ApplyToMore(market, old, box);
            }
        }

        if (!box.Holds)
        {
            stirred = true;
        }

        return stirred ? QuoteOutcome.Stirred : QuoteOutcome.Quiet;
    }

    private bool ApplyToMore(int market, MarketBox old, MarketBox now)
    {
        bool stirred = false;
        foreach (Link link in _markets.More(market))
        {
            stirred |= ApplyTo(link, old, now);
        }

        return stirred;
    }

    private bool ApplyTo(Link link, MarketBox old, MarketBox now)
    {
        ref Group group = ref _groups.Groups[link.Group];
        bool isYes = link.SideBit == 0;
        int claim = isYes ? now.Yes : now.No;
        int negation = isYes ? now.No : now.Yes;
        int oldClaim = isYes ? old.Yes : old.No;
        int oldNegation = isYes ? old.No : old.Yes;
        bool pays;
        if (group.HasSums)
        {
            group.Help += SumRule.Help(negation) - SumRule.Help(oldNegation);
            group.Cost += claim - oldClaim;
            pays = SumRule.Pays(group.Kind, group.Help, group.Cost);
        }
        else if (group.HasCells)
        {
            Span<ushort> negations = _groups.Negations(group);
            Span<ushort> claims = _groups.Claims(group);
            negations[link.Position] = (ushort)negation;
            claims[link.Position] = (ushort)claim;
            pays = group.Kind == GroupKind.Chain && (group.Flags & Group.Pays) == 0
                ? ChainRule.PaysAt(negations, claims, link.Position, claim < oldClaim, negation < oldNegation)
                : _groups.EdgeOf(group) > 0;
        }
        else
        {
            return false;
        }

        return (pays | ((group.Flags & (Group.Pays | Group.Told)) != 0)) && Note(link.Group, pays);
    }
}
