using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>Asks a market's own strike fields, never its ticker, which values make it YES.</summary>
internal static class StrikeTest
{
    /// <summary>The side that a value decides; null where the strike fields do not say.</summary>
    public static Side? Decide(Market market, decimal value) => market.StrikeType.Value switch
    {
        StrikeType.Greater => market.FloorStrike is { } floor ? SideOf(value > floor) : null,
        StrikeType.GreaterOrEqual => market.FloorStrike is { } floor ? SideOf(value >= floor) : null,
        StrikeType.Less => market.CapStrike is { } cap ? SideOf(value < cap) : null,
        StrikeType.LessOrEqual => market.CapStrike is { } cap ? SideOf(value <= cap) : null,
        StrikeType.Between => market is { FloorStrike: { } floor, CapStrike: { } cap } ? SideOf(value >= floor && value <= cap) : null,
        _ => null,
    };

    /// <summary>
    /// The probability of YES for a quantity without jumps, from that of ending above a level; null where the strike fields
    /// do not say.
    /// </summary>
    public static double? Chance(Market market, Func<double, double> above) => market.StrikeType.Value switch
    {
        StrikeType.Greater or StrikeType.GreaterOrEqual => market.FloorStrike is { } floor ? above((double)floor) : null,
        StrikeType.Less or StrikeType.LessOrEqual => market.CapStrike is { } cap ? 1 - above((double)cap) : null,
        StrikeType.Between => market is { FloorStrike: { } floor, CapStrike: { } cap } && cap > floor
            ? above((double)floor) - above((double)cap)
            : null,
        _ => null,
    };

    private static Side SideOf(bool isYes) => isYes ? Side.Yes : Side.No;
}
