using System.Net.WebSockets;
using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// The venue's stream: the touch of every market and what happens to markets on one connection, books of the markets
/// that matter on another, our own orders and fills on a third. A slow or broken one does not take the others with it.
/// </summary>
public sealed class LiveFeed : ILiveStream, IDisposable
{
    private readonly FeedSockets? _sockets;
    private readonly FeedGate _gate = new();
    private readonly FeedConnection[] _connections;
    private readonly FeedConnection _books;
    private readonly TimeProvider _time;
    private readonly ILiveTap? _tap;

    /// <param name="withPrivate">Also our own orders and fills.</param>
    /// <param name="tap">Hears what is public.</param>
    /// <exception cref="KalshiException">There is no key, or it cannot be used.</exception>
    public LiveFeed(
        KalshiOptions venue, LiveMarkets markets, FeedOptions options, TimeProvider time, Random chance, bool withPrivate = false,
        ILiveTap? tap = null)
        : this(new FeedSockets(venue, options, time), connect: null, markets, options, time, chance, withPrivate, tap)
    {
    }

    internal LiveFeed(
        FeedSockets? sockets,
        Func<CancellationToken, Task<WebSocket>>? connect,
        LiveMarkets markets,
        FeedOptions options,
        TimeProvider time,
        Random chance,
        bool withPrivate,
        ILiveTap? tap = null)
    {
        (_sockets, Markets, _time, _tap) = (sockets, markets, time, tap);
        FeedChannels[] channels = withPrivate
            ? [FeedChannels.Ticker | FeedChannels.Lifecycle, FeedChannels.Books, FeedChannels.Private]
            : [FeedChannels.Ticker | FeedChannels.Lifecycle, FeedChannels.Books];
        PrivateFeed own = new();
        Private = withPrivate ? own : null;
        _connections = [.. channels.Select(flags => new FeedConnection(
            new FeedSession(markets, flags, options, Counters, own.Tell),
            _gate, connect ?? sockets!.ConnectAsync, options, Counters, time, chance,
            flags == FeedChannels.Private ? null : tap))];
        _books = _connections[1];
    }

    /// <summary>
    /// What is known of the markets. Touched only by who holds the turn: <see cref="Read"/> and <see cref="Turned"/>.
    /// </summary>
    public LiveMarkets Markets { get; }

    public FeedCounters Counters { get; } = new();

    /// <summary>Our own orders and fills; null where they were not asked for.</summary>
    public IPrivateFeed? Private { get; }

    /// <inheritdoc/>
    public Action? Turned
    {
        get => _gate.Turned;
        set => _gate.Turned = value;
    }

    /// <inheritdoc/>
    public bool IsFlowing
    {
        get
        {
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            return _gate.Read(() => _connections[0].Session.IsHeard(now));
        }
    }

    /// <inheritdoc/>
    public string Condition => IsFlowing
        ? $"connected, {Counters[FeedCount.Frames]:N0} messages"
        : LastEnds is [.., var end] ? $"not connected: {end}" : "connecting";

    /// <summary>Whether everything asked for is subscribed and every wanted book is in step.</summary>
    public bool IsSettled => _gate.Read(() => _connections.All(static connection => connection.Session.IsSettled));

    /// <summary>Why connections last ended, or could not be made; for the reader.</summary>
    public IReadOnlyList<string> LastEnds => [.. _connections.Select(static connection => connection.LastEnd).OfType<string>()];

    /// <summary>The greatest age a message had when it arrived.</summary>
    public TimeSpan GreatestAge => TimeSpan.FromMilliseconds(
        _gate.Read(() => _connections.Max(static connection => connection.Session.Health.GreatestAge)));

    /// <summary>Opens the stream and closes it again.</summary>
    /// <exception cref="KalshiException">There is no key, or it cannot be used.</exception>
    /// <exception cref="WebSocketException">It cannot be reached, or refuses.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or was not wanted any more.</exception>
    public static async Task TryOpenAsync(KalshiOptions venue, TimeProvider time, CancellationToken stop)
    {
        using FeedSockets sockets = new(venue, new FeedOptions(), time);
        using WebSocket socket = await sockets.ConnectAsync(stop);
        socket.Abort();
    }

    /// <summary>Holds the connections until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_connections.Select(connection => connection.RunAsync(stop)));

    /// <inheritdoc/>
    public void Want(IReadOnlyCollection<int> markets)
    {
        using (_gate.Write())
        {
            _books.Session.Want(markets);
            _tap?.Wanted(_time.GetUtcNow(), [.. markets.Select(Markets.NameOf)]);
        }

        _books.Stir();
    }

    /// <summary>Reads while nobody writes.</summary>
    public T Read<T>(Func<LiveMarkets, T> read) => _gate.Read(() => read(Markets));

    /// <summary>Writes while nobody else does, such as what a page by REST has told.</summary>
    public T Write<T>(Func<LiveMarkets, T> write)
    {
        using FeedGate.Turn turn = _gate.Write();
        return write(Markets);
    }

    /// <summary>
    /// Corrects the touches by what a pass over the venue found, and counts what the stream had missed.
    /// </summary>
    public SweepReport Sweep(Domain.VenueSnapshot pass)
    {
        using FeedGate.Turn turn = _gate.Write();
        SweepReport report = TouchSweep.Take(Markets, pass);
        Counters.Add(FeedCount.MissedTouches, report.Missed);
        return report;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VenueNotice> TakeNotices() => _gate.Read(() =>
    {
        List<VenueNotice> notices = [];
        foreach (FeedConnection connection in _connections)
        {
            connection.Session.TakeNotices(notices);
        }

        return notices;
    });

    public void Dispose() => _sockets?.Dispose();
}
