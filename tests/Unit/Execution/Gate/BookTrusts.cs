using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Gate;

/// <summary>Books that may be decided on together.</summary>
public sealed class BookTrusts
{
    private static readonly RiskLimits Limits = new();
    private readonly TradePlan plan = Some.Plan();

    [Fact]
    public void Fresh_books_of_all_markets_are_trusted() => Assert.Null(Doubt(View(0), View(1)));

    [Fact]
    public void A_market_that_was_not_seen_is_named() =>
        Assert.Equal($"{plan.Legs[1].Ticker} was not seen", Doubt(View(0)));

    [InlineData(MarketStatus.Inactive)]
    [InlineData(MarketStatus.Initialized)]
    [Theory]
    public void A_market_that_pauses_stops_the_others(MarketStatus status) =>
        Assert.Equal($"{plan.Legs[0].Ticker} is {status}", Doubt(View(0) with { Status = status }, View(1)));

    [InlineData(MarketStatus.Closed)]
    [InlineData(MarketStatus.Determined)]
    [InlineData(MarketStatus.Disputed)]
    [InlineData(MarketStatus.Amended)]
    [InlineData(MarketStatus.Finalized)]
    [Theory]
    public void One_that_is_over_needs_no_book(MarketStatus status)
    {
        Assert.Null(Doubt(View(0) with { Status = status, Book = null }, View(1)));
        Assert.Null(Doubt(View(0) with { Status = status, Book = null }, View(1) with { Status = status, Book = null }));
    }

    // A second old at most, half a second apart at most.
    [InlineData(1_000, 1_000, true)]
    [InlineData(1_001, 1_000, false)]
    [InlineData(500, 0, true)]
    [InlineData(501, 0, false)]
    [InlineData(0, 501, false)]
    [InlineData(-1, 0, false)]
    [Theory]
    public void Books_are_young_and_of_one_time(int oneAge, int otherAge, bool isTrusted) =>
        Assert.Equal(isTrusted, Doubt(View(0, oneAge), View(1, otherAge)) is null);

    private string? Doubt(params MarketView[] views) =>
        BookTrust.Doubt(views, [.. plan.Legs.Select(static leg => leg.Ticker)], Some.Now, Limits);

    private MarketView View(int leg, int ageMs = 0) =>
        Some.View(plan.Legs[leg], [(50, 10)], [(40, 10)], Some.Now.AddMilliseconds(-ageMs));
}
