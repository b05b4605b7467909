using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// Asks sources outside the venue about what is there, beside everything else, and keeps what they said for a while. Each basket has
/// its view as soon as its own legs are answered: a slow source holds up nobody else's.
/// </summary>
internal sealed class OutsideWatch(Enricher enricher, TimeProvider time)
{
    /// <summary>After so long it is asked again; what was said stands until the answer comes.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>What is gone is forgotten after this: it may come back.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (OutsideView View, DateTimeOffset At)> _views = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asking = new(StringComparer.Ordinal);
    private Exception? _problem;

    /// <summary>How long an opportunity waits to be traded for what the sources say.</summary>
    public TimeSpan Patience => enricher.TimeOut + TimeSpan.FromSeconds(5);

    /// <summary>How each source has been doing.</summary>
    public IReadOnlyList<SourceHealth> Health => enricher.Health;

    /// <summary>The newest that was said; null where nothing was.</summary>
    public OutsideView? ViewOf(string id)
    {
        lock (_gate)
        {
            return _views.TryGetValue(id, out (OutsideView View, DateTimeOffset At) known) ? known.View : null;
        }
    }

    /// <summary>Begins to ask about those of which nothing fresh is known, and returns at once.</summary>
    /// <returns>A task that ends when all of these are answered; nobody need wait for it.</returns>
    public Task AskAsync(IReadOnlyList<Opportunity> shown, VenueSnapshot pass, CancellationToken stop)
    {
        Opportunity[] due;
        lock (_gate)
        {
            if (_problem is { } problem)
            {
                _problem = null;
                throw new InvalidOperationException($"asking outside broke: {problem.Message}", problem);
            }

            DateTimeOffset now = time.GetUtcNow();
            HashSet<string> there = new(shown.Select(static item => item.Id), StringComparer.Ordinal);
            foreach (string old in _views.Where(pair => !there.Contains(pair.Key) && now - pair.Value.At > Memory)
                .Select(static pair => pair.Key).ToArray())
            {
                _views.Remove(old);
            }

            due =
            [
                .. shown.Where(item => !_asking.Contains(item.Id)
                    && !(_views.TryGetValue(item.Id, out (OutsideView View, DateTimeOffset At) known) && now - known.At <= GoodFor)),
            ];
            _asking.UnionWith(due.Select(static item => item.Id));
        }

        return due.Length == 0
            ? Task.CompletedTask
            : Task.WhenAll(due.Zip(enricher.ViewEach(due, pass, stop), (item, view) => TakeAsync(item.Id, view)));
    }

    private async Task TakeAsync(string id, Task<OutsideView> asked)
    {
        try
        {
            OutsideView view = await asked;
            lock (_gate)
            {
                // An answer that was public stays public, also when the source that knew it is gone.
                bool isForgotten = view.Failures.Count > 0 && !view.Decided.Any()
                    && _views.TryGetValue(id, out (OutsideView View, DateTimeOffset At) known) && known.View.Decided.Any();
                _views[id] = (isForgotten ? _views[id].View : view, time.GetUtcNow());
            }
        }
        catch (OperationCanceledException)
        {
            // The run ends.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            lock (_gate)
            {
                _problem = problem;
            }
        }
        finally
        {
            lock (_gate)
            {
                _asking.Remove(id);
            }
        }
    }
}
