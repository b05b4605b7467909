using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Cancels, decreases, amends and batches.</summary>
public sealed class OrderChanges
{
    private const string Path = "/portfolio/events/orders";
    private static readonly Ticket Wait = new("bid", "0.4000", "10.00");

    [Fact]
    public async Task A_cancel_says_what_it_took_off_and_cannot_be_repeated()
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait.With("client_order_id", "c-1"));
        Reply reply = (await trader.Send("DELETE", $"{Path}/{id}?market_ticker={Trader.Market}")).Ok();
        Assert.Equal((id, "c-1", "10.00"), (reply["order_id"], reply["client_order_id"], reply["reduced_by"]));
        Reply again = await trader.Send("DELETE", $"{Path}/{id}");
        Assert.Equal((HttpStatusCode.NotFound, "order_not_found"), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_cancel_looks_on_the_first_shard_unless_it_is_told_where()
    {
        await using Trader trader = await Trader.Start();
        string market = OnShard(2);
        string id = await trader.Rest(new("bid", "0.0100", "1") { Market = market });
        Assert.Equal("order_not_found", (await trader.Send("DELETE", $"{Path}/{id}")).Code);
        Assert.Equal("bad_request", (await trader.Send("DELETE", $"{Path}/{id}?exchange_index=-1")).Code);
        (await trader.Send("DELETE", $"{Path}/{id}?exchange_index=-1&market_ticker={market}")).Ok();
    }

    [Fact]
    public async Task Cancel_all_ends_everything_on_every_shard()
    {
        await using Trader trader = await Trader.Start();
        await trader.Rest(Wait);
        await trader.Rest(new("bid", "0.0100", "1") { Market = OnShard(2) });
        (await trader.Send("DELETE", Path)).Ok();
        Assert.Equal(2, (await trader.Get("/portfolio/orders?status=canceled")).List("orders").Length);
    }

    [Fact]
    public async Task A_stranger_cannot_touch_an_order()
    {
        await using Trader trader = await Trader.Start();
        await using Trader other = trader.Another();
        string id = await trader.Rest(Wait);
        Assert.Equal("order_not_found", (await other.Send("DELETE", $"{Path}/{id}")).Code);
        Assert.Equal("order_not_found", (await other.Get("/portfolio/orders/" + id)).Code);
        Assert.Empty((await other.Get("/portfolio/orders")).List("orders"));
    }

    [Fact]
    public async Task A_decrease_goes_by_or_to_and_keeps_the_place()
    {
        await using Trader trader = await Trader.Start();
        await using Trader other = trader.Another();
        string id = await trader.Rest(Wait);
        await other.Rest(Wait);
        string place = (await trader.Get($"/portfolio/orders/{id}/queue_position"))["queue_position_fp"]!;
        Assert.Equal("7.00", (await trader.Send("POST", $"{Path}/{id}/decrease", new { reduce_by = "3" }))["remaining_count"]);
        Assert.Equal("2.50", (await trader.Send("POST", $"{Path}/{id}/decrease", new { reduce_to = "2.5" }))["remaining_count"]);
        Assert.Equal(place, (await trader.Get($"/portfolio/orders/{id}/queue_position"))["queue_position_fp"]);
        Reply both = await trader.Send("POST", $"{Path}/{id}/decrease", new { reduce_by = "1", reduce_to = "1" });
        Assert.Equal("bad_request", both.Code);
        Assert.Equal("invalid_order_size", (await trader.Send("POST", $"{Path}/{id}/decrease", new { reduce_to = "9" })).Code);
    }

    [Theory]
    [InlineData("NOWHERE", "bid", "c-1", "order_ticker_mismatch")]
    [InlineData(Trader.Market, "ask", "c-1", "order_side_mismatch")]
    [InlineData(Trader.Market, "bid", "c-2", "order_id_and_client_order_id_mismatch")]
    public async Task An_amend_must_name_the_order_it_means(string ticker, string side, string client, string code)
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait.With("client_order_id", "c-1"));
        Reply reply = await trader.Send("POST", $"{Path}/{id}/amend", new
        {
            ticker,
            side,
            price = "0.41",
            count = "5",
            client_order_id = client,
        });
        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task An_amend_may_trade_at_once_and_rename_the_order()
    {
        await using Trader trader = await Trader.Start();
        string id = await trader.Rest(Wait.With("client_order_id", "c-1"));
        Reply reply = (await trader.Send("POST", $"{Path}/{id}/amend", new
        {
            ticker = Trader.Market,
            side = "bid",
            price = "0.4700",
            count = "4",
            client_order_id = "c-1",
            updated_client_order_id = "c-2",
        })).Ok();
        Assert.Equal(("4.00", "0.00", "c-2"), (reply["fill_count"], reply["remaining_count"], reply["client_order_id"]));
        Assert.Equal("order_already_exists", (await trader.Place(Wait.With("client_order_id", "c-2"))).Code);
    }

    [Fact]
    public async Task In_a_batch_each_order_has_its_own_fate()
    {
        await using Trader trader = await Trader.Start();
        Reply reply = await trader.Send("POST", Path + "/batched", new
        {
            orders = new object[]
            {
                Wait.With("client_order_id", "a").Body(),
                (Wait with { Price = "0.4050" }).With("client_order_id", "b").Body(),
                new { ticker = Trader.Market },
                Wait.With("client_order_id", "a").Body(),
            },
        });
        JsonElement[] items = [.. reply.Expect(HttpStatusCode.Created).Json.GetProperty("orders").EnumerateArray()];
        Assert.Equal("10.00", items[0].GetProperty("remaining_count").GetString());
        Assert.Equal("INVALID_PRICE", items[1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("b", items[1].GetProperty("client_order_id").GetString());
        Assert.Equal("bad_request", items[2].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("order_already_exists", items[3].GetProperty("error").GetProperty("code").GetString());

        string id = items[0].GetProperty("order_id").GetString()!;
        Reply cancelled = (await trader.Send("DELETE", Path + "/batched", new
        {
            orders = new object[] { new { order_id = id }, new { order_id = "nothing" } },
        })).Ok();
        JsonElement[] ends = [.. cancelled.Json.GetProperty("orders").EnumerateArray()];
        Assert.Equal("10.00", ends[0].GetProperty("reduced_by").GetString());
        Assert.Equal(("0.00", "order_not_found"), (
            ends[1].GetProperty("reduced_by").GetString(), ends[1].GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("POST", "/portfolio/orders")]
    [InlineData("POST", "/portfolio/orders/batched")]
    [InlineData("DELETE", "/portfolio/orders/x")]
    [InlineData("DELETE", "/portfolio/orders/batched")]
    [InlineData("POST", "/portfolio/orders/x/amend")]
    [InlineData("POST", "/portfolio/orders/x/decrease")]
    public async Task The_endpoints_of_the_first_version_name_their_successors(string method, string path)
    {
        await using Trader trader = await Trader.Start();
        Reply reply = await trader.Send(method, path, new { });
        Assert.Equal("deprecated_v1_order_endpoint", reply.Code);
        Assert.Contains("V2", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_come_in_pages_that_new_orders_do_not_shift()
    {
        await using Trader trader = await Trader.Start();
        List<string> ids = [];
        for (int i = 0; i < 5; i++)
        {
            ids.Add(await trader.Rest(Wait));
        }

        Reply first = await trader.Get("/portfolio/orders?limit=3");
        await trader.Rest(Wait);
        Reply second = await trader.Get("/portfolio/orders?limit=3&cursor=" + Uri.EscapeDataString(first["cursor"]!));
        IEnumerable<string> seen = first.List("orders").Concat(second.List("orders")).Select(order => order.GetProperty("order_id").GetString()!);
        Assert.Equal(ids.AsEnumerable().Reverse(), seen);
        Assert.Equal("", second["cursor"]);
    }

    private static string OnShard(int shard) => Demo.Universe.Markets.First(market =>
        market.ExchangeIndex == shard && market.Status == "active" && market.CloseTime > Demo.At
        && Demo.Universe.Book(market.Ticker) is { YesBids: [var best, ..] } && best.Price > Price.FromTicks(100)).Ticker;
}
