using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Relations as facts about numbered variables.</summary>
internal static class RelationLogic
{
    public static LogicConstraint Of(Relation relation, Func<Market, int> variableOf)
    {
        int[] literals = [.. relation.Claims.Select(claim => claim.Side == Side.Yes
            ? Literal.Yes(variableOf(claim.Market)) : Literal.No(variableOf(claim.Market)))];
        return relation.Type switch
        {
            RelationType.Subset or RelationType.Threshold => LogicConstraint.Implies(literals),
            RelationType.Exclusive => LogicConstraint.AtMostOne(literals),
            RelationType.Exhaustive => LogicConstraint.AtLeastOne(literals),
            RelationType.Partition or RelationType.Complement => LogicConstraint.ExactlyOne(literals),
            RelationType.Equivalence => LogicConstraint.AllEqual(literals),
            RelationType.Conjunction => LogicConstraint.Conjunction(literals),
            RelationType.Line => LogicConstraint.Line(
                relation.Line!.Cells.Count,
                literals,
                [.. relation.Line.Spans.Select(static span => span.From)],
                [.. relation.Line.Spans.Select(static span => span.To)]),
            RelationType.Implication => throw new ArgumentException(
                "A likelihood binds no world.", nameof(relation)),
        };
    }

    /// <summary>Only these bind worlds.</summary>
    public static bool Binds(Relation relation) => relation is
    {
        Status: RelationStatus.Active,
        Strength: Strength.Hard,
        Type: not RelationType.Implication,
    };

    /// <summary>
    /// The most certain first: by confidence, then by tier, then the one that says most. Equal ones by id, so that
    /// every run agrees.
    /// </summary>
    public static int ByCertainty(Relation left, Relation right)
    {
        int order = right.Confidence.CompareTo(left.Confidence);
        order = order != 0 ? order : left.Tier.CompareTo(right.Tier);
        order = order != 0 ? order : (right.Type == RelationType.Line).CompareTo(left.Type == RelationType.Line);
        order = order != 0 ? order : right.Claims.Count.CompareTo(left.Claims.Count);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}
