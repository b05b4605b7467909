using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>Asks sources outside the venue about what is there, beside everything else, and keeps what they said for a while.</summary>
internal sealed class OutsideWatch(Enricher enricher, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (OutsideView View, DateTimeOffset At)> _views = new(StringComparer.Ordinal);

    /// <summary>How long an opportunity waits to be traded for what the sources say.</summary>
    public TimeSpan Patience => enricher.TimeOut + TimeSpan.FromSeconds(5);

    /// <summary>The newest that was said; null where nothing was.</summary>
    public OutsideView? ViewOf(string id)
    {
        lock (_gate)
        {
            return _views.TryGetValue(id, out (OutsideView View, DateTimeOffset At) known) ? known.View : null;
        }
    }

    /// <summary>Asks about those of which nothing fresh is known.</summary>
    /// <returns>What to tell of it: sources that should have known and could not say.</returns>
    public async Task<IReadOnlyList<SourceFailure>> AskAsync(
        IReadOnlyList<Opportunity> shown, VenueSnapshot pass, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        Opportunity[] due;
        lock (_gate)
        {
            foreach (string old in _views.Where(pair => now - pair.Value.At > GoodFor).Select(static pair => pair.Key).ToArray())
            {
                _views.Remove(old);
            }

            due = [.. shown.Where(item => !_views.ContainsKey(item.Id))];
        }

        if (due.Length == 0)
        {
            return [];
        }

        IReadOnlyList<OutsideView> views = await enricher.ViewAsync(due, pass, stop);
        lock (_gate)
        {
            foreach (OutsideView view in views)
            {
                _views[view.OpportunityId] = (view, now);
            }
        }

        return [.. views.SelectMany(static view => view.Failures).Distinct()];
    }
}
