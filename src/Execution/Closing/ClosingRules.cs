using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>When it is worth more to close or roll a basket than to hold it.</summary>
/// <param name="MinGainPerUnit">The least that a unit basket must gain by it.</param>
/// <param name="MinWaitReturn">
/// What waiting must earn a year. What a basket is sure to be paid at a date is worth that much less now; at nothing, closing
/// must bring more than the basket is sure to be paid.
/// </param>
public sealed record ClosingRules(Money MinGainPerUnit, Ratio MinWaitReturn)
{
    public Money MinGain(Quantity units) =>
        Money.FromMicros((long)((Int128)MinGainPerUnit.Micros * units.Hundredths / 100));
}
