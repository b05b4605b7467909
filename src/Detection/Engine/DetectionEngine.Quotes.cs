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

        ref readonly Link link = ref _markets.Links[market];
        if ((link.FeeClass == NetPrices.Unknown) | ((link.Bits & Link.IsOdd) != 0) | (yesBid < 0) | (yesBid >= yesAsk)
            | (yesAsk > Price.TicksPerDollar))
        {
            return UpdateOdd(market, yesBid, yesAsk);
        }

        ushort[] costs = _prices.Costs;
        int start = NetPrices.Start(link.FeeClass);
        return Apply(market, in link, costs[start + yesAsk], costs[start + Price.TicksPerDollar - yesBid]);
    }

    /// <summary>
    /// Takes many quotes in turn, as a page or a busy moment of the stream brings them, and fetches what the next ones
    /// need while it works on each.
    /// </summary>
    /// <returns>How many stirred something.</returns>
    public int Update(ReadOnlySpan<TouchQuote> quotes)
    {
        const int far = 12;
        const int near = 6;
        int stirred = 0;
        for (int i = 0; i < quotes.Length; i++)
        {
            if (i + far < quotes.Length && (uint)quotes[i + far].Market < (uint)_markets.Count)
            {
                Prefetch.Near(ref _markets.Links[quotes[i + far].Market]);
                Prefetch.Near(ref _markets.Boxes[quotes[i + far].Market]);
            }

            if (i + near < quotes.Length && (uint)quotes[i + near].Market < (uint)_markets.Count
                && _markets.Links[quotes[i + near].Market].Group is >= 0 and int group)
            {
                Prefetch.Near(ref _groups.Groups[group]);
            }

            stirred += Update(quotes[i].Market, quotes[i].YesBid, quotes[i].YesAsk) == QuoteOutcome.Stirred ? 1 : 0;
        }

        return stirred;
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

    private QuoteOutcome Apply(int market, in Link link, int yes, int no)
    {
        // Fields are read and written one by one: a box copied as a whole just after two of its fields were written
        // would wait for them to leave the store buffer.
        ref MarketBox box = ref _markets.Boxes[market];
        int oldYes = box.Yes;
        int oldNo = box.No;
        if ((oldYes == yes) & (oldNo == no))
        {
            return QuoteOutcome.Unchanged;
        }

        bool stirred = (yes < box.MuYes) | (no < box.MuNo);
        box.Yes = (ushort)yes;
        box.No = (ushort)no;
        if (stirred)
        {
            _clusters.Break(market);
        }

        if (link.Group != Link.NoGroup)
        {
            stirred |= ApplyTo(link, yes, no, oldYes, oldNo);
            if ((link.Bits & Link.HasMore) != 0)
            {
                stirred |= ApplyToMore(market, yes, no, oldYes, oldNo);
            }
        }

        return stirred ? QuoteOutcome.Stirred : QuoteOutcome.Quiet;
    }

    private bool ApplyToMore(int market, int yes, int no, int oldYes, int oldNo)
    {
        bool stirred = false;
        foreach (ref readonly Link link in _markets.More(market))
        {
            stirred |= ApplyTo(link, yes, no, oldYes, oldNo);
        }

        return stirred;
    }

    private bool ApplyTo(in Link link, int yes, int no, int oldYes, int oldNo)
    {
        if (link.SideBit != 0)
        {
            (yes, no, oldYes, oldNo) = (no, yes, oldNo, oldYes);
        }

        ref Group group = ref _groups.Groups[link.Group];
        bool pays;
        if ((link.Bits & Link.HasSums) != 0)
        {
            group.Help += SumRule.Help(no) - SumRule.Help(oldNo);
            group.Cost += yes - oldYes;
            pays = SumRule.Pays(group.Kind, group.Help, group.Cost);
        }
        else if (group.Kind == GroupKind.Line)
        {
            return false;
        }
        else
        {
            ref ushort negation = ref _groups.Cell(group.Cells);
            ref ushort claim = ref Unsafe.Add(ref negation, group.Count);
            if (group.Kind == GroupKind.Chain && (group.Flags & Group.Pays) == 0)
            {
                // Before the costs are stored: a vector read over what was just written waits for it.
                pays = ChainRule.PaysAt(ref negation, ref claim, group.Count, link.Position, no, yes);
                Unsafe.Add(ref negation, link.Position) = (ushort)no;
                Unsafe.Add(ref claim, link.Position) = (ushort)yes;
            }
            else
            {
                Unsafe.Add(ref negation, link.Position) = (ushort)no;
                Unsafe.Add(ref claim, link.Position) = (ushort)yes;
                pays = _groups.EdgeOf(group) > 0;
            }
        }

        return (pays | ((group.Flags & (Group.Pays | Group.Told)) != 0)) && Note(link.Group, pays);
    }
}
