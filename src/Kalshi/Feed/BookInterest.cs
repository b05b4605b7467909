using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Which books are wanted, which the venue sends, and which need a snapshot; from these follows what to ask for next.
/// Markets are handled in the order of their numbers, so that a replay asks the same.
/// </summary>
internal sealed class BookInterest(LiveMarkets markets, FeedOptions options, FeedCounters counters)
{
    private readonly SortedSet<int> _wanted = [];
    private readonly SortedSet<int> _sent = [];
    private readonly SortedDictionary<int, long> _outOfStep = [];
    private readonly SortedDictionary<int, long> _crossedSince = [];
    private readonly Dictionary<int, long> _refusedUntil = [];
    private readonly Queue<int[]> _suspects = new();
    private readonly long _patience = (long)options.SnapshotTimeout.TotalMilliseconds;

    /// <summary>The subscription of the books; 0 before there is one.</summary>
    public long Sid { get; private set; }

    public int WantedCount => _wanted.Count;

    /// <summary>Whether the venue sends all that are wanted, and no others.</summary>
    public bool IsComplete => _wanted.SetEquals(_sent);

    /// <summary>
    /// Whether books wait for something that has not been asked for yet; cheap, and rather once too often.
    /// </summary>
    public bool IsStirred => _outOfStep.Count > 0 || _wanted.Count != _sent.Count;

    /// <summary>Books that wait for a snapshot.</summary>
    public int OutOfStepCount => _outOfStep.Count;

    public bool Has(int market) => _sent.Contains(market);

    /// <summary>Whether the book is sent and waits for no snapshot.</summary>
    public bool IsInStep(int market) => _sent.Contains(market) && !_outOfStep.ContainsKey(market);

    /// <summary>The books that are wanted from now on, all of them.</summary>
    public void Want(IEnumerable<int> wanted, ConnectionHealth health)
    {
        HashSet<int> next = [.. wanted];
        foreach (int market in _wanted.Where(market => !next.Contains(market)).ToArray())
        {
            _wanted.Remove(market);
            _outOfStep.Remove(market);
            markets.Unwatch(market);
        }

        foreach (int market in next.Where(market => !_wanted.Contains(market)).Order())
        {
            _wanted.Add(market);
            markets.Watch(market, health);
            if (_sent.Contains(market))
            {
                // It is still sent from before, and what it held has been given up.
                _outOfStep[market] = long.MinValue;
            }
        }
    }

    /// <summary>The connection is gone, and with it everything the venue sent.</summary>
    public void Lose()
    {
        Sid = 0;
        _sent.Clear();
        _outOfStep.Clear();
        _crossedSince.Clear();
        _suspects.Clear();
        foreach (int market in _wanted)
        {
            markets.Mistrust(market, BookDoubt.Disconnected);
        }
    }

    /// <summary>The venue sends these from now on; their snapshots are on their way.</summary>
    public void Accept(long sid, IReadOnlyList<int> added, long at)
    {
        Sid = sid;
        foreach (int market in added)
        {
            _sent.Add(market);
            if (_wanted.Contains(market) && markets.DoubtOf(market, at) is not (BookDoubt.None or BookDoubt.Late or BookDoubt.Silent))
            {
                _outOfStep[market] = at;
            }
        }
    }

    public void Dropped(IReadOnlyList<int> dropped)
    {
        foreach (int market in dropped)
        {
            _sent.Remove(market);
            _outOfStep.Remove(market);
            if (_wanted.Contains(market))
            {
                markets.Mistrust(market, BookDoubt.Awaited);
            }
        }
    }

    /// <summary>
    /// The venue refused to send these. One of several is looked for by halves, so that the others are not left
    /// without; one alone is left alone for a while.
    /// </summary>
    public void Refuse(IReadOnlyList<int> refused, long at)
    {
        if (refused.Count > 1)
        {
            int half = refused.Count / 2;
            _suspects.Enqueue([.. refused.Take(half)]);
            _suspects.Enqueue([.. refused.Skip(half)]);
            return;
        }

        counters.Add(FeedCount.RefusedMarkets);
        foreach (int market in refused)
        {
            _refusedUntil[market] = at + (long)options.RefusedFor.TotalMilliseconds;
            markets.Mistrust(market, BookDoubt.Refused);
        }
    }

