using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Storage;

/// <summary>The relation port over a dictionary, for tests of what uses it.</summary>
internal sealed class InMemoryRelationStore : IRelationStore
{
    private readonly Dictionary<string, StoredRelation> _rows = new(StringComparer.Ordinal);

    public void Save(RelationMap map, DateTimeOffset at, Func<Relation, string> document)
    {
        foreach (Relation relation in map.Relations)
        {
            StoredRelation? old = _rows.GetValueOrDefault(relation.Id);
            if (old is null || at >= old.LastValidated)
            {
                _rows[relation.Id] = new StoredRelation
                {
                    Id = relation.Id,
                    Type = relation.Type,
                    Tier = relation.Tier,
                    Strength = relation.Strength,
                    Status = old?.Status ?? relation.Status,
                    Rule = relation.Rule,
                    Confidence = relation.Confidence,
                    Tickers = [.. relation.Tickers],
                    Description = "a constraint",
                    Formula = Formula.Of(relation),
                    Reasoning = string.Join('\n', relation.Evidence),
                    CreatedAt = old?.CreatedAt ?? at,
                    LastValidated = at,
                    Document = document(relation),
                };
            }
        }
    }

    public IReadOnlyList<StoredRelation> List(RelationFilter filter)
    {
        DateTimeOffset newest = _rows.Count == 0 ? default : _rows.Values.Max(static row => row.LastValidated);
        return
        [
            .. _rows.Values
                .Where(row => filter.Type is null || row.Type == filter.Type)
                .Where(row => filter.Tier is null || row.Tier == filter.Tier)
                .Where(row => filter.Status is null || row.Status == filter.Status)
                .Where(row => filter.Ticker is null || row.Tickers.Contains(filter.Ticker, StringComparer.Ordinal))
                .Where(row => !filter.LatestOnly || row.LastValidated == newest)
                .OrderBy(static row => row.Type.ToString(), StringComparer.Ordinal)
                .ThenBy(static row => row.Id, StringComparer.Ordinal)
                .Take(filter.Limit),
        ];
    }

    public StoredRelation? Find(string id) => _rows.GetValueOrDefault(id);
}
