using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Writes keep to the venue's bucket, and a burst of orders never stands between us and a cancel.</summary>
public sealed class WritePacing
{
    private const string Taken = """{"order_id":"o","fill_count":"0.00","remaining_count":"0.00","ts_ms":1}""";

    [Fact]
    public async Task A_cancel_passes_a_queue_of_orders()
    {
        using Desk desk = Desk.Says(200, Taken);
        List<Task> orders = [.. Enumerable.Range(0, 30).Select(i => desk.Client.Orders.Create(SomeOrder.Sealed($"m{i}"), default))];
        Assert.Equal(8, desk.Venue.Asked.Count);
        await desk.Client.Orders.Cancel(SomeOrder.Place(), default);
        await desk.Client.Orders.CancelAll(default);
        Assert.Equal(10, desk.Venue.Asked.Count);
        Assert.Equal(0, (int)desk.Time.Elapsed.TotalMilliseconds);
        await desk.Time.Finish(Task.WhenAll(orders));

        // Twenty-two more orders of ten tokens at eighty tokens a second.
        Assert.Equal(2_750, (int)desk.Time.Elapsed.TotalMilliseconds);
    }

    [Fact]
    public async Task Cancels_take_the_part_of_the_orders_where_it_is_free()
    {
        using Desk desk = Desk.Says(200, "");
        for (int i = 0; i < 10; i++)
        {
            await desk.Client.Orders.CancelAll(default);
        }

        Assert.Equal(0, (int)desk.Time.Elapsed.TotalMilliseconds);
        Task eleventh = desk.Client.Orders.CancelAll(default);
        Assert.False(eleventh.IsCompleted);
        await desk.Time.Finish(eleventh);
        Assert.Equal(500, (int)desk.Time.Elapsed.TotalMilliseconds);
    }

    [Fact]
    public async Task After_a_429_orders_wait_until_the_bucket_has_filled_and_cancels_do_not()
    {
        using Desk desk = new(FakeVenue.Says(429, ""), FakeVenue.Says(200, Taken));
        await desk.Client.Orders.Create(SomeOrder.Sealed(), default);
        await desk.Client.Orders.CancelAll(default);
        Assert.Equal(0, (int)desk.Time.Elapsed.TotalMilliseconds);
        await desk.Create();
        Assert.Equal(125, (int)desk.Time.Elapsed.TotalMilliseconds);
        Assert.Equal(1, desk.Client.WriteCounters.Refused);
    }

    [Fact]
    public async Task A_batch_is_billed_for_each_of_its_items()
    {
        using Desk desk = Desk.Says(200, Taken);
        await desk.Client.Orders.CreateBatch([.. Enumerable.Range(0, 8).Select(static i => SomeOrder.Sealed($"m{i}"))], default);
        Task next = desk.Client.Orders.Create(SomeOrder.Sealed(), default);
        Assert.False(next.IsCompleted);
        await desk.Time.Finish(next);
        Assert.Equal(125, (int)desk.Time.Elapsed.TotalMilliseconds);
    }

    [Fact]
    public async Task Once_the_venue_has_said_its_own_limits_they_hold()
    {
        using KeyFile key = new();
        VirtualTime time = new();
        FakeVenue venue = new(time, FakeVenue.Says(200, Taken));
        venue.Fixed["/account/limits"] = static () => FakeVenue.Message(
            200, """{"usage_tier":"x","read":{"refill_rate":1000,"bucket_capacity":1000},"write":{"refill_rate":1000,"bucket_capacity":1000}}""");
        venue.Fixed["/account/endpoint_costs"] = static () => FakeVenue.Message(
            200, """{"default_cost":10,"endpoint_costs":[{"method":"DELETE","path":"/portfolio/events/orders/{order_id}","cost":2}]}""");
        venue.Fixed["/exchange/user_data_timestamp"] = static () => FakeVenue.Message(200, """{"as_of_time":"2026-11-23T20:00:00Z"}""");
        using KalshiRestClient client = new(key.Sign(SomeOrder.Venue), time.Clock, new Draws(0), venue);
        await time.Finish(client.Portfolio.GetAsOf(default));
        Task[] orders = [.. Enumerable.Range(0, 80).Select(i => client.Orders.Create(SomeOrder.Sealed($"m{i}"), default))];

        // Nine tenths of a thousand, a fifth of it kept back for cancels: seventy-two orders of ten.
        Assert.Equal(72, venue.Asked.Count(static asked => asked.Method == "POST"));
        Task[] cancels = [.. Enumerable.Range(0, 100).Select(i => client.Orders.Cancel(SomeOrder.Place($"o{i}"), default))];
        Assert.Equal(90, venue.Asked.Count(static asked => asked.Method == "DELETE"));
        await time.Finish(Task.WhenAll([.. orders, .. cancels]));
    }
}
