using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Who may do what how often, and what the account's reads say when.</summary>
public sealed class Accounts
{
    private static readonly Ticket Wait = new("bid", "0.4000", "1.00");

    [Fact]
    public async Task Writes_beyond_the_bucket_get_a_bare_429_and_are_not_done()
    {
        await using Trader trader = await Trader.Start(options => options with { Tier = UsageTier.Basic });
        for (int i = 0; i < 10; i++)
        {
            await trader.Rest(Wait.With("exchange_index", 0));
        }

        Reply reply = await trader.Place(Wait.With("exchange_index", 0));
        Assert.Equal((HttpStatusCode.TooManyRequests, """{"error":"too many requests"}""", false), (reply.Status, reply.Text, reply.HasRetryAfter));
        Assert.Equal(10, (await trader.Get("/portfolio/orders")).List("orders").Length);

        // A tenth of a second refills ten tokens: one order, or five cancels.
        trader.Time.Advance(TimeSpan.FromMilliseconds(100));
        string id = await trader.Rest(Wait.With("exchange_index", 0));
        trader.Time.Advance(TimeSpan.FromMilliseconds(20));
        (await trader.Send("DELETE", "/portfolio/events/orders/" + id)).Ok();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await trader.Send("DELETE", "/portfolio/events/orders/x")).Status);
    }

    [Fact]
    public async Task Each_shard_has_a_bucket_of_its_own_and_a_routed_order_pays_in_all()
    {
        await using Trader trader = await Trader.Start(options => options with { Tier = UsageTier.Basic });
        for (int i = 0; i < 10; i++)
        {
            await trader.Rest(Wait.With("exchange_index", 0));
        }

        Assert.Equal("market_not_found", (await trader.Place(Wait.With("exchange_index", 2))).Code);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await trader.Place(Wait)).Status);
    }

    [Fact]
    public async Task A_batch_pays_for_each_item_or_is_not_admitted_at_all()
    {
        await using Trader trader = await Trader.Start(options => options with { Tier = UsageTier.Basic });
        object[] eleven = [.. Enumerable.Range(0, 11).Select(_ => Wait.Body())];
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await trader.Send("POST", "/portfolio/events/orders/batched", new { orders = eleven })).Status);
        Assert.Empty((await trader.Get("/portfolio/orders")).List("orders"));
        (await trader.Send("POST", "/portfolio/events/orders/batched", new { orders = eleven[..10] })).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("read", "/portfolio/balance", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("write::trade", "/portfolio/balance", HttpStatusCode.Forbidden, HttpStatusCode.Created)]
    [InlineData("read::portfolio_balance", "/portfolio/balance", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("read::portfolio_balance", "/portfolio/orders", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("write", "/portfolio/orders", HttpStatusCode.Forbidden, HttpStatusCode.Created)]
    public async Task A_key_may_do_what_its_scopes_say(string scope, string path, HttpStatusCode read, HttpStatusCode order)
    {
        await using Trader full = await Trader.Start();
        await using Trader bound = full.Another(new AccountTerms { Scopes = [scope] });
        Assert.Equal(read, (await bound.Get(path)).Status);
        Assert.Equal(order, (await bound.Place(Wait)).Status);
    }

    [Fact]
    public async Task A_trading_key_cannot_move_money()
    {
        await using Trader full = await Trader.Start();
        await using Trader bound = full.Another(new AccountTerms { Scopes = [KeyScopes.Read, KeyScopes.Trade] });
        object transfer = new { source = "event_contract", destination = "event_contract", amount = 10_000, source_exchange_shard = 0, destination_exchange_shard = 2 };
        Assert.Equal("forbidden", (await bound.Send("POST", "/portfolio/intra_exchange_instance_transfer", transfer)).Code);
        (await full.Send("POST", "/portfolio/intra_exchange_instance_transfer", transfer)).Ok();
        JsonElement[] shards = [.. (await full.Get("/portfolio/balance")).Json.GetProperty("balance_breakdown").EnumerateArray()];

        // 10,000 hundredths of a cent are one dollar.
        Assert.Equal(("9999.0000", "10001.0000"), (shards[0].GetProperty("balance").GetString(), shards[2].GetProperty("balance").GetString()));
    }

    [Fact]
    public async Task Reads_lag_and_their_timestamp_says_so()
    {
        await using Trader trader = await Trader.Start(options => options with { ReadLag = TimeSpan.FromSeconds(2) });
        string id = await trader.Rest(Wait);
        Assert.Equal("order_not_found", (await trader.Get("/portfolio/orders/" + id)).Code);
        Assert.Equal("40000.0000", (await trader.Get("/portfolio/balance"))["balance_dollars"]);
        DateTimeOffset asOf = DateTimeOffset.Parse((await trader.Get("/exchange/user_data_timestamp"))["as_of_time"]!);
        Assert.Equal(Demo.At.AddSeconds(-2), asOf);
        trader.Time.Advance(TimeSpan.FromSeconds(2));
        (await trader.Get("/portfolio/orders/" + id)).Ok();
        Assert.NotEqual("40000.0000", (await trader.Get("/portfolio/balance"))["balance_dollars"]);
    }

    [Fact]
    public async Task Held_reads_show_nothing_new_until_they_are_let_go()
    {
        await using Trader trader = await Trader.Start();
        trader.Server.Control.HoldReads(TimeSpan.FromSeconds(5));
        trader.Time.Advance(TimeSpan.FromSeconds(1));
        string id = await trader.Rest(Wait);
        trader.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("order_not_found", (await trader.Get("/portfolio/orders/" + id)).Code);
        Assert.Equal(Demo.At, DateTimeOffset.Parse((await trader.Get("/exchange/user_data_timestamp"))["as_of_time"]!));
        trader.Time.Advance(TimeSpan.FromSeconds(2));
        (await trader.Get("/portfolio/orders/" + id)).Ok();
    }

    [Fact]
    public async Task A_market_that_resolves_is_paid_once_its_timer_has_run()
    {
        await using Trader trader = await Trader.Start();
        (await trader.Place(new("bid", "0.4700", "10"))).Expect(HttpStatusCode.Created);
        trader.Server.Control.Determine(Trader.Market, Resolution.Yes);
        JsonElement market = (await trader.Get($"/markets/{Trader.Market}")).Json.GetProperty("market");
        Assert.Equal(("determined", "yes"), (market.GetProperty("status").GetString(), market.GetProperty("result").GetString()));
        Assert.Empty((await trader.Get("/portfolio/settlements")).List("settlements"));
        trader.Time.Advance(TimeSpan.FromHours(2));
        JsonElement paid = (await trader.Get("/portfolio/settlements")).List("settlements").Single();
        Assert.Equal(("yes", "10.00", "4.7000", 1000L, 100L), (
            paid.GetProperty("market_result").GetString(), paid.GetProperty("yes_count_fp").GetString(),
            paid.GetProperty("yes_total_cost_dollars").GetString(), paid.GetProperty("revenue").GetInt64(), paid.GetProperty("value").GetInt64()));
        Assert.Empty((await trader.Get("/portfolio/positions")).List("market_positions"));
        Assert.Equal("finalized", (await trader.Get($"/markets/{Trader.Market}")).Json.GetProperty("market").GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_order_group_cancels_its_orders_at_its_limit_and_blocks_until_it_is_reset()
    {
        await using Trader trader = await Trader.Start();
        const string groups = "/portfolio/order_groups";
        string group = (await trader.Send("POST", groups + "/create", new { contracts_limit = 5 })).Expect(HttpStatusCode.Created)["order_group_id"]!;
        string waiting = await trader.Rest(Wait.With("order_group_id", group));
        Assert.Equal(waiting, (await trader.Get($"{groups}/{group}")).Json.GetProperty("orders")[0].GetString());
        await trader.Rest(new Ticket("bid", "0.4700", "5").With("order_group_id", group));
        Assert.Equal("canceled", (await trader.Get("/portfolio/orders/" + waiting)).Json.GetProperty("order").GetProperty("status").GetString());
        Assert.Equal("order_group_triggered", (await trader.Place(Wait.With("order_group_id", group))).Code);
        (await trader.Send("PUT", $"{groups}/{group}/reset", new { })).Ok();
        (await trader.Send("PUT", $"{groups}/{group}/limit", new { contracts_limit_fp = "7.50" })).Ok();
        await trader.Rest(Wait.With("order_group_id", group));
        Assert.Equal("7.50", (await trader.Get(groups)).List("order_groups").Single().GetProperty("contracts_limit_fp").GetString());
        (await trader.Send("DELETE", $"{groups}/{group}")).Ok();
        Assert.Equal("order_group_not_found", (await trader.Get($"{groups}/{group}")).Code);
    }

    [Fact]
    public async Task Subaccounts_have_cash_orders_and_positions_of_their_own()
    {
        await using Trader trader = await Trader.Start();
        Assert.Equal("1", (await trader.Send("POST", "/portfolio/subaccounts", new { })).Expect(HttpStatusCode.Created)["subaccount_number"]);
        Ticket ticket = new Ticket("bid", "0.4700", "1").With("subaccount", 1);
        Assert.Equal("insufficient_shard_balance", (await trader.Place(ticket)).Code);
        (await trader.Send("POST", "/portfolio/subaccounts/transfer", new
        {
            client_transfer_id = "7b1c0000-0000-4000-8000-000000000001",
            from_subaccount = 0,
            to_subaccount = 1,
            amount_cents = 500,
        })).Ok();
        (await trader.Place(ticket)).Expect(HttpStatusCode.Created);
        Assert.Empty((await trader.Get("/portfolio/positions")).List("market_positions"));
        Assert.Single((await trader.Get("/portfolio/positions?subaccount=1")).List("market_positions"));
        Assert.Equal(1, (await trader.Get("/portfolio/fills")).List("fills").Single().GetProperty("subaccount_number").GetInt32());
    }

    [Fact]
    public async Task A_key_made_over_the_api_trades_within_its_scopes()
    {
        await using Trader trader = await Trader.Start();
        Reply made = (await trader.Send("POST", "/api_keys/generate", new { name = "bot", scopes = new[] { "read" } })).Expect(HttpStatusCode.Created);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", made["private_key"], StringComparison.Ordinal);
        Assert.Equal(2, (await trader.Get("/api_keys")).List("api_keys").Length);
        (await trader.Send("DELETE", "/api_keys/" + made["api_key_id"])).Ok();
        Assert.Single((await trader.Get("/api_keys")).List("api_keys"));
    }

    [Fact]
    public async Task Errors_can_be_flat_as_the_specification_has_them()
    {
        await using Trader trader = await Trader.Start(options => options with { Errors = ErrorShape.Flat });
        Reply reply = await trader.Get("/portfolio/orders/x");
        Assert.Equal("order_not_found", reply["code"]);
        Assert.Null(reply.Code);
    }

    [Fact]
    public async Task In_maintenance_only_the_status_answers_and_a_pause_refuses_orders_but_no_cancels()
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait);
        trader.Server.Control.Status = FloorStatus.Paused;
        Assert.Equal("trading_is_paused", (await trader.Place(Wait)).Code);
        Assert.False((await trader.Get("/exchange/status")).Ok().Json.GetProperty("trading_active").GetBoolean());
        (await trader.Send("DELETE", "/portfolio/events/orders/" + id)).Ok();
        trader.Server.Control.Status = FloorStatus.Down;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "EXCHANGE_UNAVAILABLE"), (await trader.Place(Wait) is var down ? (down.Status, down.Code) : default));
        Reply status = await trader.Get("/exchange/status");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status.Status);
        Assert.False(status.Json.GetProperty("exchange_active").GetBoolean());
    }

    [Fact]
    public void Every_starting_book_rests_in_the_engine_as_it_is_listed()
    {
        TradingFloor floor = new(Demo.Universe, new SandboxOptions { Time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Demo.At) });
        foreach (ListedMarket market in Demo.Universe.Markets)
        {
            MarketView view = floor.Find(market.Ticker)!;
            ListedBook listed = Demo.Universe.Book(market.Ticker);
            Assert.Equal(listed.YesBids, view.Book.YesBids);
            Assert.Equal(listed.NoBids, view.Book.NoBids);
            Assert.Equal(Demo.Universe.Top(market), view.Top);
            Assert.Equal(market.Status, view.Listed.Status);
        }
    }
}
