using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Makes an opportunity of a sized basket: every figure, its grade, and the words that go with it.</summary>
internal sealed class Appraisal(DetectionOptions options)
{
    public Opportunity Make(Finding finding, OpportunityStatus status, DateTimeOffset at)
    {
        Sizing sizing = finding.Sizing;
        RelationUse[] relations = [.. finding.Uses
            .OrderBy(static use => use.Relation.Tier)
            .ThenByDescending(static use => use.Relation.Confidence)
            .ThenBy(static use => use.Relation.Id, StringComparer.Ordinal)];
        BasketLeg[] legs = [.. sizing.Legs.Select((leg, i) => Leg(finding, leg, sizing.WeightOf(i)))];
        Claim[] claims = [.. legs.Select(static leg => leg.Claim)];
        Money cost = Sum(legs, static leg => leg.Cost);
        Money fees = Sum(legs, static leg => leg.Fee);
        Money feeBound = Sum(legs, static leg => leg.FeeBound);
        Money payout = Money.FromMicros(sizing.AtLeast * sizing.Units.Hundredths * (Money.MicrosPerDollar / 100));
        Money edge = payout - cost - fees;
        Certainty certainty = Certainty.Of(finding, relations, legs, cost + fees);
        long[] values = EdgeBound.Values(claims, certainty.Worlds);
        for (int i = 0; i < legs.Length; i++)
        {
            legs[i] = legs[i] with { Offered = EdgeBound.Offered(sizing.Legs[i], values[i], legs[i].Quantity) };
        }

        Quantity available = sizing.Legs.Select((leg, i) => Share(leg.Depth(), sizing.WeightOf(i))).Min();
        Ratio confidence = Figures.Confidence(relations, finding.Basis);
        Money score = Figures.Score(edge, sizing.Units, confidence, available, options.DesiredContracts);
        Capital capital = CapitalUse.Of(legs, cost + fees, payout, finding.Signal);
        DateTimeOffset? paysAt = Times.PaysAt(claims, at);
        Ratio? annual = Times.AnnualReturn(edge, capital.Gross, at, paysAt);
        bool isAssumed = sizing.Legs.Any(static leg => leg.Terms.IsAssumed || HasAssumedSize(leg));
        bool isLarge = options.QuarantineAbove is Money limit && Figures.Exceeds(edge, sizing.Units, limit);
        Relation weakest = finding.Basis == RelationBasis.Alone ? relations[0].Relation : relations[^1].Relation;
        Grade grade = Figures.GradeOf(weakest, isAssumed);
        return new Opportunity
        {
            Id = BasketKey.Id(claims),
            Status = status,
            Grade = grade,
            Executable = grade is Grade.A or Grade.B,
            Signal = finding.Signal,
            Relations = certainty.Relations,
            Basis = finding.Basis,
            Legs = legs,
            Units = sizing.Units,
            Available = available,
            Cost = cost,
            Fees = fees,
            FeeBound = feeBound,
            MinPayout = payout,
            Edge = edge,
            Magnitude = Figures.PerUnit(edge, sizing.Units),
            AnnualReturn = annual,
            Confidence = confidence,
            Score = score,
            Capital = capital,
            WorstAbnormal = certainty.Abnormal.Worst(),
            Abnormal = certainty.Abnormal,
            Argument = certainty.Argument,
            Worlds = certainty.Worlds,
            Bound = certainty.HasBelief ? EdgeBound.Of(sizing.Legs, values) : null,
            Explanation =
            [
                .. Explanation.Of(legs, sizing.AtLeast),
                .. finding.Signal == Signal.Joint
                    ? [Explanation.Of(certainty.Argument, relations, payout, cost + fees)] : Array.Empty<string>(),
            ],
            DetectedAt = at,
            ExpiresAt = Times.ExpiresAt(claims),
            PaysAt = paysAt,
            BelowThreshold =
            [
                .. finding.SizingReason is null ? Array.Empty<string>() : [finding.SizingReason],
                .. Below(sizing, payout - cost - feeBound, score, annual, weakest),
            ],
            Caveats =
            [
                .. Caveats(sizing, weakest, relations, isLarge),
                .. CapitalUse.Caveat(capital, legs) is string netting ? [netting] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>The size at the touch was not recorded; a book that was read tells its own.</summary>
    private static bool HasAssumedSize(SizedLeg leg) => leg.IsTopOnly && leg.Claim.Market.SizesAssumed;

    private static Money Sum(BasketLeg[] legs, Func<BasketLeg, Money> part) =>
        legs.Aggregate(Money.Zero, (sum, leg) => sum + part(leg));

    private static Quantity Share(Quantity depth, int weight) => Quantity.FromHundredths(depth.Hundredths / weight);

    private BasketLeg Leg(Finding finding, SizedLeg leg, int weight)
    {
        Quantity quantity = finding.Sizing.Units * weight;
        BookLevel[] taken = leg.Take(quantity);
        return new BasketLeg
        {
            Claim = leg.Claim,
            Weight = weight,
            Quantity = quantity,
            Levels = taken,
            Cost = Sizer.CostOf(taken, quantity),
            CollateralReturnType = finding.EventOf(leg.Claim.Market)?.CollateralReturnType ?? "",
            Terms = leg.Terms,
            Fee = OrderFee.ForFills(leg.Terms, options.Member, taken),
            FeeBound = OrderFee.Bound(leg.Terms, options.Member, taken),
            BookAt = leg.BookAt,
            BookSequence = leg.BookSequence,
        };
    }

    private IEnumerable<string> Below(
        Sizing sizing, Money edgeAtBound, Money score, Ratio? annual, Relation weakest)
    {
        if (Figures.FallsShort(sizing.Edge, sizing.Units, options.MinEdge))
        {
            string edge = Cents.Of(Figures.PerUnit(sizing.Edge, sizing.Units));
            yield return $"below the least edge: {edge} cents a basket, {Cents.Of(options.MinEdge)} wanted";
        }

        if (score < options.MinScore)
        {
            yield return $"below the least score: {score}, {options.MinScore} wanted";
        }

        if (!edgeAtBound.IsPositive)
        {
            yield return "earns only if filled in few parts: the most that its fees can be takes the edge";
        }

        if (!options.Tiers.Contains(weakest.Tier))
        {
            yield return $"tier is not traded: {weakest.Tier}";
        }

        if (sizing.Legs.Any(static leg => leg.Terms.IsAssumed))
        {
            yield return "fee is assumed";
        }

        if (sizing.Legs.Any(HasAssumedSize))
        {
            yield return "size is assumed";
        }

        if (options.HurdleRate is Ratio hurdle && annual is Ratio rate && rate < hurdle)
        {
            yield return $"below the hurdle rate: {rate} a year, {hurdle} wanted";
        }
    }

    private IEnumerable<string> Caveats(
        Sizing sizing, Relation weakest, RelationUse[] relations, bool isLarge)
    {
        if (sizing.Legs.Any(HasAssumedSize))
        {
            yield return "the sizes are assumed: the recording has none";
        }

        if (sizing.Legs.Any(static leg => leg.Terms.IsAssumed))
        {
            string origins = string.Join(", ", sizing.Legs
                .Where(static leg => leg.Terms.IsAssumed)
                .Select(static leg => leg.Terms.Origin)
                .Distinct(StringComparer.Ordinal));
            yield return $"the fee is assumed ({origins}), not read from the venue";
        }

        if (weakest.Tier == Tier.Proposed)
        {
            yield return "the relation was proposed by a model alone";
        }

        if (isLarge)
        {
            yield return $"quarantined: look before trading ({Cents.Of(options.QuarantineAbove!.Value)} cents a basket and more "
                + "are first of all a sign that the relation is wrong)";
        }

        string[] shallow =
            [.. sizing.Legs.Where(static leg => leg.IsTopOnly).Select(static leg => leg.Claim.Market.Ticker)];
        if (shallow.Length > 0)
        {
            yield return $"only the touch is known for {string.Join(", ", shallow)}";
        }

        foreach (Evidence abnormal in relations
            .SelectMany(static use => use.Relation.Evidence)
            .Where(static evidence => string.Equals(evidence.Source, "abnormal settlement", StringComparison.Ordinal))
            .Distinct())
        {
            yield return abnormal.ToString();
        }
    }
}
