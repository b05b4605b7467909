namespace Dutchbook.Detection;

internal enum OracleStatus
{
    /// <summary>The world has the least weight of all.</summary>
    Proven,

    /// <summary>The search ended on its budget: the world is the best found, the bound holds.</summary>
    Bounded,

    /// <summary>The search ended on its budget before it met any world; only the bound holds.</summary>
    NothingFound,

    /// <summary>No world weighs as little as was asked for; only the bound holds.</summary>
    NoneSoLight,

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
    /// <param name="goodEnough">
    /// Only worlds that weigh no more than this matter: the first one may end the search, and that there is none is an
    /// answer. The least number asks for the lightest world of all.
    /// </param>
    /// <param name="world">Receives the world found.</param>
    OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world);
}
