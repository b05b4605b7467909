using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>A candidate that cannot be judged by the books at hand.</summary>
/// <param name="Candidate">What the engine found.</param>
/// <param name="Reason">What is missing.</param>
/// <param name="MayAsk">Books fetched by request can judge it; otherwise it takes a new pass.</param>
public sealed record LivePending(LiveCandidate Candidate, string Reason, bool MayAsk)
{
    /// <summary>The markets whose books it takes.</summary>
    public IReadOnlyList<string> Tickers => Candidate.Tickers;
}

/// <summary>Copies of all that judging the candidates of one instant takes.</summary>
public sealed record LiveWork
{
    public required DateTimeOffset At { get; init; }

    /// <summary>How many there are.</summary>
    public required int Candidates { get; init; }

    /// <summary>The markets whose books matter, the most valuable first.</summary>
    public required IReadOnlyList<int> Interest { get; init; }

    /// <summary>Candidates that cannot be judged now, the greatest edge first.</summary>
    public required IReadOnlyList<LivePending> Pending { get; init; }

    /// <summary>Those that can.</summary>
    public required IReadOnlyList<ReadyCandidate> Ready { get; init; }

    /// <summary>Of the markets followed, those of which no price is known.</summary>
    public required IReadOnlyList<string> Blind { get; init; }

    /// <summary>Of the markets followed, those that are paused or over.</summary>
    public IReadOnlyList<string> Shut { get; init; } = [];

    /// <summary>The pass that told of the markets; null before the first.</summary>
    public required LiveModel? Model { get; init; }

    /// <summary>The same candidates, as far as these books, fetched together at an instant, can judge them.</summary>
    public LiveWork Judged(DateTimeOffset at, IReadOnlyDictionary<string, OrderBook> fetched)
    {
        List<ReadyCandidate> ready = [];
        List<LivePending> pending = [];
        foreach (LivePending candidate in Pending)
        {
            if (candidate.MayAsk && candidate.Tickers.All(fetched.ContainsKey))
            {
                ready.Add(new ReadyCandidate(candidate.Candidate, [.. candidate.Tickers.Select(ticker => fetched[ticker])]));
            }
            else
            {
                pending.Add(candidate);
            }
        }

        return this with { At = at, Ready = ready, Pending = pending };
    }
}

/// <summary>What became of the candidates of one instant.</summary>
public sealed record LiveLook
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Sized from books that stood together; with those below threshold, which say so.</summary>
    public required IReadOnlyList<Opportunity> Validated { get; init; }

    /// <summary>What the engine had found at the touch.</summary>
    public required int Candidates { get; init; }

    /// <summary>Of these, not judged.</summary>
    public required IReadOnlyList<LivePending> Pending { get; init; }

    /// <summary>Baskets that the books did not bear out, by reason.</summary>
    public required IReadOnlyDictionary<string, int> Gone { get; init; }

    /// <summary>The books that it was judged by.</summary>
    public required LookedBooks Books { get; init; }

    /// <summary>Markets that the look could not judge: what rests on them may be there still.</summary>
    public required IReadOnlySet<string> Unjudged { get; init; }

    /// <summary>Markets of what was there before that are paused or over.</summary>
    public IReadOnlySet<string> Shut { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Candidates not judged, counted by reason.</summary>
    public IReadOnlyDictionary<string, int> Waiting
    {
        get
        {
            SortedDictionary<string, int> waiting = new(StringComparer.Ordinal);
            foreach (LivePending pending in Pending)
            {
                waiting[pending.Reason] = waiting.GetValueOrDefault(pending.Reason) + 1;
            }

            return waiting;
        }
    }

    /// <summary>What a pass shows by itself, where there is nothing else to look at.</summary>
    public static LiveLook OfPass(DetectionReport report, DateTimeOffset at) => new()
    {
        At = at,
        Validated = [.. report.Opportunities, .. report.BelowThreshold],
        Candidates = report.Opportunities.Count,
        Pending = [],
        Gone = new SortedDictionary<string, int>(StringComparer.Ordinal),
        Books = new LookedBooks([]),
        Unjudged = new HashSet<string>(StringComparer.Ordinal),
    };

    /// <summary>This look, and another at what it had to leave open.</summary>
    public LiveLook With(LiveLook later)
    {
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
        foreach ((string reason, int count) in Gone.Concat(later.Gone))
        {
            gone[reason] = gone.GetValueOrDefault(reason) + count;
        }

        HashSet<string> again = new(later.Validated.Select(static item => item.Id), StringComparer.Ordinal);
        return later with
        {
            Validated = Ranking.Order([.. Validated.Where(item => !again.Contains(item.Id)), .. later.Validated]),
            Gone = gone,
            Books = later.Books.After(Books),
        };
    }
}

/// <summary>Doubts in words.</summary>
internal static class LiveWords
{
    public static string Of(BookDoubt doubt) => doubt switch
    {
        BookDoubt.None => "in step",
        BookDoubt.NotWatched => "not watched yet",
        BookDoubt.Awaited => "on its way",
        BookDoubt.Gap or BookDoubt.NegativeLevel or BookDoubt.Unreadable => "out of step",
        BookDoubt.Crossed => "crossed",
        BookDoubt.Refused => "refused by the venue",
        BookDoubt.Disconnected => "disconnected",
        BookDoubt.Late => "late",
        BookDoubt.Silent => "silent",
    };
}
