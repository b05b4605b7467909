using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// The stream once more, from what was written down of it: the same conversation as over sockets, on one caller's turn and with the
/// times that it had.
/// </summary>
public sealed class RecordedFeed : ILiveStream
{
    private readonly LiveMarkets _markets;
    private readonly FeedSession[] _sessions;
    private readonly FeedSession _books;

    public RecordedFeed(LiveMarkets markets, FeedOptions options)
    {
        _markets = markets;
        _books = new FeedSession(markets, FeedChannels.Books, options, Counters);
        _sessions = [new FeedSession(markets, FeedChannels.Ticker | FeedChannels.Lifecycle, options, Counters), _books];
    }

    public FeedCounters Counters { get; } = new();

    /// <inheritdoc/>
    public Action? Turned { get; set; }

    /// <inheritdoc/>
    public bool IsFlowing => true;

    /// <inheritdoc/>
    public string Condition => "from a tape";

    /// <returns>False if there is no such connection.</returns>
    public bool Open(string channel, DateTimeOffset at) => Do(channel, session => session.Open(at.ToUnixTimeMilliseconds()));

    /// <inheritdoc cref="Open"/>
    public bool Close(string channel) => Do(channel, static session => session.Close());

    /// <inheritdoc cref="Open"/>
    public bool Take(string channel, ReadOnlySpan<byte> frame, DateTimeOffset at)
    {
        if (Find(channel) is not { } session)
        {
            return false;
        }

        session.Take(frame, at.ToUnixTimeMilliseconds());
        Turned?.Invoke();
        return true;
    }

    /// <summary>What the connection says when it is asked; null where it has nothing to say.</summary>
    public byte[]? Ask(string channel, DateTimeOffset at)
    {
        byte[]? command = Find(channel)?.NextCommand(at.ToUnixTimeMilliseconds());
        Turned?.Invoke();
        return command;
    }

    /// <summary>The books that were wanted then: others were not sent.</summary>
    public void Wanted(IEnumerable<string> tickers)
    {
        _books.Want(tickers.Select(_markets.Add).ToArray());
        Turned?.Invoke();
    }

    /// <summary>What is wanted now changes nothing of what was sent then; see <see cref="Wanted"/>.</summary>
    public void Want(IReadOnlyCollection<int> markets)
    {
    }

    /// <inheritdoc/>
    public T Read<T>(Func<LiveMarkets, T> read) => read(_markets);

    /// <inheritdoc/>
    public T Write<T>(Func<LiveMarkets, T> write)
    {
        T result = write(_markets);
        Turned?.Invoke();
        return result;
    }

    /// <inheritdoc/>
    public SweepReport Sweep(VenueSnapshot pass)
    {
        SweepReport report = TouchSweep.Take(_markets, pass);
        Counters.Add(FeedCount.MissedTouches, report.Missed);
        Turned?.Invoke();
        return report;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VenueNotice> TakeNotices()
    {
        List<VenueNotice> notices = [];
        foreach (FeedSession session in _sessions)
        {
            session.TakeNotices(notices);
        }

        return notices;
    }

    private bool Do(string channel, Action<FeedSession> what)
    {
        if (Find(channel) is not { } session)
        {
            return false;
        }

        what(session);
        Turned?.Invoke();
        return true;
    }

    private FeedSession? Find(string channel)
    {
        foreach (FeedSession session in _sessions)
        {
            if (session.Name == channel)
            {
                return session;
            }
        }

        return null;
    }
}
