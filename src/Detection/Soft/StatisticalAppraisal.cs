using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Makes a statistical basket of a size: every figure, and the words that keep it from being taken for a guarantee.</summary>
internal sealed class StatisticalAppraisal(DetectionOptions options)
{
    public StatisticalBasket Make(
        Relation relation,
        WeightedLeg[] sized,
        HedgeWeights weights,
        Quantity units,
        bool isSafe,
        OpportunityStatus status,
        DateTimeOffset at)
    {
        BasketLeg[] legs = [.. sized.Select(leg => Leg(leg, units))];
        Claim[] claims = [.. legs.Select(static leg => leg.Claim)];
        Money cost = legs[0].Cost + legs[1].Cost;
        Money fees = legs[0].Fee + legs[1].Fee;
        Money payout = Money.FromMicros(weights.If * units.Hundredths * (Money.MicrosPerDollar / 100));
        Money edge = payout - cost - fees;
        Quantity contracts = legs[0].Quantity;
        Quantity available = Quantity.Min(Depth(sized[0]), Quantity.FromHundredths(
            (long)Int128.Min(long.MaxValue, (Int128)Depth(sized[1]).Hundredths * weights.Then / weights.If)));
        bool isAssumed = Array.Exists(sized, static leg => leg.Leg.Terms.IsAssumed || HasAssumedSize(leg.Leg));
        return new StatisticalBasket
        {
            Id = BasketKey.StatisticalId(claims),
            Status = status,
            Grade = isAssumed ? Grade.D : Grade.C,
            Relation = relation,
            Legs = legs,
            Units = units,
            Cost = cost,
            Fees = fees,
            FeeBound = legs[0].FeeBound + legs[1].FeeBound,
            ExpectedPayout = payout,
            ExpectedEdge = edge,
            PerContract = Figures.PerUnit(edge, contracts),
            BreakEven = BreakEven(legs),
            Confidence = relation.Confidence,
            Score = Figures.Score(edge, contracts, relation.Confidence, available, options.DesiredContracts),
            WorstCase = -(cost + fees),
            DetectedAt = at,
            ExpiresAt = Times.ExpiresAt(claims),
            PaysAt = Times.PaysAt(claims, at),
            BelowThreshold = [.. Below(relation, edge, contracts, isSafe)],
            Caveats = [.. Caveats(relation, sized)],
        };
    }

    /// <summary>
    /// The least r at which r (what NO of the first claim brings in, sold for a dollar less its cost) covers what the
    /// implied claim costs: cost of one contract over the net bid of the other, rounded up.
    /// </summary>
    private static Ratio BreakEven(BasketLeg[] legs)
    {
        (Quantity then, Money spent) = (legs[0].Quantity, legs[0].Cost + legs[0].Fee);
        (Quantity ifNot, Money hedge) = (legs[1].Quantity, legs[1].Cost + legs[1].Fee);

        // Micro-dollars in a hundredth of a contract that pays a dollar are 10,000. An expected edge leaves a net bid.
        Int128 net = (Int128)ifNot.Hundredths * (Money.MicrosPerDollar / 100) - hedge.Micros;
        Int128 dividend = (Int128)spent.Micros * ifNot.Hundredths * Ratio.Whole;
        Int128 divisor = net * then.Hundredths;
        return Ratio.FromPartsPerMillion((long)((dividend + divisor - 1) / divisor));
    }

    /// <summary>The contracts on offer, without a sum that a nonsensical size could make overflow.</summary>
    private static Quantity Depth(WeightedLeg leg) => Quantity.FromHundredths((long)leg.Leg.Levels.Aggregate(
        default(Int128), static (sum, level) => Int128.Min(sum + level.Quantity.Hundredths, long.MaxValue)));

    private static bool HasAssumedSize(SizedLeg leg) => leg.IsTopOnly && leg.Claim.Market.SizesAssumed;

    private BasketLeg Leg(WeightedLeg leg, Quantity units)
    {
        Quantity contracts = leg.Contracts(units);
        BookLevel[] taken = leg.Leg.Take(contracts);
        return new BasketLeg
        {
            Claim = leg.Leg.Claim,
            Weight = leg.Weight,
            Quantity = contracts,
            Levels = taken,
            Cost = Sizer.CostOf(taken, contracts),
            Terms = leg.Leg.Terms,
            Fee = OrderFee.ForFills(leg.Leg.Terms, options.Member, taken),
            FeeBound = OrderFee.Bound(leg.Leg.Terms, options.Member, taken),
            BookAt = leg.Leg.BookAt,
        };
    }

    private IEnumerable<string> Below(Relation relation, Money edge, Quantity contracts, bool isSafe)
    {
        if (!isSafe)
        {
            yield return $"below the fee safety multiple: the expected edge is below {options.FeeSafetyMultiplier} x fees";
        }

        if (Figures.FallsShort(edge, contracts, options.SoftThreshold))
        {
            yield return $"below the soft threshold: {Cents.Of(Figures.PerUnit(edge, contracts))} cents expected a contract, "
                + $"{Cents.Of(options.SoftThreshold)} wanted";
        }

        if (!options.Tiers.Contains(relation.Tier))
        {
            yield return $"tier is not traded: {relation.Tier}";
        }
    }

    private static IEnumerable<string> Caveats(Relation relation, WeightedLeg[] legs)
    {
        yield return "expected, not guaranteed: the whole outlay is lost if "
            + $"{relation.Claims[0]} comes true and {relation.Claims[1]} does not";
        if (Array.Exists(legs, static leg => leg.Leg.Terms.IsAssumed))
        {
            yield return "a fee is assumed, not read from the venue";
        }

        if (Array.Exists(legs, static leg => HasAssumedSize(leg.Leg)))
        {
            yield return "the sizes are assumed: the recording has none";
        }

        if (relation.Tier == Tier.Proposed)
        {
            yield return "the relation was proposed by a model alone";
        }

        string[] shallow = [.. legs.Where(static leg => leg.Leg.IsTopOnly).Select(static leg => leg.Leg.Claim.Market.Ticker)];
        if (shallow.Length > 0)
        {
            yield return $"only the touch is known for {string.Join(", ", shallow)}";
        }
    }
}
