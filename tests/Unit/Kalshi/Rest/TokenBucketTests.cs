using CsCheck;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class TokenBucketTests
{
    private readonly VirtualTime time = new();

    // The moment is the first at which capacity + rate x time covers the tokens asked for so far, in
    // milliseconds and rounded up; a third of a second is rounded up to the clock's tick each time.
    [Theory]
    [InlineData(20, 20, new[] { 10, 10, 10, 10 }, new[] { 0, 0, 500, 1000 })]
    [InlineData(10, 10, new[] { 10, 2, 2, 30 }, new[] { 0, 200, 400, 3400 })]
    [InlineData(200, 600, new[] { 600, 10, 10 }, new[] { 0, 50, 100 })]
    [InlineData(10, 10, new[] { 35, 10 }, new[] { 2500, 3500 })]
    [InlineData(3, 1, new[] { 1, 1, 1, 1 }, new[] { 0, 334, 667, 1001 })]
    [InlineData(10, 10, new[] { 0, 10, 0, 1 }, new[] { 0, 0, 0, 100 })]
    public async Task Requests_leave_in_order_as_their_tokens_arrive(int rate, int capacity, int[] costs, int[] expected)
    {
        TokenBucket bucket = new(new TokenRate(rate, capacity), time.Clock);
        List<int> left = [];
        await time.Finish(Task.WhenAll(costs.Select(async cost =>
        {
            await bucket.WaitAsync(cost, default);
            left.Add((int)time.Elapsed.TotalMilliseconds);
        })));
        Assert.Equal(expected, left);
    }

    [Fact]
    public async Task A_wait_says_how_long_it_was()
    {
        TokenBucket bucket = new(new TokenRate(20, 10), time.Clock);
        Assert.Equal(TimeSpan.Zero, await time.Finish(bucket.WaitAsync(10, default)));
        Assert.Equal(TimeSpan.FromMilliseconds(500), await time.Finish(bucket.WaitAsync(10, default)));
    }

    [Fact]
    public async Task An_idle_hour_gathers_no_more_than_the_capacity()
    {
        TokenBucket bucket = new(new TokenRate(10, 20), time.Clock);
        time.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(bucket.WaitAsync(20, default).IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(1), await time.Finish(bucket.WaitAsync(10, default)));
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_tokens()
    {
        TokenBucket bucket = new(new TokenRate(10, 10), time.Clock);
        await bucket.WaitAsync(10, default);
        using CancellationTokenSource stop = new();
        Task abandoned = bucket.WaitAsync(1000, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.Equal(TimeSpan.FromSeconds(1), await time.Finish(bucket.WaitAsync(10, default)));
    }

    [Fact]
    public async Task A_wait_cancelled_before_it_begins_takes_no_tokens()
    {
        TokenBucket bucket = new(new TokenRate(10, 10), time.Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bucket.WaitAsync(10, new CancellationToken(canceled: true)));
        Assert.True(bucket.WaitAsync(10, default).IsCompleted);
    }

    [Fact]
    public async Task An_emptied_bucket_starts_again_from_nothing()
    {
        TokenBucket bucket = new(new TokenRate(10, 20), time.Clock);
        bucket.Empty();
        Assert.Equal(TimeSpan.FromSeconds(1), await time.Finish(bucket.WaitAsync(10, default)));
    }

    [Fact]
    public async Task Emptying_forgives_no_debt()
    {
        TokenBucket bucket = new(new TokenRate(10, 10), time.Clock);
        Task first = bucket.WaitAsync(30, default);
        bucket.Empty();
        Assert.Equal(TimeSpan.FromSeconds(3), await time.Finish(bucket.WaitAsync(10, default)));
        Assert.True(first.IsCompletedSuccessfully);
    }

    // 15 of 20 tokens are taken; at ten times the rate and capacity 15 of 200 still are, so 185 are there.
    [Fact]
    public async Task A_new_rate_keeps_what_was_taken()
    {
        TokenBucket bucket = new(new TokenRate(10, 20), time.Clock);
        await bucket.WaitAsync(15, default);
        bucket.Resize(new TokenRate(100, 200));
        Assert.Equal(new TokenRate(100, 200), bucket.Rate);
        Assert.True(bucket.WaitAsync(185, default).IsCompleted);
        Assert.Equal(TimeSpan.FromMilliseconds(10), await time.Finish(bucket.WaitAsync(1, default)));
    }

    [Fact]
    public async Task Threads_that_ask_at_once_share_one_budget()
    {
        TokenBucket bucket = new(new TokenRate(1_000, 1), time.Clock);
        Task<TimeSpan>[] askers = new Task<TimeSpan>[200];
        Parallel.For(0, askers.Length, i => askers[i] = bucket.WaitAsync(1, default));
        TimeSpan[] waits = await time.Finish(Task.WhenAll(askers));
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => TimeSpan.FromMilliseconds(i)), waits.Order());
    }

    [Fact]
    public void No_stretch_of_time_admits_more_than_capacity_and_refill() =>
        Gen.Select(
            Gen.Int[1, 50], Gen.Int[1, 50], Gen.Select(Gen.Int[0, 30], Gen.Int[0, 2_000]).Array[1, 12])
        .Sample((rate, capacity, asks) =>
        {
            VirtualTime own = new();
            TokenBucket bucket = new(new TokenRate(rate, capacity), own.Clock);
            List<(double At, int Cost)> admitted = [];
            foreach ((int cost, int pause) in asks)
            {
                own.Clock.Advance(TimeSpan.FromMilliseconds(pause));
                own.Finish(bucket.WaitAsync(cost, default)).GetAwaiter().GetResult();
                admitted.Add((own.Elapsed.TotalSeconds, cost));
            }

            for (int i = 0; i < admitted.Count; i++)
            {
                for (int j = i; j < admitted.Count; j++)
                {
                    // The first of the stretch may have paid an old debt, so what it exceeds the capacity by is not
                    // counted. Both moments are rounded up to a millisecond, which may shorten the stretch by one.
                    int sum = admitted[i..(j + 1)].Sum(static a => a.Cost) - Math.Max(0, admitted[i].Cost - capacity);
                    Assert.True(sum <= capacity + (rate * (admitted[j].At - admitted[i].At + 0.001)) + 1e-6);
                }
            }
        }, iter: 200);
}
