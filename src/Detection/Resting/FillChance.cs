using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What a resting order is worth beside another: its edge times how likely it is to be filled. Nobody knows that chance,
/// so a plain rule stands for it: it halves with every cent that the order rests below the price on offer, and the order
/// shares what comes with the contracts ahead of it in proportion to the size wanted.
/// </summary>
/// <remarks>
/// From three cents of edge a contract on, a cent lower costs more chance than it adds edge, so that a search downwards
/// from the price on offer may end there.
/// </remarks>
internal static class FillChance
{
    /// <summary>The edge for each contract of the order from which on lower prices are worth less.</summary>
    public static Money Enough { get; } = Money.FromMicros(30_000);

    /// <summary>Nobody waits for a price this many ticks away.</summary>
    public const int FarthestTicks = 2_500;

    /// <summary>No order is larger, so that every product fits.</summary>
    public const long GreatestHundredths = 1_000_000_000;

    private const int TicksPerCent = 100;

    /// <summary>Bits kept after the point: with edges up to a billion dollars every product fits.</summary>
    private const int Scale = 36;

    /// <summary>A number that is greater for the better order.</summary>
    /// <param name="edge">Of all units.</param>
    /// <param name="units">Unit baskets.</param>
    /// <param name="desired">Unit baskets from which on a greater size adds nothing.</param>
    /// <param name="ahead">Contracts in front of the order.</param>
    /// <param name="ticksBelow">How far below the price on offer it rests.</param>
    public static Int128 Worth(Money edge, Quantity units, Quantity desired, Quantity ahead, int ticksBelow)
    {
        long wanted = Math.Min(desired.Hundredths, GreatestHundredths);
        long queue = Math.Min(ahead.Hundredths, GreatestHundredths);
        (int cents, int ticks) = Math.DivRem(ticksBelow, TicksPerCent);

        // edge a unit x min(units, wanted) / (wanted + queue) x 2^-cents, straight lines between whole cents.
        Int128 dividend = ((Int128)edge.Micros * Math.Min(units.Hundredths, wanted) * ((2 * TicksPerCent) - ticks)) << Scale;
        Int128 divisor = (Int128)units.Hundredths * (wanted + queue);
        return dividend / divisor >> cents;
    }
}
