using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The prices at which the other books of a cluster replace one of its markets. To sell its YES there is to hold it for
/// nothing and to buy what makes the whole pay in every world: what that locks is the price. To build it is to sell its
/// NO in the same way, and to be short of a dollar.
/// </summary>
internal sealed class BoundSearch(IQuotes quotes, Sizer sizer, MemberKind member)
{
    private static readonly FeeTerms Free = new(FeeType.Quadratic, Ratio.Zero, "held for nothing");

    /// <summary>
    /// What replacing the claim brings a contract, rounded down; null when the related books pay nothing for sure, or
    /// the work ran out.
    /// </summary>
    public PriceBound? Sell(Cluster cluster, Claim claim, Quantity contracts)
    {
        SizedLeg own = new(claim, [new BookLevel(Price.Zero, contracts)], Free, default, IsTopOnly: false);
        SizedLeg[] legs = [own, .. Others(cluster, claim.Market)];
        Market[] markets = [.. legs.Select(static leg => leg.Claim.Market)];
        LegLogic logic = LegLogic.Of(cluster.Binding, markets);
        IBasketProgramme programme = BasketProgrammes.Of(cluster.Binding, logic);
        if (programme.Solve(legs, Ratio.One, cash: null) is not ProgrammeAnswer answer)
        {
            return null;
        }

        QuantitySearch search = new(legs, JoinedWorlds.Search(logic), sizer, cash: null);
        search.Run(answer, Ratio.One);
        if (!search.BestEdge.IsPositive)
        {
            return null;
        }

        int[] bought = [.. Enumerable.Range(1, legs.Length - 1).Where(i => search.Best[i] > 0)];

        // The claim itself is always held in full: more of it never pays less.
        int[] held = [0, .. bought];
        search.Best[0] = contracts.Hundredths;
        Sizing sizing = new(
            [.. held.Select(i => legs[i])], 0, Quantity.FromHundredths(1), search.BestEdge,
            [.. held.Select(i => checked((int)search.Best[i]))]);
        return NeededRelations.Of(cluster, sizing) is not { } needed ? null
            : new PriceBound(
                Money.FromMicros((long)((Int128)search.BestEdge.Micros * 100 / contracts.Hundredths)),
                [.. bought.Select(i => LegOf(legs[i], Quantity.FromHundredths(search.Best[i])))],
                RelationUses.Of(needed, [.. held.Select(i => markets[i])]));
    }

    private IEnumerable<SizedLeg> Others(Cluster cluster, Market own)
    {
        foreach (Market market in cluster.Markets)
        {
            if (string.Equals(market.Ticker, own.Ticker, StringComparison.Ordinal))
            {
                continue;
            }

            Box box = quotes.BoxOf(market);
            if (box.HasHigh)
            {
                yield return quotes.LegOf(Claim.Yes(market));
            }

            if (box.HasLow)
            {
                yield return quotes.LegOf(Claim.No(market));
            }
        }
    }

    private BoundLeg LegOf(SizedLeg leg, Quantity quantity)
    {
        BookLevel[] taken = leg.Take(quantity);
        return new BoundLeg(
            leg.Claim, quantity, taken, Sizer.CostOf(taken, quantity), OrderFee.ForFills(leg.Terms, member, taken));
    }
}
