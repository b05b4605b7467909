using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Connections that cannot be made, break, or bring what no venue sends.</summary>
public sealed class Reconnecting
{
    private readonly VirtualTime time = new();
    private readonly FeedCounters counters = new();
    private readonly LiveMarkets markets = new();

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_tried_later_each_time()
    {
        List<int> moments = [];
        await Run(
            _ =>
            {
                moments.Add((int)time.Elapsed.TotalMilliseconds);
                throw new WebSocketException("refused");
            },
            seconds: 200);
        Assert.Equal([0, 1_000, 3_000, 7_000, 15_000, 31_000, 63_000, 123_000, 183_000], moments);
        Assert.Equal(9, counters[FeedCount.FailedConnections]);
    }

    [Fact]
    public async Task A_connection_that_was_heard_and_lost_is_tried_again_soon()
    {
        List<int> moments = [];
        await Run(
            _ =>
            {
                moments.Add((int)time.Elapsed.TotalMilliseconds);
                return Task.FromResult<WebSocket>(new ScriptedSocket(["{}"]));
            },
            seconds: 3);
        Assert.Equal([0, 1_000, 2_000, 3_000], moments.Take(4));
        Assert.True(counters[FeedCount.UnknownTypes] >= 3);
    }

    [Fact]
    public async Task A_message_without_end_is_given_up_at_its_bound()
    {
        ScriptedSocket endless = new([new string('x', 300_000)]);
        await Run(_ => Task.FromResult<WebSocket>(endless), seconds: 0);
        Assert.Equal((1, 0), (counters[FeedCount.Huge], counters[FeedCount.Malformed]));
        Assert.True(endless.Received <= 128 * 1024);
    }

    private async Task Run(Func<CancellationToken, Task<WebSocket>> connect, int seconds)
    {
        FeedOptions options = new() { LargestFrame = 64 * 1024 };
        FeedSession session = new(markets, FeedChannels.None, options, counters);
        FeedConnection connection = new(session, new FeedGate(), connect, options, counters, time.Clock, new Draws(1));
        using CancellationTokenSource stop = new();
        Task running = connection.RunAsync(stop.Token);
        await time.Pass(TimeSpan.FromMilliseconds((1_000 * seconds) + 5));
        await stop.CancelAsync();
        await time.Finish(running);
        Assert.NotNull(connection.LastEnd);
    }

    /// <summary>Brings some messages and then closes.</summary>
    private sealed class ScriptedSocket : WebSocket
    {
        private readonly Channel<byte[]> frames = Channel.CreateUnbounded<byte[]>();
        private byte[] rest = [];

        public ScriptedSocket(IEnumerable<string> messages)
        {
            foreach (string message in messages)
            {
                frames.Writer.TryWrite(Encoding.UTF8.GetBytes(message));
            }

            frames.Writer.Complete();
        }

        public int Received { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (rest.Length == 0 && !frames.Reader.TryRead(out rest!))
            {
                rest = [];
                return ValueTask.FromResult(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, endOfMessage: true));
            }

            int count = Math.Min(rest.Length, buffer.Length);
            rest.AsSpan(0, count).CopyTo(buffer.Span);
            rest = rest[count..];
            Received += count;
            return ValueTask.FromResult(new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, rest.Length == 0));
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
