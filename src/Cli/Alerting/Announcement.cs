using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What of a scan is worth telling a person who does not look.</summary>
internal static class Announcement
{
    /// <summary>A scan tells of so many opportunities at most, the best first.</summary>
    private const int Most = 5;

    /// <summary>An opportunity is told once a window, however often it is seen; its sizes and prices may move meanwhile.</summary>
    public static IEnumerable<Alert> Of(ScanResult result)
    {
        DateTimeOffset at = result.Snapshot.At;
        Dictionary<string, OutsideView> views = result.Views.ToDictionary(static view => view.OpportunityId, StringComparer.Ordinal);
        foreach (Opportunity opportunity in result.Report.Opportunities.Where(static item => item.Executable).Take(Most))
        {
            yield return Of(opportunity, views.GetValueOrDefault(opportunity.Id), at);
        }

        foreach (SourceFailure failure in result.Views.SelectMany(static view => view.Failures)
            .DistinctBy(static failure => failure.Source, StringComparer.Ordinal).OrderBy(static failure => failure.Source, StringComparer.Ordinal))
        {
            yield return new Alert
            {
                Id = $"source/{failure.Source}@{at.ToUnixTimeSeconds()}",
                Kind = AlertKind.SourceDown,
                Severity = AlertSeverity.Info,
                Title = $"outside source {failure.Source}: {failure.Kind.Word()}",
                Text = TerminalText.Clean(failure.Detail, 300),
                DedupeKey = $"source/{failure.Source}/{failure.Kind}",
                At = at,
            };
        }
    }

    /// <summary>Several opportunities that began together, in one message.</summary>
    public static Alert OfOthers(IReadOnlyList<Opportunity> opportunities, DateTimeOffset at)
    {
        Money edge = opportunities.Aggregate(Money.Zero, static (sum, item) => sum + item.Edge);
        return new Alert
        {
            Id = $"opportunities@{at.UtcTicks}",
            Kind = AlertKind.Opportunity,
            Severity = AlertSeverity.Notice,
            Title = opportunities.Count == 1
                ? $"one more opportunity began at the same time: {edge}"
                : $"{opportunities.Count} more opportunities began at the same time: {edge} in all",
            Text = "`dutchbook opportunities` lists them.",
            DedupeKey = $"opportunities/{at.UtcTicks}",
            At = at,
        };
    }

    /// <summary>One opportunity.</summary>
    public static Alert Of(Opportunity opportunity, OutsideView? view, DateTimeOffset at)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("edge", opportunity.Edge.ToString()),
            new("cost with fees", (opportunity.Cost + opportunity.Fees).ToString()),
            new("pays at least", opportunity.MinPayout.ToString()),
            new("grade", opportunity.Grade.ToString()),
        ];
        if (view is { HasEvidence: true })
        {
            fields.Add(new("outside evidence", view.OutOfLine?.Statement ?? view.Verdict.Word()));
        }

        return new Alert
        {
            Id = $"{opportunity.Id}@{at.ToUnixTimeSeconds()}",
            Kind = AlertKind.Opportunity,
            Severity = AlertSeverity.Notice,
            Title = $"{opportunity.Signal.Word()}: {opportunity.Edge} on {string.Join(" + ", opportunity.Legs.Take(3).Select(static leg => leg.Claim))}",
            Text = string.Join(' ', opportunity.Explanation),
            DedupeKey = $"opportunity/{opportunity.Id}",
            At = at,
            Fields = [.. fields.Select(static pair => KeyValuePair.Create(pair.Key, TerminalText.Clean(pair.Value, 300)))],
        };
    }
}
