using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The belief that bounds a basket of one contract each of n claims of which 1, or n - 1, pay at worst: exactly one
/// claim is the odd one out, as often as makes every claim worth what its next contract costs where the walk through
/// the books ends.
/// </summary>
internal static class WalkBelief
{
    /// <summary>
    /// How often each claim is the odd one out, in parts per million; null where the payoff has another shape.
    /// </summary>
    public static long[]? Of(SizedLeg[] legs, int atLeast)
    {
        int count = legs.Length;
        if (count < 2 || (atLeast != 1 && atLeast != count - 1))
        {
            return null;
        }

        long[] values = Values(legs, atLeast);
        return atLeast == 1 ? values : [.. values.Select(static value => Money.MicrosPerDollar - value)];
    }

    /// <summary>
    /// What each contract is worth: between its last cost and its next one, together what the basket pays.
    /// </summary>
    private static long[] Values(SizedLeg[] legs, int atLeast)
    {
        long depth = 0;
        foreach (Stretch stretch in Ladders.Walk(legs, [], atLeast, safety: null, most: null))
        {
            depth += stretch.Hundredths;
        }

        long[] values = [.. legs.Select(leg => CostAt(leg, depth - 1))];
        long rest = (atLeast * Money.MicrosPerDollar) - values.Sum();
        for (int i = 0; i < legs.Length; i++)
        {
            rest -= Move(ref values[i], CostAt(legs[i], depth), rest);
        }

        // Costs are whole micro-dollars: what rounding leaves over goes wherever there is room.
        for (int i = 0; i < legs.Length; i++)
        {
            rest -= Move(ref values[i], rest > 0 ? Money.MicrosPerDollar : 0, rest);
        }

        return values;
    }

    /// <summary>Moves a value toward a limit by as much of the rest as fits.</summary>
    private static long Move(ref long value, long limit, long rest)
    {
        long step = rest > 0 ? Math.Clamp(limit - value, 0, rest) : Math.Clamp(limit - value, rest, 0);
        value += step;
        return step;
    }

    /// <summary>
    /// A contract at this depth with its fee, cut to a dollar: what is not on offer, or dearer, bounds nothing.
    /// </summary>
    private static long CostAt(SizedLeg leg, long hundredths)
    {
        foreach (BookLevel level in leg.Levels)
        {
            if (hundredths < level.Quantity.Hundredths)
            {
                long fee = FeeModel.PerContractAtLeast(leg.Terms, LiquidityRole.Taker, level.Price).Micros;
                return Math.Min(Money.MicrosPerDollar, level.Price.PerContract().Micros + fee);
            }

            hundredths -= level.Quantity.Hundredths;
        }

        return Money.MicrosPerDollar;
    }
}
