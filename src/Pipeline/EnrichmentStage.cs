using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// Asks outside sources about the legs of what is above the thresholds. What they contradict falls below, what they know to be
/// decided is not executable, and nothing is ever lifted.
/// </summary>
internal sealed class EnrichmentStage(Enricher enricher)
{
    public async Task<(DetectionReport Report, IReadOnlyList<OutsideView> Views)> ApplyAsync(
        DetectionReport report, VenueSnapshot snapshot, CancellationToken cancellation)
    {
        if (report.Opportunities.Count == 0)
        {
            return (report, []);
        }

        IReadOnlyList<OutsideView> views = await enricher.ViewAsync(report.Opportunities, snapshot, cancellation);
        Opportunity[] judged = [.. report.Opportunities.Zip(views, static (opportunity, view) => view.Apply(opportunity))];
        string[] failures =
        [
            .. views.SelectMany(static view => view.Failures).Distinct().Select(static failure => $"outside evidence is missing: {failure}"),
        ];
        DetectionReport listed = DetectionReport.Of(
            [.. judged, .. report.BelowThreshold],
            report.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage),
            report.NearMisses);
        return (
            listed with
            {
                Statistical = report.Statistical,
                Unconfirmed = report.Unconfirmed,
                Notes = [.. report.Notes, .. failures.Order(StringComparer.Ordinal)],
            },
            views);
    }
}
