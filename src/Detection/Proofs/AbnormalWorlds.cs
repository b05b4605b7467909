using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a basket comes to when settlement is not normal: kinds of worlds that no relation speaks of.</summary>
internal static class AbnormalWorlds
{
    /// <summary>Null where a worst world was not decided.</summary>
    /// <param name="worst">The least that payoffs come to in the admissible worlds, in micro-dollars.</param>
    public static AbnormalLosses? Of(BasketLeg[] legs, Money spent, Func<LegPayoff[], long?> worst)
    {
        LegPayoff[] normal = [.. legs.Select(Normal)];
        long oneVoid = long.MaxValue;
        for (int i = 0; i < legs.Length; i++)
        {
            LegPayoff[] payoffs = [.. normal];
            payoffs[i] = LegPayoff.Always(legs[i].Cost.Micros);
            if (worst(payoffs) is not long pays)
            {
                return null;
            }

            oneVoid = Math.Min(oneVoid, pays);
        }

        return TryLastPrice(legs, normal, worst, out Money? atLast)
            ? new AbnormalLosses(Money.FromMicros(oneVoid) - spent, atLast - spent, -spent)
            : null;
    }

    /// <summary>What a leg pays when its market resolves.</summary>
    public static LegPayoff Normal(BasketLeg leg)
    {
        long pays = leg.Quantity.Hundredths * (Money.MicrosPerDollar / 100);
        return leg.Claim.Side == Side.Yes ? new LegPayoff(pays, 0) : new LegPayoff(0, pays);
    }

    /// <summary>
    /// One event settles at last prices. A market that never traded has none, and then the answer is that nothing is
    /// known; false is that a worst world was not decided.
    /// </summary>
    private static bool TryLastPrice(
        BasketLeg[] legs, LegPayoff[] normal, Func<LegPayoff[], long?> worst, out Money? atLast)
    {
        atLast = null;
        if (Array.Exists(legs, static leg => leg.Claim.Market.LastPrice is not Price last || last == Price.Zero))
        {
            return true;
        }

        foreach (string own in legs.Select(static leg => leg.Claim.Market.EventTicker).Distinct(StringComparer.Ordinal))
        {
            LegPayoff[] payoffs = [.. normal];
            for (int i = 0; i < legs.Length; i++)
            {
                if (string.Equals(legs[i].Claim.Market.EventTicker, own, StringComparison.Ordinal))
                {
                    Price last = legs[i].Claim.Market.LastPrice!.Value;
                    Price paid = legs[i].Claim.Side == Side.Yes ? last : last.Complement();
                    payoffs[i] = LegPayoff.Always((paid * legs[i].Quantity).Micros);
                }
            }

            if (worst(payoffs) is not long pays)
            {
                return false;
            }

            Money result = Money.FromMicros(pays);
            atLast = atLast is Money known ? Money.Min(known, result) : result;
        }

        return true;
    }
}
