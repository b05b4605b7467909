using System.Net.WebSockets;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Frames that are lost, doubled, late, out of order or poisoned.</summary>
public sealed class FeedFaults
{
    // The first frame of a book subscription is its snapshot, so the second occasion is the first delta.
    [Fact]
    public async Task A_gap_shows_in_the_numbers()
    {
        await using Trader trader = await Failing("ws-gap@2");
        Assert.Equal([2L, 4, 5], await Numbers(trader, deltas: 3, read: 3));
    }

    [Fact]
    public async Task A_frame_may_come_twice()
    {
        await using Trader trader = await Failing("ws-duplicate@2");
        Assert.Equal([2L, 3, 3, 4], await Numbers(trader, deltas: 2, read: 4));
    }

    [Fact]
    public async Task Frames_may_change_places()
    {
        await using Trader trader = await Failing("ws-reorder@2");
        Assert.Equal([2L, 4, 3, 5], await Numbers(trader, deltas: 3, read: 4));
    }

    [Fact]
    public async Task A_delta_may_come_before_its_snapshot()
    {
        await using Trader trader = await Failing("ws-delta-first@1");
        Assert.Equal([3L, 2, 4], await Numbers(trader, deltas: 2, read: 3));
    }

    [Fact]
    public async Task A_connection_may_be_dropped()
    {
        await using Trader trader = await Failing("ws-drop@2");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Bump(trader);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => feed.Read());
    }

    [Theory]
    [InlineData("ws-half-open@2:60")]
    [InlineData("ws-lag@2:8")]
    public async Task A_connection_may_say_nothing_for_a_while(string plan)
    {
        await using Trader trader = await Failing(plan);
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Bump(trader);
        Bump(trader);
        Task<JsonElement> next = feed.Read();
        trader.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(next.IsCompleted);
        trader.Time.Advance(TimeSpan.FromSeconds(60));
        Bump(trader);

        // What lagged comes in order; what a half-open connection swallowed is gone.
        Assert.Equal(plan.StartsWith("ws-lag", StringComparison.Ordinal) ? 3 : 5, (await next).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Pings_may_stay_away()
    {
        await using Trader trader = await Failing("ws-no-ping@1:60");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Assert.Equal(FaultKind.SocketNoPing, Assert.Single(trader.Server.Faults.Log).Kind);
        FeedConnection connection = new(customer: null!, 1_000, trader.Time, new FrameMeter()) { NoPingUntil = trader.Time.GetUtcNow().AddSeconds(60) };
        connection.Put(FrameKind.Ping, [1]);
        Assert.False(connection.Out.TryRead(out _));
        trader.Time.Advance(TimeSpan.FromSeconds(61));
        connection.Put(FrameKind.Ping, [1]);
        Assert.True(connection.Out.TryRead(out _));
    }

    [Fact]
    public async Task One_fill_may_not_be_told_on_a_healthy_stream()
    {
        await using Trader trader = await Failing("ws-lost-fill@1");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "fill");
        await trader.Rest(new("bid", "0.4700", "1"));
        await trader.Rest(new("bid", "0.4700", "2"));
        Assert.Equal("2.00", (await feed.Read("fill")).GetProperty("msg").GetProperty("count_fp").GetString());
        Assert.Equal(2, (await trader.Get("/portfolio/fills")).List("fills").Length);
    }

    [Fact]
    public async Task The_private_channels_may_fall_silent()
    {
        await using Trader trader = await Failing("ws-silence@1:30");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "user_orders");
        await trader.Rest(new("bid", "0.4000", "1"));
        await trader.Rest(new("bid", "0.4000", "2"));
        trader.Time.Advance(TimeSpan.FromSeconds(31));
        await trader.Rest(new("bid", "0.4000", "3"));
        Assert.Equal("3.00", (await feed.Read("user_order")).GetProperty("msg").GetProperty("initial_count_fp").GetString());
    }

    [Fact]
    public async Task A_frame_may_be_half_a_frame()
    {
        await using Trader trader = await Failing("ws-malformed@2");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Bump(trader);
        await Assert.ThrowsAnyAsync<JsonException>(() => feed.Read());
    }

    [Fact]
    public async Task A_frame_may_be_huge()
    {
        // Half a megabyte, so that the reader of this test can hold it.
        await using Trader trader = await Failing("ws-huge@1:0.5");
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Assert.Equal(500_000 - 25, (await feed.Read("noise")).GetProperty("msg").GetString()!.Length);
    }

    [Theory]
    [InlineData("ws-negative@1", "-1000000.00", "0.0100")]
    [InlineData("ws-crossed@1", "1.00", "0.9900")]
    public async Task A_delta_may_be_impossible(string plan, string delta, string price)
    {
        await using Trader trader = await Failing(plan);
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        await feed.Read("orderbook_snapshot");
        Bump(trader);
        long real = (await feed.Read("orderbook_delta")).GetProperty("seq").GetInt64();
        JsonElement poison = await feed.Read("orderbook_delta");
        Assert.Equal(real + 1, poison.GetProperty("seq").GetInt64());
        Assert.Equal((delta, price), (
            poison.GetProperty("msg").GetProperty("delta_fp").GetString(), poison.GetProperty("msg").GetProperty("price_dollars").GetString()));
    }

    private static async Task<List<long>> Numbers(Trader trader, int deltas, int read)
    {
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        for (int i = 0; i < deltas; i++)
        {
            Bump(trader);
        }

        List<long> numbers = [];
        for (int i = 0; i < read; i++)
        {
            numbers.Add((await feed.Read()).GetProperty("seq").GetInt64());
        }

        return numbers;
    }

    private static void Bump(Trader trader) =>
        trader.Server.Control.Bid(Trader.Market, Side.Yes, Price.FromTicks(100), Quantity.FromContracts(1));

    private static Task<Trader> Failing(string plan) => Trader.Start(options => options with { FaultPlan = FaultPlan.Parse(plan) });
}
