using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Makes an opportunity of a sized basket: every figure, its grade, and the words that go with it.</summary>
internal sealed class Appraisal(DetectionOptions options)
{
    /// <param name="uses">The relations that each prove the guarantee by themselves.</param>
    /// <param name="event">The event of all legs, or null when they belong to several.</param>
    /// <param name="sizingReason">Why the size is not within the safety multiple; null when it is.</param>
    public Opportunity Make(
        Sizing sizing,
        Signal signal,
        IEnumerable<RelationUse> uses,
        Event? @event,
        OpportunityStatus status,
        DateTimeOffset at,
        string? sizingReason)
    {
        RelationUse[] relations = [.. uses
            .OrderBy(static use => use.Relation.Tier)
            .ThenByDescending(static use => use.Relation.Confidence)
            .ThenBy(static use => use.Relation.Id, StringComparer.Ordinal)];
        Relation strongest = relations[0].Relation;
        BasketLeg[] legs = [.. sizing.Legs.Select(leg => Leg(leg, sizing.Units))];
        Claim[] claims = [.. legs.Select(static leg => leg.Claim)];
        Money cost = Sum(legs, static leg => leg.Cost);
        Money fees = Sum(legs, static leg => leg.Fee);
        Money feeBound = Sum(legs, static leg => leg.FeeBound);
        Money payout = Money.FromMicros(sizing.AtLeast * sizing.Units.Hundredths * (Money.MicrosPerDollar / 100));
        Money edge = payout - cost - fees;
        Quantity available = sizing.Legs.Select(static leg => leg.Depth()).Min();
        Money magnitude = Figures.PerUnit(edge, sizing.Units);
        Money score = Figures.Score(edge, sizing.Units, strongest.Confidence, available, options.DesiredContracts);
        Capital capital = CapitalUse.Of(cost + fees, signal, sizing.AtLeast, sizing.Units, @event);
        DateTimeOffset? paysAt = Times.PaysAt(claims, at);
        Ratio? annual = Times.AnnualReturn(edge, capital.Gross, at, paysAt);
        bool isAssumed = sizing.Legs.Any(static leg => leg.Terms.IsAssumed || HasAssumedSize(leg));
        bool isLarge = options.QuarantineAbove is Money limit && Figures.Exceeds(edge, sizing.Units, limit);
        Grade grade = Figures.GradeOf(strongest, isAssumed);
        return new Opportunity
        {
            Id = BasketKey.Id(claims),
            Status = status,
            Grade = grade,
            Executable = grade is Grade.A or Grade.B,
            Signal = signal,
            Relations = relations,
            Legs = legs,
            Units = sizing.Units,
            Available = available,
            Cost = cost,
            Fees = fees,
            FeeBound = feeBound,
            MinPayout = payout,
            Edge = edge,
            Magnitude = magnitude,
            AnnualReturn = annual,
            Confidence = strongest.Confidence,
            Score = score,
            Capital = capital,
            WorstAbnormal = -(cost + fees),
            DetectedAt = at,
            ExpiresAt = Times.ExpiresAt(claims),
            PaysAt = paysAt,
            BelowThreshold =
            [
                .. sizingReason is null ? Array.Empty<string>() : [sizingReason],
                .. Below(sizing, payout - cost - feeBound, score, annual, strongest),
            ],
            Caveats =
            [
                .. Caveats(sizing, strongest, relations, isLarge),
                .. CapitalUse.Caveat(capital, @event) is string netting ? [netting] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>The size at the touch was not recorded; a book that was read tells its own.</summary>
    private static bool HasAssumedSize(SizedLeg leg) => leg.IsTopOnly && leg.Claim.Market.SizesAssumed;

    private static Money Sum(BasketLeg[] legs, Func<BasketLeg, Money> part) =>
        legs.Aggregate(Money.Zero, (sum, leg) => sum + part(leg));

    private BasketLeg Leg(SizedLeg leg, Quantity units)
    {
        BookLevel[] taken = leg.Take(units);
        return new BasketLeg
        {
            Claim = leg.Claim,
            Weight = 1,
            Quantity = units,
            Levels = taken,
            Cost = Sizer.CostOf(taken, units),
            Terms = leg.Terms,
            Fee = OrderFee.ForFills(leg.Terms, options.Member, taken),
            FeeBound = OrderFee.Bound(leg.Terms, options.Member, taken),
            BookAt = leg.BookAt,
        };
    }

    private IEnumerable<string> Below(
        Sizing sizing, Money edgeAtBound, Money score, Ratio? annual, Relation strongest)
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

        if (!options.Tiers.Contains(strongest.Tier))
        {
            yield return $"tier is not traded: {strongest.Tier}";
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
        Sizing sizing, Relation strongest, RelationUse[] relations, bool isLarge)
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

        if (strongest.Tier == Tier.Proposed)
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
