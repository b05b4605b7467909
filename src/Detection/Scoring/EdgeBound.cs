using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The most that any quantities of a basket's legs can earn on these books. A belief over admissible worlds values each
/// leg; no basket earns more than what is on offer below that value, because its worst world pays no more than the
/// average one.
/// </summary>
internal static class EdgeBound
{
    /// <summary>Micro-dollars times this, so that fees before rounding are whole numbers.</summary>
    private static readonly Int128 Unit = FeeModel.Denominator;

    /// <summary>What one contract pays on average: the part of the belief in which it pays, in micro-dollars.</summary>
    public static long[] Values(ReadOnlySpan<Claim> legs, IReadOnlyList<PayoffWorld> worlds)
    {
        long[] values = new long[legs.Length];
        foreach (PayoffWorld world in worlds)
        {
            for (int i = 0; i < legs.Length; i++)
            {
                bool isYes = world.Yes.Contains(legs[i].Market);
                values[i] += isYes == (legs[i].Side == Side.Yes) ? world.Belief.PartsPerMillion : 0;
            }
        }

        return values;
    }

    /// <summary>All that is on offer below the values, fees before rounding included, rounded up.</summary>
    public static Money Of(ReadOnlySpan<SizedLeg> legs, ReadOnlySpan<long> values)
    {
        Int128 total = 0;
        for (int i = 0; i < legs.Length; i++)
        {
            foreach (BookLevel level in legs[i].Levels)
            {
                Int128 gain = Gain(legs[i].Terms, level, values[i]);
                if (gain <= 0)
                {
                    break;
                }

                total += gain;
            }
        }

        return FeeModel.RoundUp(total);
    }

    /// <summary>The levels that the bound counts, and those taken.</summary>
    public static BookLevel[] Offered(SizedLeg leg, long value, Quantity taken)
    {
        int count = 0;
        while (count < leg.Levels.Length
            && (taken.IsPositive || Gain(leg.Terms, leg.Levels[count], value) > 0))
        {
            taken -= leg.Levels[count].Quantity;
            count++;
        }

        return leg.Levels[..count];
    }

    /// <summary>
    /// What a level earns at a value, in 1 / <see cref="Unit"/> micro-dollars; dearer levels earn less.
    /// </summary>
    private static Int128 Gain(FeeTerms terms, BookLevel level, long value)
    {
        // A contract's value in micro-dollars is a hundredth of it for each hundredth of a contract.
        Int128 worth = (Int128)value * level.Quantity.Hundredths * (Unit / 100);
        Int128 cost = (level.Price * level.Quantity).Micros * Unit;
        return worth - cost - FeeModel.Numerator(terms, LiquidityRole.Taker, level.Price, level.Quantity);
    }
}
