using System.Net.Http.Headers;
using CsCheck;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class RetryPolicyTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 2_000)]
    [InlineData(4, 8_000)]
    [InlineData(6, 32_000)]
    [InlineData(7, 60_000)]
    [InlineData(100_000, 60_000)]
    public void The_limit_of_the_wait_doubles_up_to_the_longest(int failed, int limit)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(limit), RetryPolicy.Default.Wait(failed, asked: null, new Draws(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(limit / 2), RetryPolicy.Default.Wait(failed, asked: null, new Draws(0.5)));
        Assert.Equal(TimeSpan.Zero, RetryPolicy.Default.Wait(failed, asked: null, new Draws(0)));
    }

    [Fact]
    public void Waits_are_spread_over_the_whole_range() =>
        Gen.Int[1, 12].Select(Gen.Int[0, 1_000_000]).Sample((failed, seed) =>
        {
            Random chance = new(seed);
            TimeSpan[] drawn = [.. Enumerable.Range(0, 40).Select(_ => RetryPolicy.Default.Wait(failed, null, chance))];
            TimeSpan limit = RetryPolicy.Default.Wait(failed, null, new Draws(1));
            Assert.All(drawn, wait => Assert.InRange(wait, TimeSpan.Zero, limit));
            Assert.True(drawn.Min() < limit / 2 && drawn.Max() > limit / 2);
        }, iter: 200);

    // The wait drawn is 500 ms.
    [Theory]
    [InlineData(7_000, 7_000)]
    [InlineData(60_000, 60_000)]
    [InlineData(3_600_000, 60_000)]
    [InlineData(0, 500)]
    [InlineData(100, 500)]
    public void What_the_venue_asks_for_is_respected_and_bounded(int asked, int expected) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(expected),
            RetryPolicy.Default.Wait(1, TimeSpan.FromMilliseconds(asked), new Draws(0.5)));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Mon, 23 Nov 2026 20:01:30 GMT", 90)]
    [InlineData("Mon, 23 Nov 2026 19:59:00 GMT", 0)]
    public void Retry_after_is_seconds_or_a_date(string text, int seconds)
    {
        RetryConditionHeaderValue header = RetryConditionHeaderValue.Parse(text);
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Asked(header, now));
    }

    [Fact]
    public void No_header_asks_for_nothing() => Assert.Null(RetryPolicy.Asked(null, now));
}
