using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dutchbook.Sandbox;

/// <summary>
/// /trade-api/ws/v2: the signed handshake, then two loops for each client, one that reads its commands and one that writes what
/// waits for it.
/// </summary>
internal sealed class FeedEndpoint : IDisposable
{
    public const string Path = "/trade-api/ws/v2";

    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int LongestCommand = 4_000_000;
    private static readonly byte[] Heartbeat = "heartbeat"u8.ToArray();

    private readonly TradingFloor _floor;
    private readonly FeedHub _hub;
    private readonly FeedDesk _desk;
    private readonly SignatureCheck _signatures;
    private readonly SandboxOptions _options;
    private readonly Lock _gate = new();
    private readonly HashSet<FeedConnection> _connections = [];
    private readonly FrameMeter _meter = new();
    private readonly ITimer _pinger;

    public FeedEndpoint(TradingFloor floor, FeedHub hub, SignatureCheck signatures, SandboxOptions options)
    {
        (_floor, _hub, _options) = (floor, hub, options);
        _desk = new FeedDesk(floor, hub, options);
        _signatures = signatures;
        hub.Failed = subscription => _desk.End(subscription, new FeedRefusal(10, "Channel error"));
        _pinger = options.Time.CreateTimer(static state => ((FeedEndpoint)state!).Ping(), this, options.PingEvery, options.PingEvery);
    }

    /// <summary>Messages put on their way.</summary>
    public long Messages => _meter.Count;

    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    public async Task Handle(HttpContext context)
    {
        (ApiKey? key, Answer? refusal) = _signatures.Judge(context.Request, isRequired: true);
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        string nonce = context.Request.Headers["Sec-WebSocket-Key"].ToString();
        if (refusal is null && (upgrade is not { IsUpgradableRequest: true } || nonce.Length == 0))
        {
            refusal = Answer.BadRequest("this is a WebSocket");
        }

        if (refusal is not null)
        {
            context.Response.StatusCode = refusal.Status;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(refusal.ToBytes(cursor: null, _options.Errors), context.RequestAborted);
            return;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers["Sec-WebSocket-Accept"] = Accept(nonce);
        Stream stream = await upgrade!.UpgradeAsync();
        using FeedConnection connection = new(key!.Customer, _options.FeedBufferBytes, _options.Time, _meter)
        {
            Overflowed = _desk.Overflow,
            Abort = context.Abort,
        };
        await Serve(connection, stream, context.RequestAborted);
    }

    public void Dispose()
    {
        _pinger.Dispose();
        _hub.Dispose();
    }

    private async Task Serve(FeedConnection connection, Stream stream, CancellationToken aborted)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        await using FrameStream frames = new(stream, LongestCommand);
        lock (_gate)
        {
            _connections.Add(connection);
        }

        Task writing = WriteAll(connection, frames, end.Token);
        try
        {
            await ReadAll(connection, frames, end.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone without a word, as clients do.
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
            }

            _floor.Do((_, _) =>
            {
                _desk.Leave(connection);
                return true;
            });
            connection.Complete();
            await LastWords(writing);
            await end.CancelAsync();
            await writing;
        }
    }

    private async Task ReadAll(FeedConnection connection, FrameStream frames, CancellationToken cancellation)
    {
        while (await frames.Read(cancellation) is { } frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Text or FrameKind.Binary:
                    _floor.Do((_, _) =>
                    {
                        _desk.Follow(connection, frame.Payload);
                        return true;
                    });
                    break;
                case FrameKind.Ping:
                    connection.Put(FrameKind.Pong, frame.Payload);
                    break;
                case FrameKind.Close:
                    connection.Put(FrameKind.Close, frame.Payload[..Math.Min(frame.Payload.Length, 2)]);
                    return;
                case FrameKind.Pong or FrameKind.Continuation:
                    break;
            }
        }
    }

    /// <summary>Writes as much at once as waits, so that a burst costs few calls.</summary>
    private static async Task WriteAll(FeedConnection connection, FrameStream frames, CancellationToken cancellation)
    {
        const int most = 65_536;
        using MemoryStream burst = new();
        try
        {
            while (await connection.Out.WaitToReadAsync(cancellation))
            {
                burst.SetLength(0);
                long bytes = 0;
                while (burst.Length < most && connection.Out.TryRead(out (FrameKind Kind, byte[] Payload) frame))
                {
                    bytes += frame.Payload.Length;
                    FrameStream.Append(burst, frame.Kind, frame.Payload);
                }

                await frames.Write(burst.GetBuffer().AsMemory(0, (int)burst.Length), cancellation);
                connection.Sent(bytes);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The reading half notices the same and ends the connection.
        }
    }

    /// <summary>What waits may still go out, if the client takes it soon.</summary>
    private static async Task LastWords(Task writing)
    {
        try
        {
            await writing.WaitAsync(TimeSpan.FromSeconds(1));
        }
        catch (TimeoutException)
        {
            // It reads no more.
        }
    }

    private void Ping()
    {
        lock (_gate)
        {
            foreach (FeedConnection connection in _connections)
            {
                connection.Put(FrameKind.Ping, Heartbeat);
            }
        }
    }

    // The handshake of RFC 6455 is defined with SHA-1; nothing is kept secret by it.
#pragma warning disable CA5350
    private static string Accept(string nonce) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(nonce + Magic)));
#pragma warning restore CA5350
}
