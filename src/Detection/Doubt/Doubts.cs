using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Weighs the confidence in a basket's relations against what its price demands, and sends to a person what is too good:
/// a large mispricing of a relation that no rule proves.
/// </summary>
internal sealed class Doubts(DetectionOptions options)
{
    private readonly SelectionEffect _selection = new(options.Settled);

    public Opportunity Weigh(Opportunity opportunity)
    {
        Opportunity weighed = opportunity with { Uncertainty = Of(opportunity) };
        return IsForReview(opportunity) ? ForReview(weighed) : weighed;
    }

    private Uncertainty Of(Opportunity opportunity)
    {
        ViolationSize size = ViolationSizes.Of(opportunity.Edge, opportunity.Baskets);
        RelationUse[] needed = Needed(opportunity, size);
        Belief[] beliefs = [.. needed.Select(use => _selection.Of(use.Relation, size))];
        Ratio posterior = Odds.AllHold(beliefs.Select(static belief => belief.Posterior));
        Money outlay = opportunity.Cost + opportunity.Fees;
        return new Uncertainty
        {
            BreakEven = Odds.BreakEven(outlay, opportunity.MinPayout),
            Size = size,
            Posterior = posterior,
            Held = beliefs.Sum(static belief => belief.Held),
            Broken = beliefs.Sum(static belief => belief.Broken),
            QuarterKelly = Odds.QuarterKelly(posterior, outlay, opportunity.MinPayout),
            Rules = [.. needed.Select(static use => use.Relation.Rule).Distinct(StringComparer.Ordinal)],
            RuleCap = options.MaxStakePerRule,
        };
    }

    /// <summary>The relations without which the payoff is not sure: all, or the most believed of those that each carry it.</summary>
    private RelationUse[] Needed(Opportunity opportunity, ViolationSize size) =>
        opportunity.Basis == RelationBasis.Together ? [.. opportunity.Relations]
            : [opportunity.Relations.MaxBy(use => _selection.Of(use.Relation, size).Posterior)!];

    private bool IsForReview(Opportunity opportunity) =>
        options.QuarantineAbove is Money limit
        && (opportunity.Basis == RelationBasis.Together
            ? opportunity.Relations.Any(static use => use.Relation.Tier != Tier.Proven)
            : opportunity.Relations.All(static use => use.Relation.Tier != Tier.Proven))
        && !Figures.FallsShort(opportunity.Edge, opportunity.Baskets, limit);

    private static Opportunity ForReview(Opportunity opportunity)
    {
        string edge = Cents.Of(opportunity.Magnitude);
        return opportunity with
        {
            Executable = false,
            BelowThreshold = [$"for review: {edge} cents a basket on a relation that no rule proves", .. opportunity.BelowThreshold],
            Caveats =
            [
                "for review, not for trading: so large a mispricing of a relation that no rule proves is first of all evidence "
                    + "that the relation is wrong",
                .. opportunity.Caveats,
            ],
        };
    }
}
