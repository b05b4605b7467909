using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds how many unit baskets earn most when a unit takes several contracts of a claim: the ladders are walked together
/// while they pay, and the exact fees of one order a claim and one fill a level decide.
/// </summary>
internal sealed class WeightedSizer(DetectionOptions options)
{
    /// <summary>No size is larger, in hundredths of unit baskets, so that every product fits.</summary>
    private const long Greatest = 1_000_000_000;

    /// <summary>Sizes tried below the end of the walk: rounding takes less than a few balance units off it.</summary>
    private const int Tried = 10_000;

    /// <summary>The best size, or null when none earns anything.</summary>
    /// <remarks>
    /// Rounding only ever costs, so no size earns more than its edge before rounding. That edge grows up to the last stretch
    /// that pays and falls behind it; a size a little behind may round better, so the search begins there, comes down, and
    /// ends where nothing below can earn more than the best found.
    /// </remarks>
    /// <param name="payout">Dollars for each unit basket.</param>
    /// <param name="safety">A stretch is taken only while its edge exceeds this many times its fees; null for any edge.</param>
    public Quantity? Best(ReadOnlySpan<WeightedLeg> legs, int payout, Ratio? safety)
    {
        List<Run> runs = Walk(legs, payout, safety > Ratio.Zero ? safety : null);
        long size = runs.Sum(static run => run.Hundredths);
        Int128 bound = runs.Aggregate(default(Int128), static (sum, run) => sum + run.Edge);
        Int128 peak = runs.Aggregate(default(Int128), static (sum, run) => sum + Int128.Max(run.Edge, 0));
        Quantity? best = null;
        Money bestEdge = Money.Zero;
        for (int tried = 0; tried < Tried && size > 0; tried++)
        {
            Run last = runs[^1];
            if ((last.Edge > 0 ? bound : peak) <= (Int128)bestEdge.Micros * FeeModel.Denominator)
            {
                break;
            }

            Money edge = Edge(legs, payout, Quantity.FromHundredths(size));
            if (edge > bestEdge)
            {
                (best, bestEdge) = (Quantity.FromHundredths(size), edge);
            }

            Int128 each = last.Edge / last.Hundredths;
            (size, bound) = (size - 1, bound - each);
            runs[^1] = new Run(last.Hundredths - 1, last.Edge - each);
            if (last.Hundredths == 1)
            {
                runs.RemoveAt(runs.Count - 1);
            }
        }

        return best;
    }

    /// <summary>The exact edge of a number of unit baskets; the levels must hold them.</summary>
    public Money Edge(ReadOnlySpan<WeightedLeg> legs, int payout, Quantity units)
    {
        Money edge = Money.FromMicros(payout * units.Hundredths * (Money.MicrosPerDollar / 100));
        foreach (WeightedLeg leg in legs)
        {
            Quantity contracts = leg.Contracts(units);
            edge -= Sizer.CostOf(leg.Leg.Levels, contracts)
                + OrderFee.ForQuantity(leg.Leg.Terms, options.Member, leg.Leg.Levels, contracts);
        }

        return edge;
    }

    /// <summary>
    /// The stretches from the touch on while each pays; a worse level never costs less after its fee. Without a safety multiple
    /// they go on until they have lost what rounding can give back: one balance unit an order,
    /// and a micro-dollar a fill.
    /// </summary>
    private List<Run> Walk(ReadOnlySpan<WeightedLeg> legs, int payout, Ratio? safety)
    {
        List<Run> runs = [];
        long rounding = legs.Length * options.Member.BalanceUnit().Micros;
        foreach (WeightedLeg leg in legs)
        {
            rounding += leg.Leg.Levels.Length;
        }

        Int128 room = (Int128)rounding * FeeModel.Denominator;
        long most = Math.Min(options.MaxUnits?.Hundredths ?? Greatest, Greatest);
        for (long from = 0; from < most;)
        {
            long step = most - from;
            foreach (WeightedLeg leg in legs)
            {
                step = Math.Min(step, leg.Even(from));
            }

            step = Math.Max(step, 1);
            Int128 gap = (Int128)payout * step * (Money.MicrosPerDollar / 100);
            Int128 fee = 0;
            foreach (WeightedLeg leg in legs)
            {
                if (leg.Price(from, step) is not (Int128 cost, Int128 own))
                {
                    return runs;
                }

                gap -= cost;
                fee += own;
            }

            Int128 edge = (gap * FeeModel.Denominator) - fee;
            if (safety is Ratio multiple && (edge <= 0 || edge * Ratio.Whole <= fee * multiple.PartsPerMillion))
            {
                return runs;
            }

            if (edge <= 0)
            {
                Int128 each = edge / step;
                step = each == 0 ? step : (long)Int128.Min(step, room / -each);
                if (step == 0 || runs.Count == 0)
                {
                    return runs;
                }

                edge = each * step;
                room += edge;
            }

            runs.Add(new Run(step, edge));
            from += step;
        }

        return runs;
    }

    /// <summary>Hundredths of unit baskets and their edge before fees are rounded, as a numerator of the fee model.</summary>
    private readonly record struct Run(long Hundredths, Int128 Edge)
    {
        public override string ToString() => $"{Hundredths} hundredths for {Edge}";
    }
}
