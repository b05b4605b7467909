using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The cash a basket ties up. Collateral return is off for new members, so gross is what counts.</summary>
internal static class CapitalUse
{
    /// <summary>
    /// What the venue would return at once is sure to be paid by the legs themselves: of the NO positions of a mutually
    /// exclusive event (MECNET) all but the largest, for at most one of them loses; one dollar a pair of a directional
    /// ladder (DIRECNET).
    /// </summary>
    public static Capital Of(IReadOnlyList<BasketLeg> legs, Money gross, Money payout, Signal signal)
    {
        Money returned = Money.Zero;
        foreach (IGrouping<string, BasketLeg> own in legs.GroupBy(
            static leg => leg.Claim.Market.EventTicker, StringComparer.Ordinal))
        {
            returned += own.First().CollateralReturnType switch
            {
                "MECNET" => AllButTheLargest(own),
                "DIRECNET" when signal == Signal.BuySupersetSellSubset && own.Count() == legs.Count => payout,
                _ => Money.Zero,
            };
        }

        return new Capital(gross, Money.Max(Money.Zero, gross - returned), gross);
    }

    /// <summary>What a reader of the netted figure must know; null when it is the gross one.</summary>
    public static string? Caveat(Capital capital, IReadOnlyList<BasketLeg> legs) => capital switch
    {
        _ when capital.Netted == capital.Gross => null,
        _ when legs[0].CollateralReturnType is "DIRECNET" =>
            "netted capital assumes that collateral return is switched on and returns 1 dollar a pair of "
            + "this ladder; the venue does not publish how",
        _ => "netted capital assumes that collateral return is switched on",
    };

    private static Money AllButTheLargest(IEnumerable<BasketLeg> legs)
    {
        long total = 0;
        long largest = 0;
        foreach (BasketLeg leg in legs.Where(static leg => leg.Claim.Side == Side.No))
        {
            total += leg.Quantity.Hundredths;
            largest = Math.Max(largest, leg.Quantity.Hundredths);
        }

        return Money.FromMicros((total - largest) * (Money.MicrosPerDollar / 100));
    }
}

/// <summary>The event of a market; null when it was not read.</summary>
internal delegate Event? EventLookup(Market market);
