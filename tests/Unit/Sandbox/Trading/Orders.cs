using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Orders from the request to what it did to the book, the tape, the position and the cash.</summary>
public sealed class Orders
{
    // The demo's book of this market: YES bids from 0.46 (500.75), NO bids from 0.53, which is YES offered at 0.47.
    private static readonly Ticket Take = new("bid", "0.4700", "10.00") { TimeInForce = "immediate_or_cancel" };
    private static readonly Ticket Wait = new("bid", "0.4000", "10.00");

    [Fact]
    public async Task An_order_takes_real_depth()
    {
        await using Trader trader = await Trader.Start();
        Quantity before = trader.Server.Control.Book(Trader.Market).NoBids[0].Quantity;
        Reply reply = (await trader.Place(Take)).Expect(HttpStatusCode.Created);
        Assert.Equal(("10.00", "0.00", "0.4700"), (reply["fill_count"], reply["remaining_count"], reply["average_fill_price"]));

        BookLevel after = trader.Server.Control.Book(Trader.Market).NoBids[0];
        Assert.Equal(Quantity.FromContracts(10), before - after.Quantity);
        JsonElement[] levels = [.. (await trader.Get($"/markets/{Trader.Market}/orderbook")).Ok().Json
            .GetProperty("orderbook_fp").GetProperty("no_dollars").EnumerateArray()];
        Assert.Equal(after.Quantity.ToString(), levels[^1][1].GetString());
        JsonElement market = (await trader.Get($"/markets/{Trader.Market}")).Ok().Json.GetProperty("market");
        Assert.Equal("0.4700", market.GetProperty("last_price_dollars").GetString());
        Assert.Equal(after.Quantity.ToString(), market.GetProperty("yes_ask_size_fp").GetString());

        JsonElement trade = (await trader.Get($"/markets/trades?ticker={Trader.Market}&limit=1")).List("trades").Single();
        Assert.Equal(("10.00", "yes", "bid"), (
            trade.GetProperty("count_fp").GetString(), trade.GetProperty("taker_outcome_side").GetString(),
            trade.GetProperty("taker_book_side").GetString()));
    }

    [Fact]
    public async Task A_fill_a_position_and_cash_add_up()
    {
        await using Trader trader = await Trader.Start();
        Reply reply = (await trader.Place(Take with { Count = "100" })).Expect(HttpStatusCode.Created);
        JsonElement fill = (await trader.Get("/portfolio/fills")).List("fills").Single();
        Assert.Equal(reply["order_id"], fill.GetProperty("order_id").GetString());
        Assert.True(fill.GetProperty("is_taker").GetBoolean());

        // 0.07 x 100 x 0.47 x 0.53 = 1.7437 dollars of fees, exact to the tenth of a cent's tenth.
        Assert.Equal("1.7437", fill.GetProperty("fee_cost").GetString());
        JsonElement position = (await trader.Get("/portfolio/positions")).List("market_positions").Single();
        Assert.Equal(("100.00", "47.0000", "1.7437"), (
            position.GetProperty("position_fp").GetString(), position.GetProperty("market_exposure_dollars").GetString(),
            position.GetProperty("fees_paid_dollars").GetString()));

        // Four shards of 10,000 dollars, less 47 and the fee.
        JsonElement balance = (await trader.Get("/portfolio/balance")).Ok().Json;
        Assert.Equal("39951.2563", balance.GetProperty("balance_dollars").GetString());
        Assert.Equal(3995125, balance.GetProperty("balance").GetInt64());
        Assert.Equal("9951.2563", balance.GetProperty("balance_breakdown")[0].GetProperty("balance").GetString());
    }

    [Fact]
    public async Task An_ask_sells_yes_which_is_to_buy_no()
    {
        await using Trader trader = await Trader.Start();
        Reply reply = (await trader.Place(new("ask", "0.4600", "5.5") { TimeInForce = "fill_or_kill" })).Expect(HttpStatusCode.Created);
        Assert.Equal(("5.50", "0.4600"), (reply["fill_count"], reply["average_fill_price"]));
        JsonElement position = (await trader.Get("/portfolio/positions")).List("market_positions").Single();

        // 5.5 x (1 - 0.46) = 2.97.
        Assert.Equal(("-5.50", "2.9700"), (
            position.GetProperty("position_fp").GetString(), position.GetProperty("market_exposure_dollars").GetString()));
        JsonElement order = (await trader.Get("/portfolio/orders/" + reply["order_id"])).Ok().Json.GetProperty("order");
        Assert.Equal(("no", "ask", "executed", "0.4600", "0.5400"), (
            order.GetProperty("outcome_side").GetString(), order.GetProperty("book_side").GetString(),
            order.GetProperty("status").GetString(), order.GetProperty("yes_price_dollars").GetString(),
            order.GetProperty("no_price_dollars").GetString()));
    }

