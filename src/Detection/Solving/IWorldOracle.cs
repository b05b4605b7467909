namespace Dutchbook.Detection;

internal enum OracleStatus
{
    /// <summary>The world has the least weight of all.</summary>
    Proven,

    /// <summary>The search ended on its budget: the world is the best found, the bound holds.</summary>
    Bounded,

    /// <summary>The search ended on its budget before it met any world; only the bound holds.</summary>
    NothingFound,

    /// <summary>There is no world.</summary>
    Contradictory,
}

/// <param name="Status">How far the search came.</param>
/// <param name="Value">The weight of the world found.</param>
/// <param name="Bound">No world weighs less.</param>
/// <param name="Nodes">The work spent.</param>
internal readonly record struct OracleAnswer(OracleStatus Status, long Value, long Bound, long Nodes);

/// <summary>Finds the admissible world of least weight. Weights are integers, so that the answer is exact.</summary>
internal interface IWorldOracle
{
    /// <param name="weights">What each variable weighs when it is true; absolute sum below 2^50.</param>
    /// <param name="nodes">The most work to spend; never a time.</param>
    /// <param name="goodEnough">A world that weighs no more than this may end the search as Bounded.</param>
    /// <param name="world">Receives the world found.</param>
    OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world);
}
