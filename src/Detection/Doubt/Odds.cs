using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a bet that costs K and pays V, or nothing, asks of the confidence; every rounding is against us.</summary>
internal static class Odds
{
    private const int Quarter = 4;

    /// <summary>K / V, rounded up.</summary>
    public static Ratio BreakEven(Money outlay, Money payoff) =>
        Ratio.FromPartsPerMillion((long)((((Int128)outlay.Micros * Ratio.Whole) + payoff.Micros - 1) / payoff.Micros));

    /// <summary>
    /// A quarter of the Kelly fraction (c - K/V) / (1 - K/V) = (c V - K) / (V - K), rounded down; zero where nothing is
    /// expected.
    /// </summary>
    public static Ratio QuarterKelly(Ratio confidence, Money outlay, Money payoff)
    {
        Int128 expected = ((Int128)confidence.PartsPerMillion * payoff.Micros) - ((Int128)outlay.Micros * Ratio.Whole);
        Int128 gain = payoff.Micros - outlay.Micros;
        return expected <= 0 || gain <= 0
            ? Ratio.Zero
            : Ratio.FromPartsPerMillion((long)(expected / (gain * Quarter)));
    }

    /// <summary>
    /// The confidence that all of several relations hold, whatever hangs together among them: one less all their doubts.
    /// </summary>
    public static Ratio AllHold(IEnumerable<Ratio> confidences)
    {
        Ratio left = Ratio.One;
        foreach (Ratio confidence in confidences)
        {
            left -= Ratio.One - confidence;
        }

        return left > Ratio.Zero ? left : Ratio.Zero;
    }
}
