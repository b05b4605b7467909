using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Only our own orders and fills, on one connection: for a command that trades and watches no market.</summary>
public sealed class PrivateStream : IDisposable
{
    private readonly FeedSockets _sockets;
    private readonly FeedConnection _connection;
    private readonly PrivateFeed _own = new();

    /// <exception cref="KalshiException">There is no key, or it cannot be used.</exception>
    public PrivateStream(KalshiOptions venue, FeedOptions options, TimeProvider time, Random chance)
    {
        _sockets = new FeedSockets(venue, options, time);
        FeedCounters counters = new();
        FeedSession session = new(new LiveMarkets(), FeedChannels.Private, options, counters, _own.Tell);
        _connection = new FeedConnection(session, new FeedGate(), _sockets.ConnectAsync, options, counters, time, chance);
    }

    /// <summary>What is told, for one reader.</summary>
    public IPrivateFeed Notices => _own;

    /// <summary>Holds the connection until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _connection.RunAsync(stop);

    public void Dispose() => _sockets.Dispose();
}
