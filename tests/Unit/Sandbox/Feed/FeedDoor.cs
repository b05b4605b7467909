using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>The handshake, bad commands, pings, and clients that read too slowly.</summary>
public sealed class FeedDoor
{
    [Fact]
    public async Task A_handshake_without_a_right_signature_is_refused()
    {
        await using Trader trader = await Trader.Start();
        using ClientWebSocket socket = new();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(trader.Server.WebSocketUrl, CancellationToken.None));
        Assert.Equal(0, trader.Server.Connections);
        using HttpClient http = new();
        using HttpResponseMessage plain = await http.GetAsync(new UriBuilder(trader.Server.WebSocketUrl) { Scheme = "http" }.Uri);
        Assert.Equal(HttpStatusCode.Unauthorized, plain.StatusCode);
    }

    [Theory]
    [InlineData("not json", 1)]
    [InlineData("[]", 1)]
    [InlineData("""{"cmd":"subscribe"}""", 1)]
    [InlineData("""{"id":1,"cmd":"subscribe"}""", 2)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{}}""", 3)]
    [InlineData("""{"id":1,"cmd":"unsubscribe","params":{}}""", 4)]
    [InlineData("""{"id":1,"cmd":"dance","params":{}}""", 5)]
    [InlineData("""{"id":1,"cmd":"unsubscribe","params":{"sids":[77]}}""", 7)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":["ticker_v2"]}}""", 8)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":"ticker"}}""", 11)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":["ticker"],"market_ticker":"NOWHERE"}}""", 11)]
    [InlineData("""{"id":1,"cmd":"update_subscription","params":{"sids":[1,2]}}""", 12)]
    [InlineData("""{"id":1,"cmd":"update_subscription","params":{"sid":1,"action":"turn","market_ticker":"KXPRESNOMB-28-ABR"}}""", 13)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"]}}""", 14)]
    [InlineData("""{"id":1,"cmd":"update_subscription","params":{"sid":1}}""", 15)]
    public async Task A_bad_command_is_answered_with_its_number_and_breaks_nothing(string command, int code)
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "ticker", Trader.Market);
        await feed.SendText(command);
        Assert.Equal(code, await feed.ReadError());
        await feed.Send("list_subscriptions", null);
        JsonElement list = (await feed.Read("ok")).GetProperty("msg");
        Assert.Equal("ticker", Assert.Single(list.EnumerateArray()).GetProperty("channel").GetString());
    }

    [Fact]
    public async Task Too_many_markets_on_one_subscription_are_refused()
    {
        await using Trader trader = await Trader.Start(options => options with { MostMarketsPerSubscription = 1 });
        await using FeedClient feed = await FeedClient.Connect(trader);
        await feed.Subscribe("orderbook_delta", Trader.Market, "KXPRESNOMB-28-BCA");
        Assert.Equal(26, await feed.ReadError());
    }

    [Fact]
    public async Task Every_ten_seconds_a_ping_with_a_heartbeat_comes()
    {
        await using Trader trader = await Trader.Start();
        using TcpClient raw = new();
        await raw.ConnectAsync(IPAddress.Loopback, trader.Server.WebSocketUrl.Port, TestContext.Current.CancellationToken);
        StringBuilder request = new("GET /trade-api/ws/v2 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        foreach ((string name, string value) in trader.Headers("GET", "/trade-api/ws/v2"))
        {
            request.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await raw.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request + "\r\n"), TestContext.Current.CancellationToken);
        StringBuilder seen = new();
        byte[] buffer = new byte[4_096];
        bool isAdvanced = false;
        while (!seen.ToString().Contains("\u0089\u0009heartbeat", StringComparison.Ordinal))
        {
            int read = await raw.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(read > 0, "the exchange hung up");
            seen.Append(Encoding.Latin1.GetString(buffer, 0, read));

            // The accept value is the example of RFC 6455 itself.
            if (!isAdvanced && seen.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", seen.ToString(), StringComparison.Ordinal);
                while (trader.Server.Connections == 0)
                {
                    await Task.Yield();
                }

                trader.Time.Advance(TimeSpan.FromSeconds(10));
                isAdvanced = true;
            }
        }
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_loses_its_subscriptions_for_good()
    {
        await using Trader trader = await Trader.Start(options => options with { FeedBufferBytes = 40_000 });
        await using FeedClient feed = await FeedClient.Connect(trader);
        for (int i = 0; i < 40; i++)
        {
            await feed.Subscribe("orderbook_delta", Trader.Market);
            await feed.Read("subscribed");
            await feed.Read("orderbook_snapshot");
        }

        // It reads nothing while this goes on, so that first the system's buffers fill and then the exchange's.
        for (int i = 0; i < 4_000; i++)
        {
            trader.Server.Control.Bid(Trader.Market, Side.Yes, Price.FromTicks(100), Quantity.FromContracts(1));
        }

        HashSet<int> ended = [];
        while (ended.Count < 40)
        {
            JsonElement message = await feed.Read();
            if (message.GetProperty("type").GetString() == "error")
            {
                Assert.Equal(25, message.GetProperty("msg").GetProperty("code").GetInt32());
                ended.Add(message.GetProperty("sid").GetInt32());
            }
        }

        await feed.Send("list_subscriptions", null);
        Assert.Equal(0, (await feed.Read("ok")).GetProperty("msg").GetArrayLength());
        await feed.Subscribe("orderbook_delta", Trader.Market);
        await feed.Read("subscribed");
        await feed.Read("orderbook_snapshot");
    }

    [Fact]
    public async Task A_channel_that_fails_ends_its_subscriptions()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "trade");
        trader.Server.Control.FailChannel("trade");
        Assert.Equal(10, await feed.ReadError());
    }

    [Fact]
    public async Task A_client_that_leaves_is_forgotten()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "ticker");
        Assert.Equal(1, trader.Server.Connections);
        await feed.Close();
        while (trader.Server.Connections > 0)
        {
            await Task.Yield();
        }
    }
}