    /// <summary>A book fell out of step: it must not be used, and its snapshot is asked for.</summary>
    public void FallOut(int market, BookDoubt doubt)
    {
        markets.Mistrust(market, doubt);
        if (_wanted.Contains(market))
        {
            counters.Add(FeedCount.Resyncs);

            // One that has been asked for already is asked for again only when its time is over: gaps in a row are no
            // storm.
            _outOfStep.TryAdd(market, long.MinValue);
        }
    }

    /// <summary>Frames are missing: which books they changed is not known, so all are out of step.</summary>
    public void FallOutAll(BookDoubt doubt)
    {
        foreach (int market in _sent)
        {
            FallOut(market, doubt);
        }
    }

    /// <summary>A book in step is crossed now.</summary>
    /// <returns>Whether it was not before.</returns>
    public bool Cross(int market, long at) => _crossedSince.TryAdd(market, at);

    /// <summary>
    /// A snapshot came and is good: the venue sends this book, whether it has said so already or not.
    /// </summary>
    public void InStep(int market)
    {
        _sent.Add(market);
        _outOfStep.Remove(market);
    }

    /// <summary>A snapshot came and cannot be used: it is asked for again when its time is over.</summary>
    public void StillOut(int market, BookDoubt doubt, long at)
    {
        markets.Mistrust(market, doubt);
        if (_wanted.Contains(market))
        {
            _outOfStep[market] = at;
        }
    }

    /// <summary>What to ask for next, if anything.</summary>
    public FeedCommand? Next(long id, long at)
    {
        int most = options.MarketsPerCommand;
        ReviewCrossed(at);
        if (Sid != 0)
        {
            int[] due = [.. _outOfStep.Where(pair => pair.Value <= at - _patience && _sent.Contains(pair.Key))
                .Select(static pair => pair.Key).Take(most)];
            if (due.Length > 0)
            {
                foreach (int market in due)
                {
                    _outOfStep[market] = at;
                }

                counters.Add(FeedCount.SnapshotRequests);
                return FeedCommand.Update(FeedCommandKind.GetSnapshots, id, Sid, due, markets);
            }

            int[] surplus = [.. _sent.Where(market => !_wanted.Contains(market)).Take(most)];
            if (surplus.Length > 0)
            {
                return FeedCommand.Update(FeedCommandKind.DropMarkets, id, Sid, surplus, markets);
            }
        }

        int[] missing = NextMissing(most, at);
        return missing.Length == 0 ? null
            : Sid == 0 ? FeedCommand.SubscribeBooks(id, missing, markets, options.NoInYesPrices)
            : FeedCommand.Update(FeedCommandKind.AddMarkets, id, Sid, missing, markets);
    }

    /// <summary>Crossed for longer than changes are under way, a book is wrong.</summary>
    private void ReviewCrossed(long at)
    {
        if (_crossedSince.Count == 0)
        {
            return;
        }

        foreach ((int market, long since) in _crossedSince.ToArray())
        {
            bool isCrossed = IsInStep(market) && markets.BookOf(market) is { IsCrossed: true };
            if (!isCrossed || at - since >= (long)options.MostCrossed.TotalMilliseconds)
            {
                _crossedSince.Remove(market);
                if (isCrossed)
                {
                    FallOut(market, BookDoubt.Crossed);
                }
            }
        }
    }

    private int[] NextMissing(int most, long at)
    {
        while (_suspects.TryDequeue(out int[]? suspects))
        {
            int[] still = [.. suspects.Where(IsMissing)];
            if (still.Length > 0)
            {
                return still;
            }
        }

        return [.. _wanted.Where(market => IsMissing(market) && _refusedUntil.GetValueOrDefault(market) <= at).Take(most)];
    }

    private bool IsMissing(int market) => _wanted.Contains(market) && !_sent.Contains(market);
}
