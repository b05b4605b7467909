using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>A trap must bite: the careless reading that it is named for has to see a profit.</summary>
public sealed class UniverseTraps
{
    [Theory]
    [InlineData("by-and-before")]
    [InlineData("nber-in-name-only")]
    [InlineData("two-sources-one-coin")]
    [InlineData("first-print-and-revised")]
    [InlineData("fallback-to-last-price")]
    [InlineData("data-month-and-release-month")]
    [InlineData("above-and-at-least")]
    [InlineData("event-title-of-another-question")]
    public void Read_as_the_same_question_the_pair_pays(string name)
    {
        Trap trap = Find(name);
        Assert.Equal(2, trap.Tickers.Count);
        long? edge = Arithmetic.Edge(
            Demo.Universe,
            [new PlantedClaim(trap.Tickers[1], "yes"), new PlantedClaim(trap.Tickers[0], "no")],
            atLeast: 1);
        Assert.True(edge > 0, $"{edge}");
    }

    [Theory]
    [InlineData("exclusive-but-not-exhaustive")]
    [InlineData("partition-without-a-bucket")]
    [InlineData("count-without-its-low-end")]
    [InlineData("game-without-its-tie")]
    [InlineData("sub-title-against-cap")]
    public void Read_as_a_complete_list_buying_all_pays(string name)
    {
        Trap trap = Find(name);
        long? edge = Arithmetic.Edge(
            Demo.Universe, trap.Tickers.Select(ticker => new PlantedClaim(ticker, "yes")), atLeast: 1);
        Assert.True(edge > 0, $"{edge}");
    }

    [Theory]
    [InlineData("words-are-independent")]
    [InlineData("scalar-shares")]
    public void Read_as_exclusive_buying_every_no_pays(string name)
    {
        Trap trap = Find(name);
        long? edge = Arithmetic.Edge(
            Demo.Universe, trap.Tickers.Select(ticker => new PlantedClaim(ticker, "no")), trap.Tickers.Count - 1);
        Assert.True(edge > 0, $"{edge}");
    }

    [Theory]
    [InlineData("paused-market")]
    [InlineData("closed-market")]
    [InlineData("past-its-close")]
    [InlineData("series-without-fee")]
    [InlineData("unknown-fee-type")]
    [InlineData("title-against-strike")]
    public void Read_without_state_fee_or_strike_the_ladder_is_inverted(string name)
    {
        Trap trap = Find(name);
        int lowAsk = 10_000 - Demo.Universe.Book(trap.Tickers[0]).NoBids[0].Price.Ticks;
        int highBid = Demo.Universe.Book(trap.Tickers[1]).YesBids[0].Price.Ticks;

        // Twelve cents gross: more than two ordinary fees near even.
        Assert.Equal(1_200, highBid - lowAsk);
    }

    [Fact]
    public void A_bid_without_size_is_listed_and_not_in_the_book()
    {
        string high = Find("bid-without-size").Tickers[1];
        Quote top = Demo.Universe.Top(Demo.Universe.FindMarket(high)!);
        Assert.Equal("0.5600", top.YesBid.ToString());
        Assert.Equal("0.00", top.YesBidSize.ToString());
        Assert.Empty(Demo.Universe.Book(high).YesBids);
    }

    [Fact]
    public void Empty_books_are_listed_as_zero_and_one()
    {
        foreach (string ticker in Find("sentinel-prices").Tickers)
        {
            Quote top = Demo.Universe.Top(Demo.Universe.FindMarket(ticker)!);
            Assert.Equal(Price.Zero, top.YesBid);
            Assert.Equal(Price.One, top.YesAsk);
            Assert.Equal(Quantity.Zero, top.YesAskSize);
        }
    }

    [Fact]
    public void No_priced_at_one_minus_the_yes_ask_seems_to_pay()
    {
        Trap trap = Find("no-is-not-one-minus-ask");
        int asks = trap.Tickers.Sum(ticker => Demo.Universe.Top(Demo.Universe.FindMarket(ticker)!).YesAsk.Ticks);
        Assert.True(asks > 10_000, $"{asks}");
    }

    [Fact]
    public void The_nomination_seems_above_the_election()
    {
        Trap trap = Find("nomination-and-election");
        long? edge = Arithmetic.Edge(
            Demo.Universe, [new PlantedClaim(trap.Tickers[1], "yes"), new PlantedClaim(trap.Tickers[0], "no")], 1);
        Assert.True(edge > 0, trap.Name);
    }

    [Fact]
    public void Exact_values_read_as_a_ladder_are_inverted()
    {
        Trap trap = Demo.Universe.Traps.First(item => item.Name.StartsWith("exact-values", StringComparison.Ordinal));
        bool isInverted = trap.Tickers.Zip(trap.Tickers.Skip(1)).Any(pair =>
            Arithmetic.Edge(
                Demo.Universe, [new PlantedClaim(pair.First, "yes"), new PlantedClaim(pair.Second, "no")], 1) > 0);
        Assert.True(isInverted);
    }

    [Fact]
    public void One_strike_on_several_deadlines_looks_like_copies_at_different_prices()
    {
        Trap trap = Find("same-strike-different-deadlines");
        Assert.Single(trap.Tickers.Select(ticker => Demo.Universe.FindMarket(ticker)!.FloorStrike).Distinct());
        Assert.True(Arithmetic.Edge(
            Demo.Universe, [new PlantedClaim(trap.Tickers[0], "yes"), new PlantedClaim(trap.Tickers[2], "no")], 1) > 0);
    }

    [Fact]
    public void The_rung_without_a_strike_is_bid_above_the_rung_below_it()
    {
        Trap trap = Find("rung-without-a-strike");
        Assert.Null(Demo.Universe.FindMarket(trap.Tickers[1])!.FloorStrike);
        Assert.True(Arithmetic.Edge(
            Demo.Universe, [new PlantedClaim(trap.Tickers[0], "yes"), new PlantedClaim(trap.Tickers[1], "no")], 1) > 0);
    }

    [Fact]
    public void A_hike_seems_to_imply_a_bound_above_todays()
    {
        Trap trap = Find("decision-from-an-unknown-bound");
        Assert.True(Arithmetic.Edge(
            Demo.Universe, [new PlantedClaim(trap.Tickers[0], "yes"), new PlantedClaim(trap.Tickers[1], "no")], 1) > 0);
    }

    private static Trap Find(string name) => Demo.Universe.Traps.Single(trap => trap.Name == name);
}
