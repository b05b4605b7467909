using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The quantities of some legs that earn most in their worst world, before fees are rounded: a linear programme, and
/// what its dual believes.
/// </summary>
internal interface IBasketProgramme
{
    /// <param name="legs">What is on offer; each leg's market once.</param>
    /// <param name="feeMultiple">How many times its fee a contract is charged: one for what it costs.</param>
    /// <param name="cash">What may be spent, fees included; null for no limit.</param>
    /// <returns>Null when the work ran out.</returns>
    ProgrammeAnswer? Solve(SizedLeg[] legs, Ratio feeMultiple, ShardCash? cash);
}

/// <param name="Hundredths">Of each leg, in hundredths of a contract; the programme knows fractions of them.</param>
/// <param name="Belief">Under it nothing left on offer is worth more than it costs.</param>
internal sealed record ProgrammeAnswer(double[] Hundredths, WorldBelief Belief);
