using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Export;

/// <summary>The times that mispricings were there.</summary>
internal sealed class EpisodeTable() : HistoryTable<Episode>("episodes")
{
    private readonly Words _id = new("opportunity_id");
    private readonly Instants _firstSeen = new("first_seen");
    private readonly Instants _lastSeen = new("last_seen");
    private readonly MaybeInstants _endedAt = new("ended_at");
    private readonly Words _endReason = new("end_reason");
    private readonly Figures<int> _timesSeen = new("times_seen");
    private readonly Words _status = new("status");
    private readonly Words _grade = new("grade");
    private readonly Figures<long> _edge = new("edge_micros");
    private readonly Figures<long> _bestEdge = new("best_edge_micros");
    private readonly Instants _bestAt = new("best_at");
    private readonly MaybeFigures<long> _bestUnits = new("best_units_e2");
    private readonly MaybeFigures<long> _halfLife = new("half_life_micros");
    private readonly MaybeInstants _expiresAt = new("expires_at");
    private readonly Words _tickers = new("tickers_json");

    public override IReadOnlyList<Column> Columns =>
    [
        _id, _firstSeen, _lastSeen, _endedAt, _endReason, _timesSeen, _status, _grade, _edge, _bestEdge, _bestAt, _bestUnits, _halfLife,
        _expiresAt, _tickers,
    ];

    public override void Add(Episode row)
    {
        _id.Add(row.OpportunityId);
        _firstSeen.Add(row.FirstSeen);
        _lastSeen.Add(row.LastSeen);
        _endedAt.Add(row.EndedAt);
        _endReason.Add(row.End?.ToString());
        _timesSeen.Add(row.TimesSeen);
        _status.Add(row.Status.ToString());
        _grade.Add(row.Grade.ToString());
        _edge.Add(row.Edge.Micros);
        _bestEdge.Add(row.BestEdge.Micros);
        _bestAt.Add(row.BestAt);
        _bestUnits.Add(row.BestUnits?.Hundredths);
        _halfLife.Add(row.HalfLife is { } half ? half.Ticks / TimeSpan.TicksPerMicrosecond : null);
        _expiresAt.Add(row.ExpiresAt);
        _tickers.Add(JsonSerializer.Serialize(row.Tickers));
    }
}