    [Fact]
    public async Task An_order_that_waits_is_listed_binds_cash_and_stands_behind_those_before_it()
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait with { Price = "0.4600" });
        JsonElement order = (await trader.Get("/portfolio/orders?status=resting")).List("orders").Single();
        Assert.Equal((id, "10.00"), (order.GetProperty("order_id").GetString(), order.GetProperty("remaining_count_fp").GetString()));
        Assert.Equal("500.75", (await trader.Get($"/portfolio/orders/{id}/queue_position"))["queue_position_fp"]);
        Assert.Equal(460, (await trader.Get("/portfolio/summary/total_resting_order_value")).Json
            .GetProperty("total_resting_order_value").GetInt64());
        string available = (await trader.Get("/portfolio/balance")).Json.GetProperty("balance_breakdown")[0].GetProperty("balance").GetString()!;
        Assert.True(decimal.Parse(available) is < 9_995.4m and > 9_995m, available);
    }

    [Fact]
    public async Task Without_a_match_an_immediate_order_is_created_and_empty()
    {
        await using Trader trader = await Trader.Start();
        Reply reply = (await trader.Place(Wait with { TimeInForce = "immediate_or_cancel" })).Expect(HttpStatusCode.Created);
        Assert.Equal(("0.00", "0.00", null), (reply["fill_count"], reply["remaining_count"], reply["average_fill_price"]));
    }

    [Fact]
    public async Task A_killed_order_uses_up_its_client_id()
    {
        await using Trader trader = await Trader.Start();
        Ticket ticket = Wait.With("client_order_id", "mine") with { TimeInForce = "fill_or_kill" };
        Reply killed = await trader.Place(ticket);
        Assert.Equal((HttpStatusCode.Conflict, "fill_or_kill_insufficient_resting_volume"), (killed.Status, killed.Code));
        Reply again = await trader.Place(ticket with { TimeInForce = "good_till_canceled" });
        Assert.Equal((HttpStatusCode.Conflict, "order_already_exists"), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_post_only_order_that_would_cross_is_taken_and_ends()
    {
        await using Trader trader = await Trader.Start();
        Reply reply = await trader.Place(new Ticket("bid", "0.4700", "1").With("post_only", true));
        Assert.Equal("0.00", reply.Expect(HttpStatusCode.Created)["remaining_count"]);
        JsonElement order = (await trader.Get("/portfolio/orders/" + reply["order_id"])).Ok().Json.GetProperty("order");
        Assert.Equal("canceled", order.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("bid", "0.4650", "1", "good_till_canceled", null, 400, "INVALID_PRICE")]
    [InlineData("bid", "1.2", "1", "good_till_canceled", null, 400, "INVALID_PRICE")]
    [InlineData("bid", "0.40", "0", "good_till_canceled", null, 400, "invalid_order_size")]
    [InlineData("bid", "0.40", "1.005", "good_till_canceled", null, 400, "invalid_order_size")]
    [InlineData("bid", "0.40", "-1", "good_till_canceled", null, 400, "invalid_order_size")]
    [InlineData("bid", "0.40", "90000", "good_till_canceled", null, 400, "insufficient_balance")]
    [InlineData("buy", "0.40", "1", "good_till_canceled", null, 400, "bad_request")]
    [InlineData("bid", "0.40", "1", "good_till_cancelled", null, 400, "bad_request")]
    [InlineData("bid", "0.40", "1", "good_till_canceled", "expiration_time=1", 400, "invalid_order")]
    [InlineData("bid", "0.40", "1", "immediate_or_cancel", "post_only=true", 400, "invalid_order")]
    [InlineData("bid", "0.40", "1", "good_till_canceled", "order_group_id=none", 404, "order_group_not_found")]
    [InlineData("bid", "0.40", "1", "good_till_canceled", "exchange_index=2", 404, "market_not_found")]
    [InlineData("bid", "0.40", "1", "good_till_canceled", "ticker=NOWHERE", 404, "market_not_found")]
    [InlineData("bid", "0.40", "1", "good_till_canceled", "subaccount=7", 404, "subaccount_not_found")]
    public async Task A_refusal_names_its_reason_and_trades_nothing(
        string side, string price, string count, string time, string? more, int status, string code)
    {
        await using Trader trader = await Trader.Start();
        Dictionary<string, object> body = new Ticket(side, price, count) { TimeInForce = time }.Body();
        if (more?.Split('=') is [var name, var text])
        {
            body[name] = long.TryParse(text, out long number) ? number : bool.TryParse(text, out bool flag) ? flag : text;
        }

        Reply reply = await trader.Send("POST", "/portfolio/events/orders", body);
        Assert.Equal(((HttpStatusCode)status, code), (reply.Status, reply.Code));
        Assert.Empty((await trader.Get("/portfolio/orders")).List("orders"));
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused()
    {
        await using Trader trader = await Trader.Start();
        Assert.Equal("bad_request", (await trader.Send("POST", "/portfolio/events/orders", "text")).Code);
        Assert.Equal("bad_request", (await trader.Send("POST", "/portfolio/events/orders", new { ticker = 5 })).Code);
    }

    [Fact]
    public async Task A_market_without_cash_on_its_shard_is_out_of_reach()
    {
        await using Trader rich = await Trader.Start();
        await using Trader poor = rich.Another(new() { Shards = [1] });
        Reply reply = await poor.Place(Take);
        Assert.Equal((HttpStatusCode.NotFound, "insufficient_shard_balance"), (reply.Status, reply.Code));
        Assert.Equal("user_not_found", (await poor.Place(Take.With("exchange_index", -1))).Code);
    }

    [Fact]
    public async Task A_paused_and_a_closed_market_refuse()
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait);
        trader.Server.Control.Pause(Trader.Market);
        Reply paused = await trader.Place(Wait);
        Assert.Equal((HttpStatusCode.Conflict, "trading_is_paused"), (paused.Status, paused.Code));
        trader.Server.Control.Resume(Trader.Market);
        Assert.Equal("canceled", (await trader.Get("/portfolio/orders/" + id)).Json.GetProperty("order").GetProperty("status").GetString());
        string second = await trader.Rest(Wait);
        trader.Server.Control.MoveClose(Trader.Market, Demo.At);
        Assert.Equal("MARKET_INACTIVE", (await trader.Place(Wait)).Code);
        Assert.Equal("order_not_found", (await trader.Send("DELETE", "/portfolio/events/orders/" + second)).Code);
    }

    [Fact]
    public async Task Self_trade_prevention_ends_the_one_or_the_other()
    {
        await using Trader trader = await Trader.Start();
        (string market, string price) = Gap();
        string first = await trader.Rest(new("bid", price, "10") { Market = market });
        Reply taker = await trader.Place(new("ask", price, "1") { Market = market });
        Assert.Equal(("0.00", "0.00"), (taker["fill_count"], taker["remaining_count"]));
        Reply maker = await trader.Place(new("ask", price, "1") { Market = market, SelfTrade = "maker" });
        Assert.Equal("1.00", maker["remaining_count"]);
        Assert.Equal("canceled", (await trader.Get("/portfolio/orders/" + first)).Json.GetProperty("order").GetProperty("status").GetString());
    }

    /// <summary>A market with a gap between bid and ask, and a price in it.</summary>
    private static (string Ticker, string Price) Gap() => Demo.Universe.Markets
        .Where(static market => market is { Status: "active", ExchangeIndex: 0, Grid.Label: "linear_cent" } && market.CloseTime > Demo.At)
        .Select(static market => (market.Ticker, Book: Demo.Universe.Book(market.Ticker)))
        .Where(static item => item.Book is { YesBids.Count: > 0, NoBids.Count: > 0 })
        .Where(static item => item.Book.NoBids[0].Price.Complement().Ticks - item.Book.YesBids[0].Price.Ticks > 100)
        .Select(static item => (item.Ticker, Price.FromTicks(item.Book.YesBids[0].Price.Ticks + 100).ToString()))
        .First();
}
