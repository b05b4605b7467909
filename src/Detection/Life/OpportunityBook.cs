using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The opportunities there are now and how long each has been there. Every look refreshes in place what it sees again,
/// begins an episode for what is new, and ends what it looked for and did not find. One queue for each grade, best first
/// and bounded: the least of a grade makes room, and is told. Time is what the caller says.
/// </summary>
/// <param name="capacity">The most episodes of one grade that wait.</param>
public sealed class OpportunityBook(int capacity)
{
    private readonly Dictionary<string, Episode> _episodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Opportunity> _latest = new(StringComparer.Ordinal);

    /// <summary>The newest episode of every opportunity known, ended ones among them.</summary>
    public IReadOnlyCollection<Episode> Episodes => _episodes.Values;

    /// <summary>Takes in what is known from before, such as the newest episodes from the store.</summary>
    public void Restore(IEnumerable<Episode> known)
    {
        foreach (Episode episode in known)
        {
            if (!_episodes.TryGetValue(episode.OpportunityId, out Episode? held) || episode.FirstSeen > held.FirstSeen)
            {
                _episodes[episode.OpportunityId] = episode;
            }
        }
    }

    /// <summary>
    /// One look at the market. What is older than what the book knows of an opportunity changes nothing of it.
    /// </summary>
    /// <param name="found">What the look found, each id once.</param>
    /// <param name="judges">
    /// Whether the look could have found an episode: it read the markets of all its legs. Only then is its absence news.
    /// </param>
    /// <param name="at">The instant the look speaks for.</param>
    /// <param name="isShut">Whether a market was paused or is over; null where the look cannot tell.</param>
    public BookChange Observe(
        IReadOnlyCollection<Opportunity> found, Func<Episode, bool> judges, DateTimeOffset at, Func<string, bool>? isShut = null)
    {
        List<Episode> began = [];
        List<Episode> refreshed = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Opportunity opportunity in found)
        {
            seen.Add(opportunity.Id);
            Episode? known = _episodes.GetValueOrDefault(opportunity.Id);
            if (known is { IsOpen: true })
            {
                if (at >= known.LastSeen)
                {
                    refreshed.Add(Keep(EpisodeSteps.Refresh(known, opportunity, at), opportunity));
                }
            }
            else if (known is null || at > known.EndedAt)
            {
                began.Add(Keep(EpisodeSteps.Begin(opportunity, at), opportunity));
            }
        }

        List<Episode> ended = [];
        foreach (Episode episode in _episodes.Values.ToArray())
        {
            bool isOld = episode.EndedAt is null && episode.LastSeen < at && !seen.Contains(episode.OpportunityId);
            if (isOld && (episode.ExpiresAt <= at || judges(episode)))
            {
                EpisodeEnd why = episode.Status is OpportunityStatus.Executing or OpportunityStatus.Filled ? EpisodeEnd.Taken
                    : episode.ExpiresAt <= at ? EpisodeEnd.Closed
                    : isShut is not null && episode.Tickers.Any(isShut) ? EpisodeEnd.Shut
                    : EpisodeEnd.Moved;
                ended.Add(Close(EpisodeSteps.End(episode, at, why)));
            }
        }

        return Bound(began, refreshed, ended, at);
    }

    /// <summary>What waits in one grade, best first. Grades are never ranked against each other.</summary>
    public IReadOnlyList<Episode> Queue(Grade grade) =>
    [
        .. _episodes.Values
            .Where(episode => episode.IsWaiting && episode.Grade == grade)
            .OrderByDescending(static episode => episode.Score)
            .ThenByDescending(static episode => episode.Edge)
            .ThenBy(static episode => episode.OpportunityId, StringComparer.Ordinal),
    ];

    public Episode? Find(string id) => _episodes.GetValueOrDefault(id);

    /// <summary>The opportunity as it was last seen; null when it is gone, or known only from before.</summary>
    public Opportunity? Latest(string id) => _latest.GetValueOrDefault(id);

    /// <summary>Records a step of a trade.</summary>
    /// <exception cref="InvalidOperationException">There is no such episode, or the step is impossible in its status.</exception>
    public Episode Trade(string id, OpportunityTurn turn)
    {
        if (!_episodes.TryGetValue(id, out Episode? known)
            || turn is OpportunityTurn.Seen or OpportunityTurn.Confirmed or OpportunityTurn.Gone)
        {
            throw new InvalidOperationException($"Opportunity {id} has no episode of which a trade could be {turn}.");
        }

        Episode changed = known with
        {
            Status = EpisodeSteps.Legal(known, turn),

            // It went while our orders were out, and they did not get it.
            End = turn == OpportunityTurn.Failed && known.End == EpisodeEnd.Taken ? EpisodeEnd.Moved : known.End,
        };
        _episodes[id] = changed;
        return changed;
    }

    private Episode Keep(Episode episode, Opportunity seen)
    {
        _episodes[episode.OpportunityId] = episode;
        _latest[episode.OpportunityId] = seen;
        return episode;
    }

    private Episode Close(Episode episode)
    {
        _episodes[episode.OpportunityId] = episode;
        _latest.Remove(episode.OpportunityId);
        return episode;
    }

    private BookChange Bound(List<Episode> began, List<Episode> refreshed, List<Episode> ended, DateTimeOffset at)
    {
        HashSet<string> isNew = new(began.Select(static episode => episode.OpportunityId), StringComparer.Ordinal);
        List<Episode> evicted = [];
        List<string> turnedAway = [];
        foreach (Grade grade in Enum.GetValues<Grade>())
        {
            foreach (Episode least in Queue(grade).Skip(capacity))
            {
                if (isNew.Contains(least.OpportunityId))
                {
                    _episodes.Remove(least.OpportunityId);
                    _latest.Remove(least.OpportunityId);
                    turnedAway.Add(least.OpportunityId);
                }
                else
                {
                    evicted.Add(Close(EpisodeSteps.End(least, at, EpisodeEnd.Crowded)));
                }
            }
        }

        Forget();
        HashSet<string> gone = new(evicted.Select(static episode => episode.OpportunityId).Concat(turnedAway), StringComparer.Ordinal);
        return new BookChange
        {
            Began = [.. began.Where(episode => !gone.Contains(episode.OpportunityId))],
            Refreshed = [.. refreshed.Where(episode => !gone.Contains(episode.OpportunityId))],
            Ended = ended,
            Evicted = evicted,
            TurnedAway = turnedAway,
        };
    }

    /// <summary>Ended episodes are kept only to know old news from new; the oldest are forgotten.</summary>
    private void Forget()
    {
        Episode[] over = [.. _episodes.Values
            .Where(static episode => !episode.IsOpen)
            .OrderByDescending(static episode => episode.EndedAt)
            .ThenBy(static episode => episode.OpportunityId, StringComparer.Ordinal)
            .Skip(capacity)];
        foreach (Episode episode in over)
        {
            _episodes.Remove(episode.OpportunityId);
        }
    }
}
