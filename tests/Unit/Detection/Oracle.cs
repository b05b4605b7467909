using System.Numerics;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// The naive truth: worlds by enumeration, costs by walking levels one hundredth at a time in thought, fees by the
/// venue's page in decimals. It shares nothing with the product but the words of the relation types.
/// </summary>
internal static class Oracle
{
    /// <summary>What is offered of one side: price in dollars and contracts, cheapest first.</summary>
    public readonly record struct Offer(decimal Price, decimal Contracts);

    /// <summary>A claim of the universe: a market's number and its side.</summary>
    public readonly record struct Right(int Market, bool Yes)
    {
        public bool Pays(int world) => ((world >> Market & 1) == 1) == Yes;
    }

    /// <summary>Whether a world, one bit a market, agrees with a relation.</summary>
    public static bool Admits(string type, IReadOnlyList<Right> claims, int world)
    {
        bool[] truth = [.. claims.Select(claim => claim.Pays(world))];
        int paying = truth.Count(static value => value);
        return type switch
        {
            "Subset" or "Threshold" => Enumerable.Range(1, truth.Length - 1).All(i => !truth[i - 1] || truth[i]),
            "Exclusive" => paying <= 1,
            "Exhaustive" => paying >= 1,
            "Partition" or "Complement" => paying == 1,
            "Equivalence" => paying == 0 || paying == truth.Length,
            "Conjunction" => truth[0] == truth.Skip(1).All(static value => value),
            _ => throw new ArgumentException(type, nameof(type)),
        };
    }

    /// <summary>What one contract of each claim pays in the worst world that the relation admits.</summary>
    public static int WorstPayout(
        string type, IReadOnlyList<Right> related, IReadOnlyList<Right> basket, int markets) => Enumerable
        .Range(0, 1 << markets)
        .Where(world => Admits(type, related, world))
        .Min(world => basket.Count(claim => claim.Pays(world)));

    /// <summary>
    /// Cost and fee of one order that takes contracts from the cheapest on, in one fill a level; null beyond the depth.
    /// </summary>
    public static (decimal Cost, decimal Fee)? Order(
        IReadOnlyList<Offer> offers, decimal contracts, decimal multiplier, decimal unit)
    {
        decimal cost = 0;
        decimal fee = 0;
        decimal carried = 0;
        foreach (Offer offer in offers)
        {
            decimal taken = Math.Min(contracts, offer.Contracts);
            if (taken <= 0)
            {
                break;
            }

            decimal paid = offer.Price * taken;
            decimal trade = Ceiling(multiplier * 0.07m * taken * offer.Price * (1 - offer.Price), 0.000001m);
            decimal rounding = Ceiling(paid + trade, unit) - paid - trade;
            carried += rounding;
            decimal rebate = Math.Min(decimal.Floor(carried / unit) * unit, trade + rounding);
            carried -= rebate;
            cost += paid;
            fee += trade + rounding - rebate;
            contracts -= taken;
        }

        return contracts > 0 ? null : (cost, fee);
    }

    /// <summary>The subsets of a list, the empty one left out.</summary>
    public static IEnumerable<T[]> Subsets<T>(IReadOnlyList<T> items)
    {
        for (int mask = 1; mask < 1 << items.Count; mask++)
        {
            if (BitOperations.PopCount((uint)mask) > 0)
            {
                int chosen = mask;
                yield return [.. items.Where((_, i) => (chosen >> i & 1) == 1)];
            }
        }
    }

    private static decimal Ceiling(decimal value, decimal unit) => decimal.Ceiling(value / unit) * unit;
}
