namespace Dutchbook.Detection;

/// <summary>
/// The unit in which the engine holds net prices: $0.00002, a fifth of a tick, so that a price with its fee fits sixteen
/// bits. Costs are rounded down to it: what the engine passes over cannot pay, what it reports is priced exactly after.
/// </summary>
internal static class Grain
{
    public const int PerDollar = 50_000;

    /// <summary>Micro-dollars in one grain.</summary>
    public const int Micros = 20;

    /// <summary>The cost of what is not on offer. A sum with one of these in it never costs less than it pays.</summary>
    public const ushort Absent = 65_534;

    /// <summary>A bound that no cost reaches, not even an absent one: the market has no witness.</summary>
    public const ushort Never = 65_535;
}
