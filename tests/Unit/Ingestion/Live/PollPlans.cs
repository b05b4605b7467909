using CsCheck;
using Dutchbook.Ingestion;
using Xunit;

namespace Dutchbook.Unit.Ingestion;

public sealed class PollPlans
{
    /// <summary>
    /// Without a key two requests a second are 120 a minute, of which 96 may be planned with. A hundred flagged books
    /// are one request
    /// every 10 s, which leaves 96 - 6 = 90 a minute for passes: 200 requests take 133.3 s.
    /// </summary>
    [Theory]
    [InlineData(120, 0, 60, 60, 0, 10_000, 60_000)]
    [InlineData(120, 0, 200, 60, 0, 10_000, 125_000)]
    [InlineData(120, 100, 200, 60, 100, 10_000, 133_334)]
    [InlineData(120, 101, 200, 60, 101, 10_000, 142_858)]
    [InlineData(120, 5_000, 200, 60, 1_200, 15_000, 250_000)]
    [InlineData(1_200, 5_000, 200, 60, 5_000, 10_000, 60_000)]
    [InlineData(1, 5_000, 1, 60, 100, 15_000, 3_600_000)]
    public void Books_come_first_and_passes_are_stretched(
        int perMinute, int flagged, int perPass, int seconds, int books, int bookMilliseconds, int passMilliseconds)
    {
        PollPlan plan = PollPlan.Make(perMinute, flagged, perPass, TimeSpan.FromSeconds(seconds));
        Assert.Equal(
            new PollPlan(books, TimeSpan.FromMilliseconds(bookMilliseconds), TimeSpan.FromMilliseconds(passMilliseconds)), plan);
    }

    [Fact]
    public void A_plan_keeps_to_four_fifths_of_the_rate() => Gen.Select(Gen.Int[5, 10_000], Gen.Int[0, 20_000], Gen.Int[1, 2_000]).Sample(
        static (perMinute, flagged, perPass) =>
        {
            PollPlan plan = PollPlan.Make(perMinute, flagged, perPass, TimeSpan.FromSeconds(60));
            decimal rounds = (plan.Books + 99) / 100;
            decimal asked = (rounds * 60_000 / (decimal)plan.BookInterval.TotalMilliseconds) + (perPass * 60_000 / (decimal)plan.PassInterval.TotalMilliseconds);
            Assert.True(asked <= Math.Max(1, perMinute * 4 / 5) + 4.1m, $"{asked} of {perMinute}");
            Assert.InRange(plan.BookInterval.TotalSeconds, 10, 15);
            Assert.True(plan.Books == flagged || rounds * 60 / 15 >= (perMinute * 4 / 5 / 2) - 4);
        });
}
