using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A stretch of a basket's depth over which every claim stays on one level.</summary>
/// <param name="Gap">Micro-dollars per unit basket before fees.</param>
/// <param name="Fee">Micro-dollars of fees per unit basket before their rounding, never above it.</param>
internal readonly record struct Stretch(long Hundredths, long Gap, long Fee)
{
    public long Edge() => Gap - Fee;

    public override string ToString() => $"{Hundredths} hundredths at {Gap} less {Fee}";
}

/// <summary>The ladders of a basket's claims walked in lockstep: one contract of each makes a unit basket.</summary>
internal static class Ladders
{
    /// <summary>
    /// The stretches from the touch while each pays after fees, and while each satisfies the safety multiple if one is
    /// given.
    /// </summary>
    /// <remarks>
    /// A worse level never costs less after its fee, so what pays comes first: the walk ends at the first stretch that
    /// does not.
    /// </remarks>
    public static List<Stretch> Walk(ReadOnlySpan<SizedLeg> legs, int atLeast, Ratio? safety, Quantity? most)
    {
        List<Stretch> stretches = [];
        Span<int> level = legs.Length <= 64 ? stackalloc int[legs.Length] : new int[legs.Length];
        Span<long> left = legs.Length <= 64 ? stackalloc long[legs.Length] : new long[legs.Length];
        long room = most?.Hundredths ?? long.MaxValue;
        for (int i = 0; i < legs.Length; i++)
        {
            level[i] = 0;
            left[i] = legs[i].Levels.Length == 0 ? 0 : legs[i].Levels[0].Quantity.Hundredths;
        }

        while (room > 0)
        {
            long step = room;
            long gap = atLeast * Money.MicrosPerDollar;
            long least = 0;
            long greatest = 0;
            for (int i = 0; i < legs.Length; i++)
            {
                if (level[i] == legs[i].Levels.Length)
                {
                    return stretches;
                }

                Price price = legs[i].Levels[level[i]].Price;
                step = Math.Min(step, left[i]);
                gap -= price.PerContract().Micros;
                least += FeeModel.PerContractAtLeast(legs[i].Terms, LiquidityRole.Taker, price).Micros;
                greatest += FeeModel.PerContractAtMost(legs[i].Terms, LiquidityRole.Taker, price).Micros;
            }

            if (gap <= least || (safety is Ratio multiple && !IsSafe(gap, greatest, multiple)))
            {
                return stretches;
            }

            stretches.Add(new Stretch(step, gap, least));
            room -= step;
            Advance(legs, level, left, step);
        }

        return stretches;
    }

    private static bool IsSafe(long gap, long fee, Ratio multiple) =>
        (Int128)(gap - fee) * Ratio.Whole > (Int128)multiple.PartsPerMillion * fee;

    private static void Advance(ReadOnlySpan<SizedLeg> legs, Span<int> level, Span<long> left, long step)
    {
        for (int i = 0; i < legs.Length; i++)
        {
            left[i] -= step;
            if (left[i] == 0 && ++level[i] < legs[i].Levels.Length)
            {
                left[i] = legs[i].Levels[level[i]].Quantity.Hundredths;
            }
        }
    }
}
