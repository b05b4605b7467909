using System.Threading.Channels;
using Dutchbook.Execution;

namespace Dutchbook.Kalshi;

/// <summary>
/// Our own orders and fills as the stream tells them, in the order they came, for one reader. What is told while nobody
/// reads waits.
/// </summary>
internal sealed class PrivateFeed : IPrivateFeed
{
    private readonly Channel<PrivateNotice> _notices =
        Channel.CreateUnbounded<PrivateNotice>(new UnboundedChannelOptions { SingleReader = true });

    public void Tell(PrivateNotice notice) => _notices.Writer.TryWrite(notice);

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateNotice> ReadAsync(CancellationToken stop) => _notices.Reader.ReadAllAsync(stop);
}
