using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The cash a basket ties up. Collateral return is off for new members, so gross is what counts.</summary>
internal static class CapitalUse
{
    /// <summary>
    /// What the venue would return at once is sure to be paid by the legs themselves: n-1 dollars a set of NO positions
    /// of a mutually exclusive event (MECNET), one dollar a pair of a directional ladder (DIRECNET).
    /// </summary>
    public static Capital Of(Money gross, Signal signal, int atLeast, Quantity units, Event? @event)
    {
        Money returned = (@event?.CollateralReturnType, signal) switch
        {
            ("MECNET", Signal.SellAll) or ("DIRECNET", Signal.BuySupersetSellSubset) =>
                Money.FromMicros(atLeast * units.Hundredths * (Money.MicrosPerDollar / 100)),
            _ => Money.Zero,
        };
        return new Capital(gross, Money.Max(Money.Zero, gross - returned), gross);
    }

    /// <summary>What a reader of the netted figure must know; null when it is the gross one.</summary>
    public static string? Caveat(Capital capital, Event? @event) => @event?.CollateralReturnType switch
    {
        _ when capital.Netted == capital.Gross => null,
        "DIRECNET" => "netted capital assumes that collateral return is switched on and returns 1 dollar a pair of "
            + "this ladder; the venue does not publish how",
        _ => "netted capital assumes that collateral return is switched on",
    };
}
