using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// Asks a validation model for its opinion of what is of value, beside everything else: one question for each basket, however often
/// it is seen. It may veto; it can raise nothing.
/// </summary>
internal sealed class OpinionWatch(ModelReview review, TimeProvider time)
{
    /// <summary>How long an opportunity waits to be traded for an opinion.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>An answer that did not come is asked for again after this; the model's own ledger keeps those that did.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ModelOpinion Opinion, DateTimeOffset At)> _opinions = new(StringComparer.Ordinal);

    /// <summary>The newest opinion; null where there is none.</summary>
    public ModelOpinion? OpinionOf(string id)
    {
        lock (_gate)
        {
            return _opinions.TryGetValue(id, out (ModelOpinion Opinion, DateTimeOffset At) known) ? known.Opinion : null;
        }
    }

    public bool Wants(Opportunity opportunity) => review.Wants(opportunity);

    /// <summary>Asks about those that are worth it and of which nothing is known.</summary>
    /// <returns>Why an answer did not come; null where all did.</returns>
    public async Task<string?> AskAsync(
        IReadOnlyList<Opportunity> shown, Func<string, OutsideView?> outside, CancellationToken stop)
    {
        foreach (Opportunity item in shown.Where(IsDue))
        {
            ModelOpinion opinion = await review.AskAsync(item, outside(item.Id), stop);
            lock (_gate)
            {
                _opinions[item.Id] = (opinion, time.GetUtcNow());
            }
        }

        Forget(shown);
        return shown.Select(item => OpinionOf(item.Id))
            .FirstOrDefault(static opinion => opinion?.Outcome == Dutchbook.Enrichment.ReviewOutcome.Unanswered)?.Words;
    }

    private bool IsDue(Opportunity item)
    {
        if (item.BelowThreshold.Count > 0 || !review.Wants(item))
        {
            return false;
        }

        lock (_gate)
        {
            return !_opinions.TryGetValue(item.Id, out (ModelOpinion Opinion, DateTimeOffset At) known)
                || (known.Opinion.Outcome == Dutchbook.Enrichment.ReviewOutcome.Unanswered && time.GetUtcNow() - known.At > AskAgain);
        }
    }

    private void Forget(IReadOnlyList<Opportunity> shown)
    {
        HashSet<string> there = new(shown.Select(static item => item.Id), StringComparer.Ordinal);
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (string gone in _opinions.Where(pair => !there.Contains(pair.Key) && now - pair.Value.At > AskAgain)
                .Select(static pair => pair.Key).ToArray())
            {
                _opinions.Remove(gone);
            }
        }
    }
}
