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

/// <summary>How much to take of every level, and what no quantities surpass.</summary>
/// <param name="State">How far the search came.</param>
/// <param name="Hundredths">Hundredths of a contract for each level, fractions of them included.</param>
/// <param name="Bound">No quantities lock in more micro-dollars than this; exact for the belief, rounded up.</param>
/// <param name="Belief">The mixture of worlds that proves the bound; null where no world was met.</param>
internal sealed record SizingAnswer(SizingState State, double[] Hundredths, long Bound, WitnessMixture? Belief)
{
    public static SizingAnswer Without(SizingState state, int levels) =>
        new(state, new double[levels], state == SizingState.Contradictory ? 0 : long.MaxValue, null);
}
