using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Weighs the confidence in a basket's relations against what its price demands, and sends to a person what is too good:
/// a large mispricing of a relation that no rule proves.
/// </summary>
internal sealed class Doubts(DetectionOptions options)
{
    /// <summary>Whoever weighs reads it once, so that one basket is weighed by one record.</summary>
    private volatile SelectionEffect _selection = new(options.Settled);

    /// <summary>What relations taught that have settled meanwhile.</summary>
    public void Learn(IReadOnlyList<SettledRelations> settled) => _selection = new SelectionEffect(settled);

    public Opportunity Weigh(Opportunity opportunity)
    {
        Opportunity weighed = opportunity with { Uncertainty = Of(opportunity) };
        return IsForReview(opportunity) ? ForReview(weighed) : weighed;
    }

    private Uncertainty Of(Opportunity opportunity)
    {
        SelectionEffect selection = _selection;
        ViolationSize size = ViolationSizes.Of(opportunity.Edge, opportunity.Baskets);
        RelationUse[] needed = Needed(opportunity, selection, size);
        Ratio posterior = Odds.AllHold(needed.Select(use => selection.Of(use.Relation, size).Posterior));

        // What a rule's settled relations taught is told once, however many of its relations are needed.
        Relation[] rules = [.. needed.Select(static use => use.Relation).DistinctBy(static relation => relation.Rule, StringComparer.Ordinal)];
        Belief[] learnt = [.. rules.Select(relation => selection.Of(relation, size))];
        Money outlay = opportunity.Cost + opportunity.Fees;
        return new Uncertainty
        {
            BreakEven = Odds.BreakEven(outlay, opportunity.MinPayout),
            Size = size,
            Posterior = posterior,
            Held = learnt.Sum(static belief => belief.Held),
            Broken = learnt.Sum(static belief => belief.Broken),
            QuarterKelly = Odds.QuarterKelly(posterior, outlay, opportunity.MinPayout),
            Rules = [.. rules.Select(static relation => relation.Rule)],
            RuleCap = options.MaxStakePerRule,
        };
    }

    /// <summary>
    /// The relations without which the payoff is not sure: all of those that carry it together, or the most believed of those
    /// that each carry it.
    /// </summary>
    private static RelationUse[] Needed(Opportunity opportunity, SelectionEffect selection, ViolationSize size) => opportunity.Basis switch
    {
        RelationBasis.Together => [.. opportunity.Relations],
        RelationBasis.Alone => [opportunity.Relations.MaxBy(use => selection.Of(use.Relation, size).Posterior)!],
    };

    private bool IsForReview(Opportunity opportunity) =>
        options.QuarantineAbove is Money limit
        && !IsProven(opportunity)
        && !Figures.FallsShort(opportunity.Edge, opportunity.Baskets, limit);

    private static bool IsProven(Opportunity opportunity) => opportunity.Basis switch
    {
        RelationBasis.Together => opportunity.Relations.All(static use => use.Relation.Tier == Tier.Proven),
        RelationBasis.Alone => opportunity.Relations.Any(static use => use.Relation.Tier == Tier.Proven),
    };

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
