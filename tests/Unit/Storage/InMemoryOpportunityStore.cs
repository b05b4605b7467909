using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Storage;

/// <summary>The opportunity port over a dictionary, for tests of what uses it.</summary>
internal sealed class InMemoryOpportunityStore : IOpportunityStore
{
    private readonly Dictionary<string, StoredOpportunity> _rows = new(StringComparer.Ordinal);
    private readonly List<ScanRecord> _scans = [];

    private readonly List<Episode> _episodes = [];

    public void Save(
        ScanRecord scan,
        IReadOnlyCollection<DocumentedOpportunity> found,
        Func<IReadOnlyList<Episode>, IReadOnlyCollection<Episode>> live)
    {
        HashSet<string> asked = new(found.Select(static item => item.Opportunity.Id), StringComparer.Ordinal);
        string[] ids = [.. _episodes.Select(static episode => episode.OpportunityId).Distinct(StringComparer.Ordinal)];
        foreach (Episode changed in live([.. ids.Select(Newest).Where(episode =>
            episode!.IsOpen || asked.Contains(episode.OpportunityId)).Select(static episode => episode!)]))
        {
            _episodes.RemoveAll(known => string.Equals(known.OpportunityId, changed.OpportunityId, StringComparison.Ordinal)
                && known.FirstSeen == changed.FirstSeen);
            _episodes.Add(changed);
        }

        _scans.Add(scan);
        foreach (DocumentedOpportunity item in found)
        {
            StoredOpportunity? old = _rows.GetValueOrDefault(item.Opportunity.Id);
            if (Newest(item.Opportunity.Id) is { } episode && episode.LastSeen >= scan.At && !(scan.At < old?.SeenAt))
            {
                _rows[item.Opportunity.Id] = Row(item, scan.At, old, episode);
            }
        }

        RefreshRows();
    }

    public void Observe(
        DateTimeOffset at, IReadOnlyCollection<DocumentedOpportunity> found, IReadOnlyCollection<Episode> changed)
    {
        foreach (Episode episode in changed)
        {
            _episodes.RemoveAll(known => string.Equals(known.OpportunityId, episode.OpportunityId, StringComparison.Ordinal)
                && known.FirstSeen == episode.FirstSeen);
            _episodes.Add(episode);
        }

        foreach (DocumentedOpportunity item in found)
        {
            StoredOpportunity? old = _rows.GetValueOrDefault(item.Opportunity.Id);
            if (Newest(item.Opportunity.Id) is { } episode && !(at < old?.SeenAt))
            {
                _rows[item.Opportunity.Id] = Row(item, at, old, episode);
            }
        }

        RefreshRows();
    }

    public IReadOnlyList<Episode> OpenEpisodes() => [.. _episodes.Where(static episode => episode.IsOpen)];

    private void RefreshRows()
    {
        foreach (StoredOpportunity row in _rows.Values.ToArray())
        {
            Episode newest = Newest(row.Id)!;
            _rows[row.Id] = row with { Status = newest.Status, Episode = newest };
        }
    }

    public IReadOnlyList<Episode> Episodes(string id, int limit) => [.. _episodes
        .Where(episode => string.Equals(episode.OpportunityId, id, StringComparison.Ordinal))
        .OrderByDescending(static episode => episode.FirstSeen)
        .Take(limit)];

    public IReadOnlyList<Episode> EpisodesWithin(DateTimeOffset from, DateTimeOffset to) => [.. _episodes
        .Where(episode => episode.FirstSeen <= to && !(episode.EndedAt < from))
        .OrderBy(static episode => episode.FirstSeen)
        .ThenBy(static episode => episode.OpportunityId, StringComparer.Ordinal)];

    private Episode? Newest(string id) => Episodes(id, 1).SingleOrDefault();

    public IReadOnlyList<StoredOpportunity> List(OpportunityFilter filter)
    {
        DateTimeOffset newest = _scans.Count == 0 ? default : _scans.Max(static scan => scan.At);
        return
        [
            .. _rows.Values
                .Where(row => filter.Status is null || row.Status == filter.Status)
                .Where(row => !filter.LatestOnly || row.SeenAt >= newest)
                .OrderBy(static row => row.Grade)
                .ThenByDescending(static row => row.Score)
                .ThenByDescending(static row => row.Edge)
                .ThenBy(static row => row.Id, StringComparer.Ordinal)
                .Take(filter.Limit),
        ];
    }

    public StoredOpportunity? Find(string id) => _rows.GetValueOrDefault(id);

    public IReadOnlyList<ScanRecord> Scans(int limit) =>
        [.. _scans.AsEnumerable().Reverse().OrderByDescending(static scan => scan.At).Take(limit)];

    private static StoredOpportunity Row(DocumentedOpportunity item, DateTimeOffset at, StoredOpportunity? old, Episode episode)
    {
        Opportunity found = item.Opportunity;
        return new StoredOpportunity
        {
            Id = found.Id,
            Status = episode.Status,
            Grade = found.Grade,
            Executable = found.Executable,
            AboveThreshold = found.BelowThreshold.Count == 0,
            Signal = found.Signal,
            Units = found.Units,
            Cost = found.Cost,
            Fees = found.Fees,
            MinPayout = found.MinPayout,
            Edge = found.Edge,
            Magnitude = found.Magnitude,
            AnnualReturn = found.AnnualReturn,
            Confidence = found.Confidence,
            Score = found.Score,
            RelationIds = [.. found.Relations.Select(static use => use.Relation.Id)],
            Legs =
            [
                .. found.Legs.Select(static leg => new StoredLeg(
                    leg.Claim.Market.Ticker, leg.Claim.Side, leg.Weight, leg.Quantity,
                    leg.Levels.Count == 0 ? null : leg.Levels[^1].Price, leg.Cost, leg.Fee)),
            ],
            DetectedAt = old?.DetectedAt ?? found.DetectedAt,
            SeenAt = at,
            ExpiresAt = found.ExpiresAt,
            Document = item.Document,
            Episode = episode,
        };
    }
}
