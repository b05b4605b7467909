using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Whether a relation allows an assignment of outcomes to its markets.</summary>
internal static class RelationTruth
{
    /// <param name="relation">A hard relation.</param>
    /// <param name="isTrue">The truth of each claim, in the relation's order.</param>
    public static bool Allows(Relation relation, ReadOnlySpan<bool> isTrue)
    {
        int count = 0;
        foreach (bool truth in isTrue)
        {
            count += truth ? 1 : 0;
        }

        return relation.Type switch
        {
            RelationType.Subset or RelationType.Threshold => Ascends(isTrue),
            RelationType.Exclusive => count <= 1,
            RelationType.Exhaustive => count >= 1,
            RelationType.Partition or RelationType.Complement => count == 1,
            RelationType.Equivalence => count == 0 || count == isTrue.Length,
            RelationType.Conjunction => isTrue[0] == (count - (isTrue[0] ? 1 : 0) == isTrue.Length - 1),
            RelationType.Line => OnLine(relation, isTrue),
            RelationType.Implication => true,
        };
    }

    private static bool Ascends(ReadOnlySpan<bool> isTrue)
    {
        for (int i = 1; i < isTrue.Length; i++)
        {
            if (isTrue[i - 1] && !isTrue[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool OnLine(Relation relation, ReadOnlySpan<bool> isTrue)
    {
        for (int cell = 0; cell < relation.Line!.Cells.Count; cell++)
        {
            bool agrees = true;
            for (int i = 0; i < isTrue.Length; i++)
            {
                agrees &= isTrue[i] == relation.Line.Pays(i, cell);
            }

            if (agrees)
            {
                return true;
            }
        }

        return false;
    }
}
