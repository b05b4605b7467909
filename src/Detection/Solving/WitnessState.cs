namespace Dutchbook.Detection;

internal enum WitnessState
{
    /// <summary>A mixture of admissible worlds lies in every box: no Dutch book of any shape exists.</summary>
    Coherent,

    /// <summary>A basket of whole contracts, checked in integers, pays more than it costs in every admissible world.</summary>
    DutchBook,

    /// <summary>
    /// On the edge: the mixture misses a box by less than a thousandth of a micro-dollar, and no whole-number basket
    /// was confirmed.
    /// </summary>
    Marginal,

    /// <summary>No world agrees with all facts.</summary>
    Contradictory,

    /// <summary>One market's own bid, net, is above its own ask: its quotes are wrong or locked.</summary>
    Crossed,

    /// <summary>The work ran out first.</summary>
    Undecided,
}

/// <summary>The most work one decision may take. Never a time: a replay must decide the same.</summary>
/// <param name="Steps">Moves and exchanges of the simplex.</param>
/// <param name="OracleCalls">Questions to the oracle.</param>
/// <param name="OracleNodes">Work within one question.</param>
internal readonly record struct WitnessLimits(long Steps, int OracleCalls, long OracleNodes)
{
    public static WitnessLimits Default => new(20_000, 2_000, 200_000);
}
