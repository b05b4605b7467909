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

/// <summary>The ladders of a basket's claims walked in lockstep: its weight of each claim makes a unit basket.</summary>
internal static class Ladders
{
    /// <summary>
    /// The stretches from the touch while each pays after fees, and while each satisfies the safety multiple if one is
    /// given.
    /// </summary>
    /// <param name="weights">Contracts of each claim in a unit basket; empty for one of each.</param>
    /// <remarks>
    /// A worse level never costs less after its fee, so what pays comes first: the walk ends at the first stretch that
    /// does not.
    /// </remarks>
    public static List<Stretch> Walk(
        ReadOnlySpan<SizedLeg> legs, ReadOnlySpan<int> weights, int atLeast, Ratio? safety, Quantity? most)
    {
        List<Stretch> stretches = [];
        Span<Rung> rungs = legs.Length <= 64 ? stackalloc Rung[legs.Length] : new Rung[legs.Length];
        long room = most?.Hundredths ?? long.MaxValue;
        for (int i = 0; i < legs.Length; i++)
        {
            rungs[i] = new Rung(0, legs[i].Levels.Length == 0 ? 0 : legs[i].Levels[0].Quantity.Hundredths);
        }

        while (room > 0)
        {
            long step = room;
            long gap = atLeast * Money.MicrosPerDollar;
            long least = 0;
            long greatest = 0;
            for (int i = 0; i < legs.Length; i++)
            {
                int weight = weights.IsEmpty ? 1 : weights[i];
                if (!TryPrice(legs[i], rungs[i], weight, ref step, out Rate rate))
                {
                    return stretches;
                }

                gap -= rate.Cost;
                least += rate.Least;
                greatest += rate.Greatest;
            }

            if (gap <= least || (safety is Ratio multiple && !IsSafe(gap, greatest, multiple)))
            {
                return stretches;
            }

            stretches.Add(new Stretch(step, gap, least));
            room -= step;
            for (int i = 0; i < legs.Length; i++)
            {
                rungs[i] = After(legs[i], rungs[i], step * (weights.IsEmpty ? 1 : weights[i]));
            }
        }

        return stretches;
    }

    private static bool IsSafe(long gap, long fee, Ratio multiple) =>
        (Int128)(gap - fee) * Ratio.Whole > (Int128)multiple.PartsPerMillion * fee;

    /// <summary>
    /// What a leg's part of a unit basket costs from here on, and for how many hundredths of a basket; false beyond its
    /// depth. Where a hundredth of a basket takes the end of one level and the beginning of the next, it is a stretch of its
    /// own.
    /// </summary>
    private static bool TryPrice(SizedLeg leg, Rung rung, int weight, ref long step, out Rate rate)
    {
        rate = default;
        if (rung.Level == leg.Levels.Length)
        {
            return false;
        }

        if (rung.Left >= weight)
        {
            step = Math.Min(step, rung.Left / weight);
            rate = RateOf(leg, rung.Level, 100L * weight);
            return true;
        }

        step = 1;
        for (long wanted = weight; wanted > 0;)
        {
            if (rung.Level == leg.Levels.Length)
            {
                return false;
            }

            long part = Math.Min(wanted, rung.Left);
            rate += RateOf(leg, rung.Level, 100 * part);
            wanted -= part;
            rung = After(leg, rung, part);
        }

        return true;
    }

    /// <summary>Of so many hundredths of a contract: a unit basket is a hundred times what a hundredth of it takes.</summary>
    private static Rate RateOf(SizedLeg leg, int level, long hundredths)
    {
        Price price = leg.Levels[level].Price;
        long least = FeeModel.PerContractAtLeast(leg.Terms, LiquidityRole.Taker, price).Micros;
        long greatest = FeeModel.PerContractAtMost(leg.Terms, LiquidityRole.Taker, price).Micros;
        return new Rate(price.Ticks * hundredths, least * hundredths / 100, ((greatest * hundredths) + 99) / 100);
    }

    private static Rung After(SizedLeg leg, Rung rung, long hundredths)
    {
        while (hundredths > 0)
        {
            long part = Math.Min(hundredths, rung.Left);
            hundredths -= part;
            rung = part < rung.Left ? rung with { Left = rung.Left - part }
                : new Rung(
                    rung.Level + 1,
                    rung.Level + 1 < leg.Levels.Length ? leg.Levels[rung.Level + 1].Quantity.Hundredths : 0);
        }

        return rung;
    }

    /// <summary>The level a leg stands on, and the hundredths left there.</summary>
    private readonly record struct Rung(int Level, long Left);

    /// <summary>Micro-dollars a unit basket: cost, and the least and most of its fee before rounding.</summary>
    private readonly record struct Rate(long Cost, long Least, long Greatest)
    {
        public static Rate operator +(Rate left, Rate right) =>
            new(left.Cost + right.Cost, left.Least + right.Least, left.Greatest + right.Greatest);
    }
}
