using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a basket comes to when settlement is not normal: kinds of worlds that no relation speaks of.</summary>
internal static class AbnormalWorlds
{
    /// <param name="worst">The least that payoffs come to in the admissible worlds, in micro-dollars.</param>
    public static AbnormalLosses Of(BasketLeg[] legs, Money spent, Func<LegPayoff[], long> worst)
    {
        LegPayoff[] normal = [.. legs.Select(Normal)];
        long oneVoid = long.MaxValue;
        for (int i = 0; i < legs.Length; i++)
        {
            LegPayoff[] payoffs = [.. normal];
            payoffs[i] = LegPayoff.Always(legs[i].Cost.Micros);
            oneVoid = Math.Min(oneVoid, worst(payoffs));
        }

        return new AbnormalLosses(Money.FromMicros(oneVoid) - spent, LastPrice(legs, normal, worst) - spent, -spent);
    }

    /// <summary>What a leg pays when its market resolves.</summary>
    public static LegPayoff Normal(BasketLeg leg)
    {
        long pays = leg.Quantity.Hundredths * (Money.MicrosPerDollar / 100);
        return leg.Claim.Side == Side.Yes ? new LegPayoff(pays, 0) : new LegPayoff(0, pays);
    }

    /// <summary>
    /// One event settles at last prices; a market that never traded has none, and then nothing is known.
    /// </summary>
    private static Money? LastPrice(BasketLeg[] legs, LegPayoff[] normal, Func<LegPayoff[], long> worst)
    {
        if (Array.Exists(legs, static leg => leg.Claim.Market.LastPrice is not Price last || last == Price.Zero))
        {
            return null;
        }

        long least = long.MaxValue;
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

            least = Math.Min(least, worst(payoffs));
        }

        return Money.FromMicros(least);
    }
}
