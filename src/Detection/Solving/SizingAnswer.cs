namespace Dutchbook.Detection;

internal enum SizingState
{
    /// <summary>The quantities are best to within rounding, and the bound proves it.</summary>
    Best,

    /// <summary>The work ran out: the quantities and the bound hold, the gap between them is open.</summary>
    Open,

    /// <summary>No world agrees with all facts.</summary>
    Contradictory,
}

/// <summary>How much to take of every level, and what is certain about it.</summary>
/// <param name="State">How far the search came.</param>
/// <param name="Quantities">Hundredths of a contract for each level, cut down to whole ones.</param>
/// <param name="Locked">Micro-dollars those lock in, in the worst proven world; null when it is not proven.</param>
/// <param name="Bound">No quantities lock in more micro-dollars than this; exact for the belief, rounded up.</param>
/// <param name="Belief">The mixture of worlds that proves the bound.</param>
/// <param name="Returns">For each budget, what one more dollar of it would earn.</param>
internal sealed record SizingAnswer(
    SizingState State, long[] Quantities, long? Locked, long Bound, WitnessMixture? Belief, double[] Returns)
{
    public static SizingAnswer Without(SizingState state, int levels, int budgets) =>
        new(state, new long[levels], 0, state == SizingState.Contradictory ? 0 : long.MaxValue, null, new double[budgets]);
}
