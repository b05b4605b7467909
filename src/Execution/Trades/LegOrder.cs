using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// In which order legs are bought. A leg that fails leaves those before it to be unwound, so the plan costs the sum over
/// pairs of the chance that the later one fails times the cost of unwinding the earlier one. Two neighbours are in the right
/// order by that product alone, so sorting by chance over cost gives the best of all permutations.
/// </summary>
internal static class LegOrder
{
    /// <param name="legs">For each leg how likely it fails, and what unwinding it costs; both not negative.</param>
    /// <returns>The places of the legs, the first to be bought first.</returns>
    public static int[] Of(IReadOnlyList<LegDifficulty> legs)
    {
        int[] order = [.. Enumerable.Range(0, legs.Count)];
        Array.Sort(order, (left, right) => Compare(legs, left, right));
        return order;
    }

    /// <summary>The expected cost of an order of legs, in millionths of micro-dollars.</summary>
    public static Int128 Cost(IReadOnlyList<LegDifficulty> legs, IReadOnlyList<int> order)
    {
        Int128 cost = 0;
        Int128 before = 0;
        foreach (int leg in order)
        {
            cost += before * legs[leg].FailsPpm;
            before += legs[leg].UnwindCost.Micros;
        }

        return cost;
    }

    private static int Compare(IReadOnlyList<LegDifficulty> legs, int left, int right)
    {
        Int128 leftFirst = (Int128)legs[left].UnwindCost.Micros * legs[right].FailsPpm;
        Int128 rightFirst = (Int128)legs[right].UnwindCost.Micros * legs[left].FailsPpm;
        int compared = leftFirst.CompareTo(rightFirst);

        // Among equals the one that costs less to unwind, then the given order, so that the result never depends on chance.
        compared = compared != 0 ? compared : legs[left].UnwindCost.CompareTo(legs[right].UnwindCost);
        return compared != 0 ? compared : left.CompareTo(right);
    }
}

/// <param name="FailsPpm">The chance that the leg does not fill, in parts per million; at least one.</param>
/// <param name="UnwindCost">What selling it again costs; at least a micro-dollar.</param>
internal readonly record struct LegDifficulty(long FailsPpm, Money UnwindCost)
{
    /// <summary>The thinner the offer is beside what is wanted, the likelier it is gone: wanted over wanted plus offered.</summary>
    public static LegDifficulty Of(Quantity wanted, Quantity offered, Money unwindCost) => new(
        Math.Max(1, (long)((Int128)wanted.Hundredths * Ratio.Whole / (wanted.Hundredths + Math.Max(1, offered.Hundredths)))),
        Money.Max(unwindCost, Money.FromMicros(1)));

    public override string ToString() => $"{FailsPpm} ppm, {UnwindCost}";
}
