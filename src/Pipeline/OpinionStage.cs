using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// Has a validation model look at what a scan found, soft relations and what is of value, the best first. What it vetoes falls below the
/// thresholds; nothing is ever lifted.
/// </summary>
public static class OpinionStage
{
    /// <summary>After so many questions in a row without an answer the rest is not asked: each may take a minute to fail.</summary>
    private const int MostSilence = 2;

    public static async Task<ScanResult> ApplyAsync(ScanResult result, ModelReview review, CancellationToken cancellation)
    {
        DetectionReport report = result.Report;
        Dictionary<string, OutsideView> views = result.Views.ToDictionary(static view => view.OpportunityId, StringComparer.Ordinal);
        List<ModelOpinion> opinions = [];
        List<Opportunity> judged = [];
        int silence = 0;
        foreach (Opportunity opportunity in report.Opportunities)
        {
            if (!review.Wants(opportunity))
            {
                judged.Add(opportunity);
                continue;
            }

            ModelOpinion opinion = silence < MostSilence
                ? await review.AskAsync(opportunity, views.GetValueOrDefault(opportunity.Id), cancellation)
                : new ModelOpinion
                {
                    OpportunityId = opportunity.Id,
                    Outcome = Dutchbook.Enrichment.ReviewOutcome.Unanswered,
                    Words = "not asked: the questions before it had no answer",
                };
            silence = opinion.Outcome == Dutchbook.Enrichment.ReviewOutcome.Unanswered ? silence + 1 : 0;
            opinions.Add(opinion);
            judged.Add(opinion.ApplyTo(opportunity));
        }

        if (opinions.Count == 0)
        {
            return result;
        }

        DetectionReport listed = DetectionReport.Of(
            [.. judged, .. report.BelowThreshold],
            report.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage),
            report.NearMisses);
        return result with
        {
            Opinions = opinions,
            Report = report with { Opportunities = listed.Opportunities, BelowThreshold = listed.BelowThreshold, Funnel = listed.Funnel },
        };
    }
}
