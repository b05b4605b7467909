using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>What each channel tells, and to whom.</summary>
public sealed class FeedChannels
{
    [Fact]
    public async Task A_ticker_comes_whenever_the_touch_changes_and_has_no_number()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "ticker");
        (await trader.Place(new("bid", "0.4700", "10"))).Expect(HttpStatusCode.Created);
        JsonElement ticker = await feed.Read("ticker");
        Assert.False(ticker.TryGetProperty("seq", out _));
        JsonElement msg = ticker.GetProperty("msg");
        Assert.Equal((Trader.Market, "0.4600", "0.4700", "0.4700", "10.00"), (
            msg.GetProperty("market_ticker").GetString(), msg.GetProperty("yes_bid_dollars").GetString(),
            msg.GetProperty("yes_ask_dollars").GetString(), msg.GetProperty("price_dollars").GetString(),
            msg.GetProperty("last_trade_size_fp").GetString()));

        // Behind the touch nothing of a ticker changes.
        await trader.Rest(new("bid", "0.0100", "1"));
        trader.Server.Control.Bid(Trader.Market, Side.No, Price.FromTicks(5_300), Quantity.FromContracts(7));
        JsonElement next = (await feed.Read("ticker")).GetProperty("msg");
        Assert.Equal(msg.GetProperty("yes_bid_dollars").GetString(), next.GetProperty("yes_bid_dollars").GetString());
        Assert.NotEqual(msg.GetProperty("yes_ask_size_fp").GetString(), next.GetProperty("yes_ask_size_fp").GetString());
    }

    [Fact]
    public async Task An_initial_ticker_comes_when_it_is_asked_for()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Connect(trader);
        await feed.Send("subscribe", new { channels = new[] { "ticker" }, market_ticker = Trader.Market, send_initial_snapshot = true });
        await feed.Read("subscribed");
        Assert.Equal("0.4700", (await feed.Read("ticker")).GetProperty("msg").GetProperty("yes_ask_dollars").GetString());
    }

    [Fact]
    public async Task A_trade_is_told_to_everybody_and_a_fill_to_its_owner_only()
    {
        await using Trader trader = await Trader.Start();
        await using Trader other = trader.Another();
        await using FeedClient trades = await FeedClient.Subscribed(other, "trade");
        await using FeedClient strange = await FeedClient.Subscribed(other, "fill");
        await using FeedClient own = await FeedClient.Subscribed(trader, "fill");
        Reply order = await trader.Place(new Ticket("ask", "0.4600", "2.5").With("client_order_id", "x-1"));
        JsonElement trade = (await trades.Read("trade")).GetProperty("msg");
        Assert.Equal(("2.50", "no", "0.4600", "0.5400"), (
            trade.GetProperty("count_fp").GetString(), trade.GetProperty("taker_outcome_side").GetString(),
            trade.GetProperty("yes_price_dollars").GetString(), trade.GetProperty("no_price_dollars").GetString()));
        JsonElement fill = await own.Read("fill");
        Assert.False(fill.TryGetProperty("seq", out _));
        JsonElement msg = fill.GetProperty("msg");
        Assert.Equal((order["order_id"], "x-1", "-2.50", trade.GetProperty("trade_id").GetString()), (
            msg.GetProperty("order_id").GetString(), msg.GetProperty("client_order_id").GetString(),
            msg.GetProperty("post_position_fp").GetString(), msg.GetProperty("trade_id").GetString()));

        // The stranger's next message is the answer to its own command.
        await strange.Send("list_subscriptions", null);
        await strange.Read("ok");
    }

    [Fact]
    public async Task An_order_tells_how_it_rests_fills_and_ends()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "user_orders");
        await using FeedClient positions = await FeedClient.Subscribed(trader, "market_positions");
        string id = await trader.Rest(new("bid", "0.4700", "1000000") { TimeInForce = "immediate_or_cancel", Count = "100" });
        JsonElement done = (await feed.Read("user_order")).GetProperty("msg");
        Assert.Equal((id, "executed", "100.00", "Trade"), (
            done.GetProperty("order_id").GetString(), done.GetProperty("status").GetString(),
            done.GetProperty("fill_count_fp").GetString(), done.GetProperty("last_update_reason").GetString()));
        Assert.Equal("100.00", (await positions.Read("market_position")).GetProperty("msg").GetProperty("position_fp").GetString());

        id = await trader.Rest(new("bid", "0.4000", "5"));
        JsonElement resting = (await feed.Read("user_order")).GetProperty("msg");
        Assert.Equal((id, "resting", "5.00"), (
            resting.GetProperty("order_id").GetString(), resting.GetProperty("status").GetString(), resting.GetProperty("remaining_count_fp").GetString()));
        (await trader.Send("POST", $"/portfolio/events/orders/{id}/decrease", new { reduce_by = "1" })).Ok();
        Assert.Equal("Decrease", (await feed.Read("user_order")).GetProperty("msg").GetProperty("last_update_reason").GetString());
        (await trader.Send("DELETE", $"/portfolio/events/orders/{id}")).Ok();
        JsonElement ended = (await feed.Read("user_order")).GetProperty("msg");
        Assert.Equal(("canceled", false), (ended.GetProperty("status").GetString(), ended.TryGetProperty("last_update_reason", out _)));
    }

    [Fact]
    public async Task An_order_that_expires_says_so()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "user_orders");
        await trader.Rest(new Ticket("bid", "0.4000", "5").With("expiration_time", Demo.At.AddSeconds(5).ToUnixTimeSeconds()));
        await feed.Read("user_order");
        trader.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("ExpiryCancel", (await feed.Read("user_order")).GetProperty("msg").GetProperty("last_update_reason").GetString());
    }

    [Fact]
    public async Task The_life_of_a_market_is_told_in_the_venues_words()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "market_lifecycle_v2");
        trader.Server.Control.Pause(Trader.Market);
        trader.Server.Control.Resume(Trader.Market);
        trader.Server.Control.MoveClose(Trader.Market, Demo.At);
        trader.Server.Control.Determine(Trader.Market, Resolution.Scalar(Price.FromTicks(2_500)));
        trader.Server.Control.Dispute(Trader.Market);
        trader.Server.Control.AmendResult(Trader.Market, Resolution.No);
        trader.Time.Advance(TimeSpan.FromHours(2));
        List<JsonElement> told = [];
        for (int i = 0; i < 6; i++)
        {
            told.Add(await feed.Read("market_lifecycle_v2"));
        }

        Assert.Equal(
            ["deactivated", "activated", "close_date_updated", "determined", "determined", "settled"],
            told.Select(message => message.GetProperty("msg").GetProperty("event_type").GetString()));
        Assert.Equal(("scalar", "0.2500"), (
            told[3].GetProperty("msg").GetProperty("result").GetString(), told[3].GetProperty("msg").GetProperty("settlement_value").GetString()));
        long[] numbers = [.. told.Select(message => message.GetProperty("seq").GetInt64())];
        Assert.Equal(Enumerable.Range(0, 6).Select(step => numbers[0] + step), numbers);
    }

    [Fact]
    public async Task A_group_tells_what_became_of_it()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "order_group_updates");
        string group = (await trader.Send("POST", "/portfolio/order_groups/create", new { contracts_limit = 5 }))["order_group_id"]!;
        foreach (string what in new[] { "trigger", "reset" })
        {
            (await trader.Send("PUT", $"/portfolio/order_groups/{group}/{what}", new { })).Ok();
        }

        (await trader.Send("PUT", $"/portfolio/order_groups/{group}/limit", new { contracts_limit = 9 })).Ok();
        List<string?> told = [];
        for (int i = 0; i < 4; i++)
        {
            JsonElement msg = (await feed.Read("order_group_updates")).GetProperty("msg");
            Assert.Equal(group, msg.GetProperty("order_group_id").GetString());
            told.Add(msg.GetProperty("event_type").GetString());
        }

        Assert.Equal(["created", "triggered", "reset", "limit_updated"], told);
    }

    [Fact]
    public async Task Any_message_can_be_announced()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "market_lifecycle_v2");
        trader.Server.Control.Announce("market_lifecycle_v2", "event_fee_update", JsonDocument.Parse(
            """{"event_ticker":"KXPRESNOMB-28","fee_type_override":"quadratic","fee_multiplier_override":2}""").RootElement);
        Assert.Equal(2, (await feed.Read("event_fee_update")).GetProperty("msg").GetProperty("fee_multiplier_override").GetInt32());
    }
}
