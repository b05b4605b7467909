using System.Net.WebSockets;

namespace Dutchbook.Kalshi;

/// <summary>Opens sockets to the venue. The handshake is always signed, for public channels too.</summary>
internal sealed class FeedSockets : IDisposable
{
    /// <summary>The hosts that answer sockets under another name than requests.</summary>
    private static readonly Dictionary<string, string> hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["external-api.kalshi.com"] = "external-api-ws.kalshi.com",
        ["external-api.demo.kalshi.co"] = "external-api-ws.demo.kalshi.co",
    };

    private readonly Uri _address;
    private readonly RequestSigner _signer;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <exception cref="KalshiException">There is no key, or it cannot be used.</exception>
    public FeedSockets(KalshiOptions options, FeedOptions feed, TimeProvider time)
    {
        (_address, _timeout, _time) = (AddressOf(options), feed.AnswerTimeout, time);
        _signer = RequestSigner.Open(options, time)
            ?? throw new KalshiException(
                KalshiErrorKind.Key,
                "The venue's stream needs a key, for public data too: set kalshi.key_id and kalshi.private_key_path.");
    }

    public static Uri AddressOf(KalshiOptions options)
    {
        Uri rest = options.BaseUrl;
        return new UriBuilder(rest)
        {
            Scheme = rest.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeWs : Uri.UriSchemeWss,
            Host = hosts.GetValueOrDefault(rest.Host, rest.Host),
            Path = rest.AbsolutePath.TrimEnd('/').EndsWith("/v2", StringComparison.Ordinal)
                ? rest.AbsolutePath.TrimEnd('/')[..^"/v2".Length] + "/ws/v2"
                : "/trade-api/ws/v2",
            Query = "",
        }.Uri;
    }

    /// <exception cref="WebSocketException">It cannot be reached, or refuses.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or was not wanted any more.</exception>
    public async Task<WebSocket> ConnectAsync(CancellationToken stop)
    {
        ClientWebSocket socket = new();
        try
        {
            foreach ((string name, string value) in _signer.Headers("GET", _address.AbsolutePath))
            {
                socket.Options.SetRequestHeader(name, value);
            }

            // The venue pings every ten seconds; the answer goes out while we receive.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            using CancellationTokenSource late = new(_timeout, _time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            await socket.ConnectAsync(_address, either.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _signer.Dispose();
}
