using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteRelationStore(Connection connection) : IRelationStore
{
    private const string Columns =
        "hash, type, tier, strength, status, rule, confidence_ppm, tickers, constraint_description, constraint_formula, "
        + "reasoning, created_at_micros, last_validated_micros, document";

    public void Save(RelationMap map, DateTimeOffset at, Func<Relation, string> document) => connection.Write(() =>
    {
        // Of two passes the one that speaks for the later instant wins, whichever is saved last; status is a person's, but what
        // waits for one need not wait once a rule proves it. A proposal takes nothing from what is known better.
        using Statement write = connection.Prepare(
            $"INSERT INTO relationships ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (hash) DO UPDATE SET tier = CASE excluded.tier WHEN 'Proposed' THEN tier ELSE excluded.tier END, "
            + "status = CASE WHEN status = 'Pending' AND excluded.tier = 'Proven' THEN excluded.status ELSE status END, strength = excluded.strength, rule = excluded.rule, "
            + "confidence_ppm = excluded.confidence_ppm, tickers = excluded.tickers, "
            + "constraint_description = excluded.constraint_description, "
            + "constraint_formula = excluded.constraint_formula, reasoning = excluded.reasoning, "
            + "last_validated_micros = excluded.last_validated_micros, document = excluded.document "
            + "WHERE excluded.last_validated_micros >= last_validated_micros");
        foreach (Relation relation in map.Relations)
        {
            write.Add(relation.Id).Add(relation.Type.ToString()).Add(relation.Tier.ToString())
                .Add(relation.Strength.ToString()).Add(relation.Status.ToString()).Add(relation.Rule)
                .Add(relation.Confidence.PartsPerMillion).Add(JsonText.Strings(relation.Tickers).AsSpan())
                .Add(RelationText.Describe(relation.Type)).Add(Formula.Of(relation)).AddWhole(RelationText.Reasoning(relation))
                .Add(Times.Micros(at)).Add(Times.Micros(at)).AddWhole(document(relation)).Run();
        }
    });

    public IReadOnlyList<StoredRelation> List(RelationFilter filter)
    {
        using Statement row = connection.Prepare(
            $"SELECT {Columns} FROM relationships WHERE (?1 IS NULL OR type = ?1) AND (?2 IS NULL OR tier = ?2) "
            + "AND (?3 IS NULL OR status = ?3) "
            + "AND (?4 IS NULL OR EXISTS (SELECT 1 FROM json_each(tickers) WHERE value = ?4)) "
            + "AND (?5 = 0 OR last_validated_micros = (SELECT max(last_validated_micros) FROM relationships)) "
            + "ORDER BY type, hash LIMIT ?6");
        row.Add(filter.Type?.ToString() ?? "").Add(filter.Tier?.ToString() ?? "").Add(filter.Status?.ToString() ?? "")
            .Add(filter.Ticker ?? "").Add(filter.LatestOnly ? 1 : 0).Add(filter.Limit);
        List<StoredRelation> found = [];
        while (row.Step())
        {
            found.Add(Read(row));
        }

        return found;
    }

    public StoredRelation? Find(string id)
    {
        using Statement row = connection.Prepare($"SELECT {Columns} FROM relationships WHERE hash = ?");
        return row.Add(id).Step() ? Read(row) : null;
    }

    private StoredRelation Read(Statement row) => new()
    {
        Id = row.Text(0),
        Type = connection.Word<RelationType>(row, 1),
        Tier = connection.Word<Tier>(row, 2),
        Strength = connection.Word<Strength>(row, 3),
        Status = connection.Word<RelationStatus>(row, 4),
        Rule = row.Text(5),
        Confidence = Ratio.FromPartsPerMillion(row.Integer(6) ?? 0),
        Tickers = JsonText.ReadStrings(row.Bytes(7)),
        Description = row.Text(8),
        Formula = row.Text(9),
        Reasoning = row.Text(10),
        CreatedAt = Times.From(row.Integer(11) ?? 0),
        LastValidated = Times.From(row.Integer(12) ?? 0),
        Document = row.Text(13),
    };
}

/// <summary>The words the brief's table has beside the formula.</summary>
internal static class RelationText
{
    public static string Describe(RelationType type) => type switch
    {
        RelationType.Subset => "Each claim implies the next",
        RelationType.Threshold => "On one observable, each claim implies the next",
        RelationType.Exclusive => "At most one claim is true",
        RelationType.Exhaustive => "At least one claim is true",
        RelationType.Partition => "Exactly one claim is true",
        RelationType.Equivalence => "All claims are true or none is",
        RelationType.Complement => "Exactly one of the two claims is true",
        RelationType.Line => "Exactly one cell of the observable comes true, and with it the claims that hold it",
        RelationType.Conjunction => "The first claim is true exactly when all others are",
        RelationType.Implication => "The first claim makes the second likely",
    };

    public static string Reasoning(Relation relation) => string.Join('\n', relation.Evidence);
}
