using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Storage;

/// <summary>The opportunity port over a dictionary, for tests of what uses it.</summary>
internal sealed class InMemoryOpportunityStore : IOpportunityStore
{
    private readonly Dictionary<string, StoredOpportunity> _rows = new(StringComparer.Ordinal);
    private readonly List<ScanRecord> _scans = [];

    public void Save(ScanRecord scan, IReadOnlyCollection<DocumentedOpportunity> found)
    {
        _scans.Add(scan);
        foreach (StoredOpportunity row in _rows.Values.ToArray())
        {
            if (row.ExpiresAt <= scan.At && row.Status is OpportunityStatus.Detected or OpportunityStatus.Validated)
            {
                _rows[row.Id] = row with { Status = OpportunityStatus.Expired };
            }
        }

        foreach (DocumentedOpportunity item in found)
        {
            StoredOpportunity? old = _rows.GetValueOrDefault(item.Opportunity.Id);
            if (old is null || scan.At >= old.SeenAt)
            {
                _rows[item.Opportunity.Id] = Row(item, scan.At, old);
            }
        }
    }

    public IReadOnlyList<StoredOpportunity> List(OpportunityFilter filter)
    {
        DateTimeOffset newest = _scans.Count == 0 ? default : _scans.Max(static scan => scan.At);
        return
        [
            .. _rows.Values
                .Where(row => filter.Status is null || row.Status == filter.Status)
                .Where(row => !filter.LatestOnly || row.SeenAt == newest)
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

    private static StoredOpportunity Row(DocumentedOpportunity item, DateTimeOffset at, StoredOpportunity? old)
    {
        Opportunity found = item.Opportunity;
        bool isUnderWay = old?.Status is OpportunityStatus.Executing or OpportunityStatus.Filled or OpportunityStatus.Failed;
        return new StoredOpportunity
        {
            Id = found.Id,
            Status = isUnderWay ? old!.Status : found.Status,
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
        };
    }
}
