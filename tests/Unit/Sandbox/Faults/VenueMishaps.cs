using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>What goes wrong at the exchange itself around an order.</summary>
public sealed class VenueMishaps
{
    private static readonly Ticket Wait = new("bid", "0.4000", "10.00");

    [Fact]
    public async Task Reads_may_go_stale_after_an_order()
    {
        await using Trader trader = await Failing("stale@1:5");
        trader.Time.Advance(TimeSpan.FromSeconds(1));
        await trader.Rest(Wait);
        trader.Time.Advance(TimeSpan.FromSeconds(1));
        string second = await trader.Rest(Wait);
        Assert.Equal("order_not_found", (await trader.Get("/portfolio/orders/" + second)).Code);
        trader.Time.Advance(TimeSpan.FromSeconds(5));
        (await trader.Get("/portfolio/orders/" + second)).Ok();
    }

    [Fact]
    public async Task The_timestamp_of_reads_may_go_back()
    {
        await using Trader trader = await Failing("as-of-back@2:10");
        string first = (await trader.Get("/exchange/user_data_timestamp"))["as_of_time"]!;
        string second = (await trader.Get("/exchange/user_data_timestamp"))["as_of_time"]!;
        Assert.Equal(TimeSpan.FromSeconds(10), DateTimeOffset.Parse(first) - DateTimeOffset.Parse(second));
    }

    [Fact]
    public async Task A_market_may_pause_under_an_order_and_resume_with_empty_books()
    {
        await using Trader trader = await Failing("pause@1:5");
        await trader.Rest(Wait);
        Assert.Equal("trading_is_paused", (await trader.Place(Wait)).Code);
        trader.Time.Advance(TimeSpan.FromSeconds(6));
        await trader.Rest(Wait);
        Assert.Single(trader.Server.Control.Book(Trader.Market).YesBids);
    }

    [Fact]
    public async Task A_market_may_close_early()
    {
        await using Trader trader = await Failing("close-early@1");
        await trader.Rest(Wait);
        Assert.Equal("MARKET_INACTIVE", (await trader.Place(Wait)).Code);
    }

    [Fact]
    public async Task The_exchange_may_go_down_and_come_back()
    {
        await using Trader trader = await Failing("maintenance@1:20");
        await trader.Rest(Wait);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await trader.Get("/portfolio/balance")).Status);
        trader.Time.Advance(TimeSpan.FromSeconds(21));
        (await trader.Get("/portfolio/balance")).Ok();
    }

    [Fact]
    public async Task A_shard_may_go_down_while_the_others_trade()
    {
        await using Trader trader = await Failing("shard-down@1:20");
        await trader.Rest(Wait);
        Assert.Equal("trading_is_paused", (await trader.Place(Wait)).Code);
        bool[] shards = [.. (await trader.Get("/exchange/status")).Json.GetProperty("exchange_index_statuses").EnumerateArray()
            .Select(shard => shard.GetProperty("trading_active").GetBoolean())];
        Assert.Equal([false, true, true, true], shards);
        trader.Time.Advance(TimeSpan.FromSeconds(21));
        await trader.Rest(Wait);
    }

    [Fact]
    public async Task A_fee_may_differ_from_what_is_listed()
    {
        await using Trader trader = await Failing("fee@1:2");
        (await trader.Place(new("bid", "0.4700", "100"))).Expect(HttpStatusCode.Created);

        // Twice 0.07 x 100 x 0.47 x 0.53.
        Assert.Equal("3.4874", (await trader.Get("/portfolio/fills")).List("fills").Single().GetProperty("fee_cost").GetString());
    }

    [Fact]
    public async Task A_book_may_vanish_behind_an_order()
    {
        await using Trader trader = await Failing("vanish@1");
        (await trader.Place(new("bid", "0.4700", "1"))).Expect(HttpStatusCode.Created);
        ListedBook book = trader.Server.Control.Book(Trader.Market);
        Assert.Empty(book.YesBids);
        Assert.Empty(book.NoBids);
    }

    [Fact]
    public async Task Prices_may_move_between_the_legs()
    {
        await using Trader trader = await Failing("move@1:3");
        const string other = "KXPRESNOMB-28-BCA";
        Price before = trader.Server.Control.Book(other).YesBids[0].Price;
        await trader.Rest(Wait);
        Assert.Equal(300, Math.Abs(trader.Server.Control.Book(other).YesBids[0].Price.Ticks - before.Ticks));
    }

    [Fact]
    public async Task A_stranger_may_trade_in_the_account()
    {
        await using Trader trader = await Failing("stranger@1");
        await trader.Rest(Wait);
        JsonElement fill = (await trader.Get("/portfolio/fills")).List("fills").Single();
        Assert.Equal(("no", "1.00"), (fill.GetProperty("outcome_side").GetString(), fill.GetProperty("count_fp").GetString()));
        Assert.Equal(2, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    private static Task<Trader> Failing(string plan) => Trader.Start(options => options with { FaultPlan = FaultPlan.Parse(plan) });
}
