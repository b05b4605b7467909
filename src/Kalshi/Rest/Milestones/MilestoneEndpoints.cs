using System.Runtime.CompilerServices;

namespace Dutchbook.Kalshi;

/// <summary>What links events across series: <c>/milestones</c>.</summary>
public sealed class MilestoneEndpoints
{
    private readonly PatientSender _sender;

    internal MilestoneEndpoints(PatientSender sender) => _sender = sender;

    /// <summary>Page by page.</summary>
    public async IAsyncEnumerable<Listing<Milestone>> GetMilestones(
        MilestoneFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        string? starts = filter.StartsFrom?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        string target = "/milestones?limit=500" + Target.And("category", filter.Category)
            + Target.And("competition", filter.Competition) + Target.And("type", filter.Type)
            + Target.And("source_id", filter.SourceId) + Target.And("related_event_ticker", filter.RelatedEventTicker)
            + Target.And("minimum_start_date", starts) + Target.And("min_updated_ts", filter.UpdatedFrom);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            MilestonesWire wire = WireReader.Read(page, WireJson.Default.MilestonesWire);
            yield return Listings.Read(page, "milestones", wire.Milestones, One);
        }
    }

    private static Milestone One(MilestoneWire wire) => new(
        Field.Need(wire.Id, "id"),
        wire.Category ?? "",
        wire.Type ?? "",
        wire.Title ?? "",
        Field.Need(Field.Instant(wire.StartDate, "start_date"), "start_date"),
        Field.Instant(wire.EndDate, "end_date"),
        wire.RelatedEventTickers ?? [],
        wire.PrimaryEventTickers ?? [],
        wire.SourceId,
        Field.Instant(wire.LastUpdatedTs, "last_updated_ts"));
}
