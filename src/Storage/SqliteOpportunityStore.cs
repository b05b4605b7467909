using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteOpportunityStore(Connection connection) : IOpportunityStore
{
    private const string Columns =
        "hash, opportunities.status, opportunities.grade, executable, above_threshold, signal, units_hundredths, cost_micros, "
        + "fees_micros, min_payout_micros, opportunities.edge_micros, magnitude_micros, annual_return_ppm, confidence_ppm, "
        + "opportunities.score_micros, relationship_hashes, legs, detected_at_micros, seen_at_micros, "
        + "opportunities.expires_at_micros, document";

    private const string ScanColumns = "at_micros, source, markets, events, relations, opportunities, document";

    private const string Stored = $"SELECT {Columns}, {EpisodeRows.Columns} FROM opportunities JOIN episodes ON episodes.id = "
        + "(SELECT id FROM episodes WHERE opportunity_hash = hash ORDER BY first_seen_micros DESC LIMIT 1)";

    private readonly EpisodeRows _episodes = new(connection);

    public void Save(
        ScanRecord scan,
        IReadOnlyCollection<DocumentedOpportunity> found,
        Func<IReadOnlyList<Episode>, IReadOnlyCollection<Episode>> live) => connection.Write(() =>
    {
        using Statement record = connection.Prepare($"INSERT INTO scans ({ScanColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)");
        record.Add(Times.Micros(scan.At)).AddWhole(scan.Source).Add(scan.Markets).Add(scan.Events).Add(scan.Relations)
            .Add(scan.Opportunities).AddWhole(scan.Document).Run();

        Dictionary<string, Episode> newest = _episodes.Open()
            .Concat(found.SelectMany(item => _episodes.Of(item.Opportunity.Id, 1)))
            .DistinctBy(static episode => episode.OpportunityId, StringComparer.Ordinal)
            .ToDictionary(static episode => episode.OpportunityId, StringComparer.Ordinal);
        IReadOnlyCollection<Episode> changed = live([.. newest.Values]);
        _episodes.Write(changed);
        foreach (Episode episode in changed)
        {
            newest[episode.OpportunityId] = episode;
        }

        WriteRows(found.Where(item => newest.TryGetValue(item.Opportunity.Id, out Episode? episode)
            && Times.Micros(episode.LastSeen) >= Times.Micros(scan.At)), scan.At);
        WriteStatus(changed);
    });

    public void Observe(
        DateTimeOffset at, IReadOnlyCollection<DocumentedOpportunity> found, IReadOnlyCollection<Episode> changed) => connection.Write(() =>
    {
        _episodes.Write(changed);
        WriteRows(found.Where(item => _episodes.Of(item.Opportunity.Id, 1).Count > 0), at);
        WriteStatus(changed);
    });

    public IReadOnlyList<Episode> OpenEpisodes() => _episodes.Open();

    public IReadOnlyList<StoredOpportunity> List(OpportunityFilter filter)
    {
        using Statement row = connection.Prepare(
            $"{Stored} WHERE (?1 IS NULL OR opportunities.status = ?1) "
            + "AND (?2 = 0 OR seen_at_micros >= (SELECT max(at_micros) FROM scans)) "
            + "ORDER BY opportunities.grade, opportunities.score_micros DESC, opportunities.edge_micros DESC, hash LIMIT ?3");
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
        using Statement row = connection.Prepare($"{Stored} WHERE hash = ?");
        return row.Add(id).Step() ? Read(row) : null;
    }

    public IReadOnlyList<Episode> Episodes(string id, int limit) => _episodes.Of(id, limit);

    public IReadOnlyList<Episode> EpisodesWithin(DateTimeOffset from, DateTimeOffset to) => _episodes.Within(from, to);

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

    private void WriteStatus(IEnumerable<Episode> changed)
    {
        using Statement status = connection.Prepare("UPDATE opportunities SET status = ? WHERE hash = ?");
        foreach (Episode episode in changed)
        {
            status.Add(episode.Status.ToString()).Add(episode.OpportunityId).Run();
        }
    }

    private void WriteRows(IEnumerable<DocumentedOpportunity> found, DateTimeOffset at)
    {
        string[] names = [.. Columns.Split(", ").Select(static name => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])];
        IEnumerable<string> changes = names
            .Where(static name => name is not ("hash" or "detected_at_micros"))
            .Select(static name => $"{name} = excluded.{name}");
        using Statement write = connection.Prepare(
            $"INSERT INTO opportunities ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(static _ => "?"))}) "
            + $"ON CONFLICT (hash) DO UPDATE SET {string.Join(", ", changes)} WHERE excluded.seen_at_micros >= seen_at_micros");
        foreach (DocumentedOpportunity item in found)
        {
            Add(write, item.Opportunity)
                .Add(Times.Micros(at)).Add(Times.Micros(item.Opportunity.ExpiresAt)).AddWhole(item.Document).Run();
        }
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
        Episode = _episodes.From(row, 21),
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
