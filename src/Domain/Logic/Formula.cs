namespace Dutchbook.Domain;

/// <summary>A relation as an inequality between probabilities, in the form the brief stores: <c>P(A) &lt;= P(B)</c>.</summary>
public static class Formula
{
    public static string Of(Relation relation) => relation.Type switch
    {
        RelationType.Subset or RelationType.Threshold => string.Join(" <= ", relation.Claims.Select(P)),
        RelationType.Exclusive => Sum(relation) + " <= 1",
        RelationType.Exhaustive => Sum(relation) + " >= 1",
        RelationType.Partition or RelationType.Complement => Sum(relation) + " = 1",
        RelationType.Equivalence => string.Join(" = ", relation.Claims.Select(P)),
        RelationType.Conjunction => $"{P(relation.Claims[0])} = P({string.Join(" and ", relation.Claims.Skip(1))})",
        RelationType.Line => "sum over cells = 1, P(claim) = sum over its cells: "
            + string.Join(", ", relation.Claims.Select((claim, i) => $"{P(claim)} {relation.Line!.Spans[i]}")),
        RelationType.Implication => $"P({relation.Claims[1]} given {relation.Claims[0]}) "
            + (relation.ConditionalAtLeast is Ratio least ? $">= {least}" : "is high"),
    };

    private static string P(Claim claim) => $"P({claim})";

    private static string Sum(Relation relation) => string.Join(" + ", relation.Claims.Select(P));
}
