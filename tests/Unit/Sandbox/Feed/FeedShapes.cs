using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// Frames against the venue's AsyncAPI file, where that is at hand. Where it is older than the API of today the newer form wins:
/// prices and counts are strings with fixed decimals only, and times are milliseconds.
/// </summary>
public sealed class FeedShapes
{
    [Fact]
    public async Task Frames_are_as_specified()
    {
        Specification specification = Specification.Read("kalshi-asyncapi-2026-03.yaml");
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Connect(trader);
        string[] channels = ["ticker", "trade", "fill", "user_orders", "market_positions", "market_lifecycle_v2", "order_group_updates"];
        await feed.Send("subscribe", new { channels = channels.Append("orderbook_delta"), market_tickers = new[] { Trader.Market } });
        await feed.Send("subscribe", new { channels = new[] { "dance" } });
        await feed.Send("list_subscriptions", null);
        await feed.Send("unsubscribe", new { sids = new[] { 7 } });
        (await trader.Place(new Ticket("bid", "0.4700", "10").With("client_order_id", "c"))).Expect(HttpStatusCode.Created);
        trader.Server.Control.Pause(Trader.Market);
        trader.Server.Control.Resume(Trader.Market);
        trader.Server.Control.MoveClose(Trader.Market, Demo.At);
        trader.Server.Control.Determine(Trader.Market, Resolution.Yes);
        trader.Time.Advance(TimeSpan.FromHours(2));
        Dictionary<string, string> schemas = new(StringComparer.Ordinal)
        {
            ["subscribed"] = "subscribedResponsePayload",
            ["unsubscribed"] = "unsubscribedResponsePayload",
            ["error"] = "errorResponsePayload",
            ["ok"] = "listSubscriptionsResponsePayload",
            ["orderbook_snapshot"] = "orderbookSnapshotPayload",
            ["orderbook_delta"] = "orderbookDeltaPayload",
            ["ticker"] = "tickerPayload",
            ["trade"] = "tradePayload",
            ["fill"] = "fillPayload",
            ["user_order"] = "userOrderPayload",
            ["market_position"] = "marketPositionPayload",
            ["market_lifecycle_v2"] = "marketLifecycleV2Payload",
        };
        HashSet<string> missing = [.. schemas.Keys];
        List<string> problems = [];
        while (missing.Count > 0)
        {
            JsonElement message = await feed.Read();
            string type = message.GetProperty("type").GetString()!;
            missing.Remove(type);
            problems.AddRange(specification.Problems(message, schemas[type]));
        }

        Assert.Empty(problems.Distinct(StringComparer.Ordinal));
    }
}
