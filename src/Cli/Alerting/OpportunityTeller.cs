using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// Tells of opportunities when their episodes begin; those that wait for a judgement, when they have it. Where many begin at once, as at
/// the first look of a run, the best are told one by one and all others together.
/// </summary>
internal sealed class OpportunityTeller
{
    /// <summary>So many at a time are told one by one.</summary>
    private const int Most = 5;

    private HashSet<string> _told = new(StringComparer.Ordinal);
    private IReadOnlyList<ShownOpportunity> _before = [];

    /// <summary>What this view has that was not told yet.</summary>
    public IEnumerable<Alert> Take(RunView view)
    {
        if (ReferenceEquals(view.Opportunities, _before))
        {
            return [];
        }

        _before = view.Opportunities;
        HashSet<string> there = new(StringComparer.Ordinal);
        List<ShownOpportunity> begun = [];
        foreach (ShownOpportunity item in view.Opportunities)
        {
            string episode = $"{item.Opportunity.Id} {item.Episode.FirstSeen.UtcTicks}";
            bool isWorth = item.Judged is { Executable: true, BelowThreshold.Count: 0 } && !item.AwaitsJudgement;
            if (_told.Contains(episode))
            {
                there.Add(episode);
            }
            else if (isWorth && there.Add(episode))
            {
                begun.Add(item);
            }
        }

        // An episode that is over does not come back: it is not remembered.
        _told = there;
        return Tell(begun, view.At);
    }

    private static IEnumerable<Alert> Tell(List<ShownOpportunity> begun, DateTimeOffset at)
    {
        foreach (ShownOpportunity item in begun.Take(Most))
        {
            yield return Announcement.Of(item.Judged, item.Outside, at);
        }

        if (begun.Count > Most)
        {
            yield return Announcement.OfOthers([.. begun.Skip(Most).Select(static item => item.Judged)], at);
        }
    }
}
