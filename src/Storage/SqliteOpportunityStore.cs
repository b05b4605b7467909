using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteOpportunityStore(Connection connection) : IOpportunityStore
{
    private const string Columns =
        "hash, status, grade, executable, above_threshold, signal, units_hundredths, cost_micros, fees_micros, "
        + "min_payout_micros, edge_micros, magnitude_micros, annual_return_ppm, confidence_ppm, score_micros, "
        + "relationship_hashes, legs, detected_at_micros, seen_at_micros, expires_at_micros, document";

    private const string ScanColumns = "at_micros, source, markets, events, relations, opportunities, document";

    public void Save(ScanRecord scan, IReadOnlyCollection<DocumentedOpportunity> found) => connection.Write(() =>
    {
        long at = Times.Micros(scan.At);
        using Statement record = connection.Prepare($"INSERT INTO scans ({ScanColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)");
        record.Add(at).AddWhole(scan.Source).Add(scan.Markets).Add(scan.Events).Add(scan.Relations)
            .Add(scan.Opportunities).AddWhole(scan.Document).Run();
        connection.Execute(
            "UPDATE opportunities SET status = 'Expired' "
            + $"WHERE status IN ('Detected', 'Validated') AND expires_at_micros <= {at}");

        IEnumerable<string> changes = Columns.Split(", ")
            .Where(static name => name is not ("hash" or "status" or "detected_at_micros"))
            .Select(static name => $"{name} = excluded.{name}");
        using Statement write = connection.Prepare(
            $"INSERT INTO opportunities ({Columns}) VALUES ({string.Join(", ", Enumerable.Repeat("?", 21))}) "
            + $"ON CONFLICT (hash) DO UPDATE SET {string.Join(", ", changes)}, status = CASE WHEN status IN "
            + "('Executing', 'Filled', 'Failed') THEN status ELSE excluded.status END "
            + "WHERE excluded.seen_at_micros >= seen_at_micros");
        foreach (DocumentedOpportunity item in found)
        {
            Add(write, item.Opportunity).Add(at).Add(Times.Micros(item.Opportunity.ExpiresAt)).AddWhole(item.Document).Run();
        }
    });

    public IReadOnlyList<StoredOpportunity> List(OpportunityFilter filter)
    {
        using Statement row = connection.Prepare(
            $"SELECT {Columns} FROM opportunities WHERE (?1 IS NULL OR status = ?1) "
            + "AND (?2 = 0 OR seen_at_micros = (SELECT max(at_micros) FROM scans)) "
            + "ORDER BY grade, score_micros DESC, edge_micros DESC, hash LIMIT ?3");
        row.Add(filter.Status?.ToString() ?? "").Add(filter.LatestOnly ? 1 : 0).Add(filter.Limit);
        List<StoredOpportunity> found = [];
        while (row.Step())
        {
            found.Add(Read(row));
        }

        return found;
    }

    public StoredOpportunity? Find(string id)
    {
        using Statement row = connection.Prepare($"SELECT {Columns} FROM opportunities WHERE hash = ?");
        return row.Add(id).Step() ? Read(row) : null;
    }

    public IReadOnlyList<ScanRecord> Scans(int limit)
    {
        using Statement row = connection.Prepare(
            $"SELECT {ScanColumns} FROM scans ORDER BY at_micros DESC, id DESC LIMIT ?");
        row.Add(limit);
        List<ScanRecord> scans = [];
        while (row.Step())
        {
            scans.Add(new ScanRecord
            {
                At = Times.From(row.Integer(0) ?? 0),
                Source = row.Text(1),
                Markets = (int)(row.Integer(2) ?? 0),
                Events = (int)(row.Integer(3) ?? 0),
                Relations = (int)(row.Integer(4) ?? 0),
                Opportunities = (int)(row.Integer(5) ?? 0),
                Document = row.Text(6),
            });
        }

        return scans;
    }

    private static Statement Add(Statement write, Opportunity item) => write
        .Add(item.Id).Add(item.Status.ToString()).Add(item.Grade.ToString()).Add(item.Executable ? 1 : 0)
        .Add(item.BelowThreshold.Count == 0 ? 1 : 0).Add(item.Signal.Word()).Add(item.Units.Hundredths)
        .Add(item.Cost.Micros).Add(item.Fees.Micros).Add(item.MinPayout.Micros).Add(item.Edge.Micros)
        .Add(item.Magnitude.Micros).Add(item.AnnualReturn?.PartsPerMillion).Add(item.Confidence.PartsPerMillion)
        .Add(item.Score.Micros)
        .Add(JsonText.Strings(item.Relations.Select(static use => use.Relation.Id)).AsSpan())
        .Add(LegText.Write(item.Legs).AsSpan()).Add(Times.Micros(item.DetectedAt));

    private StoredOpportunity Read(Statement row) => new()
    {
        Id = row.Text(0),
        Status = connection.Word<OpportunityStatus>(row, 1),
        Grade = connection.Word<Grade>(row, 2),
        Executable = row.Integer(3) == 1,
        AboveThreshold = row.Integer(4) == 1,
        Signal = SignalOf(row.Text(5)),
        Units = Quantity.FromHundredths(row.Integer(6) ?? 0),
        Cost = Dollars(row, 7),
        Fees = Dollars(row, 8),
        MinPayout = Dollars(row, 9),
        Edge = Dollars(row, 10),
        Magnitude = Dollars(row, 11),
        AnnualReturn = row.Integer(12) is { } parts ? Ratio.FromPartsPerMillion(parts) : null,
        Confidence = Ratio.FromPartsPerMillion(row.Integer(13) ?? 0),
        Score = Dollars(row, 14),
        RelationIds = JsonText.ReadStrings(row.Bytes(15)),
        Legs = LegText.Read(row.Bytes(16)),
        DetectedAt = Times.From(row.Integer(17) ?? 0),
        SeenAt = Times.From(row.Integer(18) ?? 0),
        ExpiresAt = Times.From(row.Integer(19)),
        Document = row.Text(20),
    };

    private Signal SignalOf(string word)
    {
        foreach (Signal signal in Enum.GetValues<Signal>())
        {
            if (string.Equals(signal.Word(), word, StringComparison.Ordinal))
            {
                return signal;
            }
        }

        throw StorageErrors.Damaged(connection.Path, $"'{word}' is no {nameof(Signal)}");
    }

    private static Money Dollars(Statement row, int column) => Money.FromMicros(row.Integer(column) ?? 0);
}
