using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A sized joint basket, and the belief that bounds what any quantities of its legs can earn.</summary>
/// <param name="UnsafeReason">Why the size is not within the safety multiple; null when it is.</param>
internal sealed record JointSizing(Sizing Sizing, WorldBelief? Belief, string? UnsafeReason);

/// <summary>
/// How much of a joint basket to buy. Of the basket that pays at the touch every size is tried; where other proportions
/// of its legs earn more, a programme over their whole depth says near which, and exact fees decide.
/// </summary>
internal sealed class JointSizer(DetectionOptions options, Sizer sizer)
{
    /// <summary>Null when no size pays, or a worst world was not decided.</summary>
    /// <param name="weights">The proportions in which the legs pay at the touch.</param>
    public JointSizing? Size(
        SizedLeg[] legs, IReadOnlyList<int> weights, LegWorlds worlds, IBasketProgramme programme)
    {
        LegPayoff[] unit = [.. legs.Select((leg, i) => PayoffOf(leg.Claim, weights[i] * Money.MicrosPerDollar))];
        if (worlds.Worst(unit) is not long pays)
        {
            return null;
        }

        int atLeast = (int)(pays / Money.MicrosPerDollar);
        int[] whole = [.. weights];
        // What bounds the basket knows no limit of ours; what sizes it keeps to the cash.
        ProgrammeAnswer? unlimited = programme.Solve(legs, Ratio.One, cash: null);
        ProgrammeAnswer? plain = options.Cash is null ? unlimited : programme.Solve(legs, Ratio.One, options.Cash);
        Ratio multiple = Ratio.One + options.FeeSafetyMultiplier;
        ProgrammeAnswer? careful = multiple == Ratio.One ? plain : programme.Solve(legs, multiple, options.Cash);
        Sizing? safe = Better(
            sizer.Weighted(legs, whole, atLeast, options.FeeSafetyMultiplier), legs, worlds, careful, multiple);
        Sizing? sizing = safe
            ?? Better(sizer.Weighted(legs, whole, atLeast, safety: null), legs, worlds, plain, Ratio.One);
        return sizing is not Sizing found ? null
            : new JointSizing(found, unlimited?.Belief, safe is null ? WhyUnsafe(found) : null);
    }

    /// <summary>The one of both that earns more; of equals the simple one.</summary>
    private Sizing? Better(
        Sizing? simple, SizedLeg[] legs, LegWorlds worlds, ProgrammeAnswer? answer, Ratio feeMultiple)
    {
        if (answer is null || options.MaxUnits is not null)
        {
            return simple;
        }

        QuantitySearch search = new(legs, worlds, sizer, options.Cash);
        search.Run(answer, feeMultiple);
        if (!search.BestEdge.IsPositive || search.BestEdge <= (simple?.Edge ?? Money.Zero))
        {
            return simple;
        }

        int[] taken = [.. Enumerable.Range(0, legs.Length).Where(i => search.Best[i] > 0)];
        long common = taken.Aggregate(0L, (divisor, i) => Proportion.CommonDivisor(divisor, search.Best[i]));
        return new Sizing(
            [.. taken.Select(i => legs[i])],
            checked((int)(search.Payout / (common * (Money.MicrosPerDollar / 100)))),
            Quantity.FromHundredths(common),
            search.BestEdge,
            [.. taken.Select(i => checked((int)(search.Best[i] / common)))]);
    }

    private string WhyUnsafe(Sizing found) => found.Baskets == found.Units
        ? sizer.WhyUnsafe(found)
        : "below the fee safety multiple: "
            + $"no quantities of these claims earn more than {options.FeeSafetyMultiplier} x their fees";

    private static LegPayoff PayoffOf(Claim claim, long micros) =>
        claim.Side == Side.Yes ? new LegPayoff(micros, 0) : new LegPayoff(0, micros);
}
