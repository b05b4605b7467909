using System.Net;
using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Requests and answers that are lost, late, doubled or broken; each is seen to strike, and what it did not touch to stand.</summary>
public sealed class NetworkFaults
{
    private static readonly Ticket Wait = new("bid", "0.4000", "10.00");

    [Fact]
    public async Task A_lost_request_was_never_looked_at()
    {
        await using Trader trader = await Failing("lost-request@1,on=orders");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => trader.Place(Wait));
        Assert.Empty((await trader.Get("/portfolio/orders")).List("orders"));
        Assert.Equal(FaultKind.LostRequest, Assert.Single(trader.Server.Faults.Log).Kind);
    }

    [Theory]
    [InlineData("lost-response@1,on=orders")]
    [InlineData("reset@1,on=orders")]
    public async Task A_lost_answer_is_to_an_order_that_stands(string plan)
    {
        await using Trader trader = await Failing(plan);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => trader.Place(Wait.With("client_order_id", "x")));
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
        Assert.Equal("order_already_exists", (await trader.Place(Wait.With("client_order_id", "x"))).Code);
    }

    [Theory]
    [InlineData("delay@1:5,on=orders", 5, HttpStatusCode.Created, 1)]
    [InlineData("delay@1:40,on=orders", 40, HttpStatusCode.Unauthorized, 0)]
    [InlineData("late-response@1:5,on=orders", 5, HttpStatusCode.Created, 1)]
    public async Task A_delay_passes_or_outlives_the_signature(string plan, int seconds, HttpStatusCode status, int orders)
    {
        await using Trader trader = await Failing(plan);
        Task<Reply> placing = trader.Place(Wait);
        while (trader.Server.Faults.Log.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(placing.IsCompleted);
        while (!placing.IsCompleted)
        {
            // The clock may have to be moved once more, where the wait began after it was.
            trader.Time.Advance(TimeSpan.FromSeconds(seconds));
            await Task.WhenAny(placing, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        Assert.Equal(status, (await placing).Status);
        Assert.Equal(orders, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    [Fact]
    public async Task A_burst_of_refusals_does_nothing_and_ends()
    {
        await using Trader trader = await Failing("429@1:3,on=orders");
        for (int i = 0; i < 3; i++)
        {
            Reply refused = await trader.Place(Wait);
            Assert.Equal((HttpStatusCode.TooManyRequests, """{"error":"too many requests"}""", false), (refused.Status, refused.Text, refused.HasRetryAfter));
        }

        await trader.Rest(Wait);
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
    }

    [Fact]
    public async Task A_refusal_may_carry_an_absurd_retry_after()
    {
        await using Trader trader = await Failing("429-retry-after@1:86400,on=orders");
        Reply refused = await trader.Place(Wait);
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.Status, refused.HasRetryAfter));
    }

    [Fact]
    public async Task A_refusal_for_too_many_requests_may_be_of_an_order_that_was_taken()
    {
        await using Trader trader = await Failing("429-after@1,on=orders");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await trader.Place(Wait)).Status);
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
    }

    [Theory]
    [InlineData("5xx@1,on=orders", 0)]
    [InlineData("5xx-after@1,on=orders", 1)]
    public async Task A_server_error_says_nothing_about_the_order(string plan, int orders)
    {
        await using Trader trader = await Failing(plan);
        Assert.InRange((int)(await trader.Place(Wait)).Status, 500, 504);
        Assert.Equal(orders, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    [Theory]
    [InlineData("html@1,on=orders")]
    [InlineData("empty@1,on=orders")]
    [InlineData("truncated@1,on=orders")]
    public async Task An_answer_that_cannot_be_read_is_to_an_order_that_stands(string plan)
    {
        await using Trader trader = await Failing(plan);
        Reply reply = await trader.Place(Wait);
        Assert.ThrowsAny<JsonException>(() => reply.Json);
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
    }

    [Fact]
    public async Task A_doubled_order_is_refused_the_second_time_if_it_has_a_client_id()
    {
        await using Trader trader = await Failing("duplicate@1+2:0");
        await trader.Rest(Wait.With("client_order_id", "x"));
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
        await trader.Rest(Wait);
        Assert.Equal(3, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    [Fact]
    public async Task An_exchange_that_forgets_client_ids_takes_the_order_twice()
    {
        await using Trader trader = await Failing("duplicate-blind@1:0");
        await trader.Rest(Wait.With("client_order_id", "x"));
        JsonElement[] orders = (await trader.Get("/portfolio/orders")).List("orders");
        Assert.Equal(["x", "x"], orders.Select(order => order.GetProperty("client_order_id").GetString()));
    }

    [Fact]
    public async Task The_answer_may_be_that_to_the_second_delivery()
    {
        await using Trader trader = await Failing("duplicate-answer@1");
        Assert.Equal("order_already_exists", (await trader.Place(Wait.With("client_order_id", "x"))).Code);
        Assert.Single((await trader.Get("/portfolio/orders")).List("orders"));
    }

    [Fact]
    public async Task A_success_may_lack_its_order_or_be_about_another()
    {
        await using Trader trader = await Failing("no-order@1,wrong-order@1");
        Assert.Equal("{}", (await trader.Place(Wait)).Expect(HttpStatusCode.Created).Text);
        Reply wrong = (await trader.Place(Wait.With("client_order_id", "mine"))).Expect(HttpStatusCode.Created);
        Assert.Equal("somebody-elses", wrong["client_order_id"]);
        Assert.Equal(2, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    [Fact]
    public async Task A_batch_may_come_back_an_item_short()
    {
        await using Trader trader = await Failing("batch-missing@1");
        Reply reply = await trader.Send("POST", "/portfolio/events/orders/batched", new { orders = new[] { Wait.Body(), Wait.Body() } });
        Assert.Equal(1, reply.Expect(HttpStatusCode.Created).Json.GetProperty("orders").GetArrayLength());
        Assert.Equal(2, (await trader.Get("/portfolio/orders")).List("orders").Length);
    }

    [Fact]
    public async Task A_cursor_may_loop_or_be_garbage()
    {
        await using Trader trader = await Failing("cursor-loop@2,cursor-garbage@2");
        string first = (await trader.Get("/events?limit=3"))["cursor"]!;
        Assert.Equal(first, (await trader.Get("/events?limit=3&cursor=" + Uri.EscapeDataString(first)))["cursor"]);
        Assert.Equal("garbage+/=", (await trader.Get("/events?limit=3"))["cursor"]);
    }

    [Theory]
    [InlineData("book-crossed@1")]
    [InlineData("book-empty@1")]
    [InlineData("book-negative@1")]
    public async Task A_book_may_be_impossible(string plan)
    {
        await using Trader trader = await Failing(plan);
        string path = $"/markets/orderbooks?tickers={Trader.Market}&tickers=KXPRESNOMB-28-BCA";
        JsonElement book = (await trader.Get(path)).Json.GetProperty("orderbooks")[0].GetProperty("orderbook_fp");
        JsonElement[] yes = [.. book.GetProperty("yes_dollars").EnumerateArray()];
        JsonElement[] no = [.. book.GetProperty("no_dollars").EnumerateArray()];
        Assert.True(plan switch
        {
            "book-crossed@1" => decimal.Parse(yes[^1][0].GetString()!) + decimal.Parse(no[^1][0].GetString()!) > 1m,
            "book-empty@1" => yes.Length == 0 && no.Length == 0,
            _ => yes.Any(level => level[1].GetString()!.StartsWith('-')),
        });
        JsonElement next = (await trader.Get($"/markets/{Trader.Market}/orderbook")).Json.GetProperty("orderbook_fp");
        Assert.Equal(3, next.GetProperty("yes_dollars").GetArrayLength());
    }

    [Fact]
    public async Task Orders_only_means_that_reads_are_well()
    {
        await using Trader trader = await Failing("lost-response=1,on=orders");
        (await trader.Get("/markets")).Ok();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => trader.Place(Wait));
    }

    [Theory]
    [InlineData("clock=40")]
    [InlineData("clock=-40")]
    public async Task A_clock_that_is_off_refuses_signatures(string plan)
    {
        await using Trader trader = await Failing(plan);
        Assert.Equal(HttpStatusCode.Unauthorized, (await trader.Get("/portfolio/balance")).Status);
        trader.Server.Faults.Plan = FaultPlan.None;
        (await trader.Get("/portfolio/balance")).Ok();
    }

    private static Task<Trader> Failing(string plan) => Trader.Start(options => options with { FaultPlan = FaultPlan.Parse(plan) });
}
