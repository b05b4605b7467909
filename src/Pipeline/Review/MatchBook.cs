using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// What people decided about matches, in memory for the sources that ask, and what these found until it is written. A decision
/// holds for the texts and the grade that it was made about.
/// </summary>
public sealed class MatchBook(IEnumerable<StoredMatch> known) : IMatchReview
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, FoundMatch> _found = new(StringComparer.Ordinal);
    private Dictionary<string, StoredMatch> _known = ById(known);

    /// <summary>Something was found that is not written yet.</summary>
    public bool HasNews
    {
        get
        {
            lock (_gate)
            {
                return _found.Count > 0;
            }
        }
    }

    public MatchStanding StandingOf(FoundMatch match)
    {
        StoredMatch? stored;
        lock (_gate)
        {
            stored = _known.GetValueOrDefault(match.Id);
        }

        string waits = $"unreviewed match {match.Id}";
        if (stored?.LastDecision is not { } last)
        {
            return new MatchStanding(MatchDecision.Pending, waits);
        }

        string decided = FormattableString.Invariant(
            $"{last.To.ToString().ToLowerInvariant()} by {last.By} on {last.At.UtcDateTime:yyyy-MM-dd}");
        return stored.Decision != MatchDecision.Pending && stored.Match.SaysTheSameAs(match)
            ? new MatchStanding(stored.Decision, decided)
            : new MatchStanding(MatchDecision.Pending, $"{waits}: it was {decided}, and has changed since", HasLapsed: true);
    }

    public void Take(FoundMatch match)
    {
        lock (_gate)
        {
            _found[match.Id] = match;
        }
    }

    /// <summary>Writes what was found, and reads what was decided meanwhile.</summary>
    /// <exception cref="StorageException">It could not; what was found is kept for the next time.</exception>
    public void Save(IMatchStore store, DateTimeOffset at)
    {
        FoundMatch[] found;
        lock (_gate)
        {
            found = [.. _found.Values];
        }

        store.Propose(found, at);
        Dictionary<string, StoredMatch> stored = ById(store.List(null));
        lock (_gate)
        {
            _known = stored;
            foreach (FoundMatch written in found)
            {
                if (ReferenceEquals(_found.GetValueOrDefault(written.Id), written))
                {
                    _found.Remove(written.Id);
                }
            }
        }
    }

    private static Dictionary<string, StoredMatch> ById(IEnumerable<StoredMatch> matches) =>
        matches.ToDictionary(static stored => stored.Match.Id, StringComparer.Ordinal);
}
