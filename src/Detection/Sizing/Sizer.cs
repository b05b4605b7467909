using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds the number of unit baskets that earns most, by the exact fees of one order a claim and one fill a level.
/// </summary>
internal sealed class Sizer(DetectionOptions options)
{
    /// <summary>Sizes tried one by one before the steps get longer.</summary>
    private const int Fine = 1_000;

    /// <summary>
    /// The best size within the safety multiple, or null when no size of it earns more than <paramref name="beat"/>.
    /// </summary>
    public Sizing? Safe(SizedLeg[] legs, int atLeast, Money beat = default) =>
        Best(legs, null, atLeast, options.FeeSafetyMultiplier, beat);

    /// <summary>The best size at all, or null when none earns more than <paramref name="beat"/>.</summary>
    public Sizing? Plain(SizedLeg[] legs, int atLeast, Money beat = default) =>
        Best(legs, null, atLeast, safety: null, beat);

    /// <summary>The best size of a basket with several contracts of some claims.</summary>
    /// <param name="weights">Contracts of each claim in a unit basket.</param>
    /// <param name="safety">The safety multiple; null for none.</param>
    public Sizing? Weighted(SizedLeg[] legs, int[] weights, int atLeast, Ratio? safety) =>
        Best(legs, weights, atLeast, safety, Money.Zero);

    /// <summary>Why a basket that pays has no size within the safety multiple, in words.</summary>
    public string WhyUnsafe(Sizing plain)
    {
        List<Stretch> safe = Ladders.Walk(
            plain.Legs, plain.Weights, plain.AtLeast, options.FeeSafetyMultiplier, most: null);
        if (safe.Count > 0)
        {
            return "below the fee safety multiple: "
                + $"the sizes that exceed {options.FeeSafetyMultiplier} x fees earn nothing once rounded";
        }

        Stretch touch = Ladders.Walk(plain.Legs, plain.Weights, plain.AtLeast, safety: null, most: null)[0];
        return $"below the fee safety multiple: the first basket earns {Cents.Of(Money.FromMicros(touch.Edge()))} cents, "
            + $"not {options.FeeSafetyMultiplier} x its fees of {Cents.Of(Money.FromMicros(touch.Fee))} cents";
    }

    /// <summary>The exact edge of a number of unit baskets; the levels must hold them.</summary>
    public Money EdgeOf(SizedLeg[] legs, ReadOnlySpan<int> weights, int atLeast, Quantity units)
    {
        Money edge = Money.FromMicros(atLeast * units.Hundredths * (Money.MicrosPerDollar / 100));
        for (int i = 0; i < legs.Length; i++)
        {
            edge -= SpentOn(legs[i], weights.IsEmpty ? units : units * weights[i]);
        }

        return edge;
    }

    /// <summary>The cost of so many contracts with the exact fee of one order for them; the levels must hold them.</summary>
    public Money SpentOn(SizedLeg leg, Quantity quantity) => CostOf(leg.Levels, quantity)
        + OrderFee.ForQuantity(leg.Terms, options.Member, leg.Levels, quantity);

    public static Money CostOf(ReadOnlySpan<BookLevel> levels, Quantity quantity)
    {
        Money cost = Money.Zero;
        foreach (BookLevel level in levels)
        {
            Quantity part = Quantity.Min(level.Quantity, quantity);
            cost += level.Price * part;
            quantity -= part;
        }

        return cost;
    }

    /// <summary>
    /// Without rounding the profit grows with every stretch, so the optimum lies at the end of the walk; rounding takes
    /// at most one balance unit an order off it. So sizes are tried downwards until the profit without rounding is no
    /// more than the best one found: nothing below can beat it.
    /// </summary>
    private Sizing? Best(SizedLeg[] legs, int[]? weights, int atLeast, Ratio? safety, Money beat)
    {
        List<Stretch> stretches = Ladders.Walk(legs, weights, atLeast, safety, Most(legs, weights));
        long size = 0;
        long bound = 0;
        foreach (Stretch stretch in stretches)
        {
            size += stretch.Hundredths;
            bound += stretch.Hundredths * stretch.Edge();
        }

        Quantity best = Quantity.Zero;
        Money bestEdge = beat;
        int last = stretches.Count - 1;
        long ofLast = last < 0 ? 0 : stretches[last].Hundredths;
        for (int tried = 0; size > 0 && bound > bestEdge.Micros * 100; tried++)
        {
            Money edge = EdgeOf(legs, weights, atLeast, Quantity.FromHundredths(size));
            if (edge > bestEdge)
            {
                (best, bestEdge) = (Quantity.FromHundredths(size), edge);
            }

            // Whole contracts at whole-cent prices round least: the longer steps land on them, and on whole hundreds.
            long step = tried < Fine ? 1 : tried < 2 * Fine ? StepTo(size, 100) : StepTo(size, 10_000);
            for (long rest = Math.Min(step, size); rest > 0;)
            {
                long part = Math.Min(rest, ofLast);
                size -= part;
                rest -= part;
                ofLast -= part;
                bound -= part * stretches[last].Edge();
                if (ofLast == 0 && --last >= 0)
                {
                    ofLast = stretches[last].Hundredths;
                }
            }
        }

        return best.IsPositive ? new Sizing(legs, atLeast, best, bestEdge, weights) : null;
    }

    /// <summary>The most unit baskets that the options allow and the cash pays for.</summary>
    private Quantity? Most(SizedLeg[] legs, int[]? weights)
    {
        if (options.Cash is not ShardCash cash)
        {
            return options.MaxUnits;
        }

        long high = legs.Select((leg, i) => leg.Depth().Hundredths / (weights?[i] ?? 1)).Min();
        high = Math.Min(high, options.MaxUnits?.Hundredths ?? long.MaxValue);
        long low = 0;
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            bool isCovered = cash.Covers(
                legs, i => SpentOn(legs[i], Quantity.FromHundredths(middle * (weights?[i] ?? 1))));
            (low, high) = isCovered ? (middle, high) : (low, middle - 1);
        }

        return Quantity.FromHundredths(low);
    }

    private static long StepTo(long size, long multiple) => size % multiple == 0 ? multiple : size % multiple;
}
