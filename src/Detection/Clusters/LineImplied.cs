using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What a line says already: a relation all of whose claims lie on it, and which holds in each of its cells, adds nothing to it.
/// </summary>
internal static class LineImplied
{
    /// <summary>The relations without those that a line among them implies.</summary>
    public static Relation[] Without(IReadOnlyList<Relation> relations)
    {
        Dictionary<Relation, Dictionary<string, (CellSpan Span, Side Side)>> lines = [];
        foreach (Relation relation in relations)
        {
            if (relation.Line is CellLine line)
            {
                lines.Add(relation, relation.Claims
                    .Select((claim, i) => (claim.Market.Ticker, At: (line.Spans[i], claim.Side)))
                    .ToDictionary(static one => one.Ticker, static one => one.At, StringComparer.Ordinal));
            }
        }

        return lines.Count == 0 ? [.. relations] : [.. relations.Where(relation => !lines.Any(
            line => !ReferenceEquals(line.Key, relation) && Implies(line.Key.Line!, line.Value, relation)))];
    }

    private static bool Implies(
        CellLine line, Dictionary<string, (CellSpan Span, Side Side)> places, Relation relation)
    {
        if (relation.Type == RelationType.Line || !relation.Claims.All(claim => places.ContainsKey(claim.Market.Ticker)))
        {
            return false;
        }

        bool[] truth = new bool[relation.Claims.Count];
        for (int cell = 0; cell < line.Cells.Count; cell++)
        {
            for (int i = 0; i < truth.Length; i++)
            {
                (CellSpan span, Side side) = places[relation.Claims[i].Market.Ticker];
                truth[i] = span.Contains(cell) == (side == relation.Claims[i].Side);
            }

            if (!Admits(relation.Type, truth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Admits(RelationType type, bool[] truth)
    {
        int holding = truth.Count(static holds => holds);
        return type switch
        {
            RelationType.Subset or RelationType.Threshold =>
                Array.LastIndexOf(truth, value: false) is int last && (last < 0 || Array.IndexOf(truth, value: true) is int first
                    && (first < 0 || first > last)),
            RelationType.Exclusive => holding <= 1,
            RelationType.Exhaustive => holding >= 1,
            RelationType.Partition or RelationType.Complement => holding == 1,
            RelationType.Equivalence => holding == 0 || holding == truth.Length,
            RelationType.Conjunction => truth[0] ? holding == truth.Length : holding < truth.Length - 1,
            RelationType.Line or RelationType.Implication => false,
        };
    }
}
