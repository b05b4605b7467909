using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Counts claims that were made, or let through, against their labels.</summary>
public sealed class EvaluationTally
{
    private readonly SortedDictionary<RelationType, SortedDictionary<string, Count>> _rows = [];

    /// <summary>By type of relation.</summary>
    public IReadOnlyList<EvaluationRow> Rows => [.. _rows.Select(static row => Row(row.Key, row.Value))];

    public void Add(RelationType type, string kind, bool isTrue, bool isMade)
    {
        if (!_rows.TryGetValue(type, out SortedDictionary<string, Count>? kinds))
        {
            _rows[type] = kinds = new SortedDictionary<string, Count>(StringComparer.Ordinal);
        }

        Count count = kinds.GetValueOrDefault(kind);
        int made = isMade ? 1 : 0;
        kinds[kind] = isTrue
            ? count with { True = count.True + 1, TrueMade = count.TrueMade + made }
            : count with { False = count.False + 1, FalseMade = count.FalseMade + made };
    }

    private static EvaluationRow Row(RelationType type, SortedDictionary<string, Count> kinds)
    {
        int right = kinds.Values.Sum(static kind => kind.TrueMade);
        return new EvaluationRow(
            type,
            new Proportion(right, right + kinds.Values.Sum(static kind => kind.FalseMade)),
            new Proportion(right, kinds.Values.Sum(static kind => kind.True)),
            [.. kinds.Where(static kind => kind.Value.False > 0)
                .Select(static kind => (kind.Key, new Proportion(kind.Value.False - kind.Value.FalseMade, kind.Value.False)))]);
    }

    private readonly record struct Count(int True, int False, int TrueMade, int FalseMade);
}

/// <summary>How one type of relation fared.</summary>
/// <param name="Type">The type claimed.</param>
/// <param name="Precision">True claims among those made or let through.</param>
/// <param name="Recall">Those made or let through among the true claims.</param>
/// <param name="Vetoed">False claims that were not, by what they tried.</param>
public sealed record EvaluationRow(
    RelationType Type, Proportion Precision, Proportion Recall, IReadOnlyList<(string Kind, Proportion Vetoed)> Vetoed);
