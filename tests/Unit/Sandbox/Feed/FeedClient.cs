using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Unit.Sandbox;

/// <summary>A client of the sandbox's WebSocket that reads one message after the other.</summary>
internal sealed class FeedClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1_000_000];
    private int _lastId;

    public static async Task<FeedClient> Connect(Trader trader)
    {
        FeedClient client = new();
        foreach ((string name, string value) in trader.Headers("GET", "/trade-api/ws/v2"))
        {
            client._socket.Options.SetRequestHeader(name, value);
        }

        await client._socket.ConnectAsync(trader.Server.WebSocketUrl, CancellationToken.None);
        return client;
    }

    /// <summary>Connects and subscribes to one channel; the acknowledgement is read.</summary>
    public static async Task<FeedClient> Subscribed(Trader trader, string channel, params string[] markets)
    {
        FeedClient client = await Connect(trader);
        await client.Subscribe(channel, markets);
        JsonElement answer = await client.Read();
        return answer.GetProperty("type").GetString() == "subscribed" ? client : throw new Xunit.Sdk.XunitException(answer.ToString());
    }

    public Task<int> Subscribe(string channel, params string[] markets) => markets.Length == 0
        ? Send("subscribe", new { channels = new[] { channel } })
        : Send("subscribe", new { channels = new[] { channel }, market_tickers = markets, use_yes_price = false });

    public async Task<int> Send(string command, object? parameters)
    {
        int id = ++_lastId;
        await SendText(JsonSerializer.Serialize(new { id, cmd = command, @params = parameters }));
        return id;
    }

    public Task SendText(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async Task<JsonElement> Read()
    {
        using CancellationTokenSource patience = new(Patience);
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Close
                    ? throw new WebSocketException("closed")
                    : JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
            }
        }
    }

    public async Task<JsonElement> Read(string type)
    {
        JsonElement message = await Read();
        return message.GetProperty("type").GetString() == type ? message : throw new Xunit.Sdk.XunitException(message.ToString());
    }

    /// <summary>The code of an error message.</summary>
    public async Task<int> ReadError() => (await Read("error")).GetProperty("msg").GetProperty("code").GetInt32();

    public Task Close() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
