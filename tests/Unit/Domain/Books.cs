using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Books hold bids on both sides; asks are the other side's bids, and "nobody" is never a price.</summary>
public sealed class Books
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<BookLevel> Levels = Gen.Select(
        Gen.OneOf(Gen.Int[0, 20].Select(static steps => steps * 500), Gen.Int[0, 10_000]),
        Gen.Long[-2, 500],
        static (ticks, hundredths) => new BookLevel(Price.FromTicks(ticks), Quantity.FromHundredths(hundredths)));

    [Fact]
    public void Levels_are_sorted_joined_and_cleaned() =>
        Gen.Select(Levels.Array[0, 30], Levels.Array[0, 30]).Sample((yes, no) =>
        {
            OrderBook book = OrderBook.Create(yes, no, Noon);
            Assert.Equal(Expected(yes), book.YesBids);
            Assert.Equal(Expected(no), book.NoBids);
            Assert.Equal(Noon, book.At);
            Assert.False(book.IsTopOnly);
        });

    [Fact]
    public void Asks_are_the_other_sides_bids_complemented_cheapest_first() =>
        Gen.Select(Levels.Array[0, 30], Levels.Array[0, 30]).Sample((yes, no) =>
        {
            OrderBook book = OrderBook.Create(yes, no, Noon);
            foreach (Side side in Enum.GetValues<Side>())
            {
                IReadOnlyList<BookLevel> bids = side == Side.Yes ? book.NoBids : book.YesBids;
                BookLevel[] asks = book.Asks(side);
                Assert.Equal(asks.OrderBy(static ask => ask.Price.Ticks), asks);
                Assert.Equal(
                    bids.Select(static bid => (10_000 - bid.Price.Ticks, bid.Quantity)),
                    asks.Select(static ask => (ask.Price.Ticks, ask.Quantity)));
            }
        });

    [Fact]
    public void Buying_yes_takes_the_no_bids()
    {
        OrderBook book = OrderBook.Create(
            [Some.Level("0.40", "5"), Some.Level("0.42", "3")],
            [Some.Level("0.55", "7"), Some.Level("0.56", "2"), Some.Level("0.55", "1")],
            Noon);

        Assert.Equal([Some.Level("0.44", "2"), Some.Level("0.45", "8")], book.Asks(Side.Yes));
        Assert.Equal([Some.Level("0.58", "3"), Some.Level("0.60", "5")], book.Asks(Side.No));
        Assert.False(book.IsCrossed);
    }

    [Theory]
    [InlineData("0.42", "0.57", false)]
    [InlineData("0.42", "0.58", true)]
    [InlineData("0.42", "0.59", true)]
    public void A_book_is_crossed_when_a_bid_meets_the_derived_ask(string yesBid, string noBid, bool crossed)
    {
        OrderBook book = OrderBook.Create([Some.Level(yesBid, "1")], [Some.Level(noBid, "1")], Noon);
        Quote quote = new(Some.Price(yesBid), Some.Quantity("1"), Some.Price(noBid).Complement(), Some.Quantity("1"));

        Assert.Equal(crossed, book.IsCrossed);
        Assert.Equal(crossed, quote.IsCrossed);
        Assert.False(OrderBook.Create([Some.Level(yesBid, "1")], [], Noon).IsCrossed);
    }

    // Bid price and size, ask price and size; what buying YES and buying NO cost, or nobody.
    [Theory]
    [InlineData("0.40", "5", "0.44", "3", "0.4400", "0.6000")]
    [InlineData("0.00", "0", "1.00", "0", null, null)]
    [InlineData("0.00", "5", "1.00", "3", null, null)]
    [InlineData("0.40", "0", "0.44", "0", null, null)]
    [InlineData("0.40", "0", "0.44", "3", "0.4400", null)]
    [InlineData("0.40", "5", "1.00", "3", null, "0.6000")]
    [InlineData("1.00", "5", "0.00", "3", null, null)]
    [InlineData("0.0001", "0.01", "0.9999", "0.01", "0.9999", "0.9999")]
    public void Nobody_is_never_a_price(string bid, string bidSize, string ask, string askSize, string? yes, string? no)
    {
        Quote quote = new(Some.Price(bid), Some.Quantity(bidSize), Some.Price(ask), Some.Quantity(askSize));
        OrderBook book = OrderBook.FromQuote(quote, Noon);

        Assert.Equal(yes, quote.BestAsk(Side.Yes)?.Price.ToString());
        Assert.Equal(no, quote.BestAsk(Side.No)?.Price.ToString());
        Assert.Equal((no is not null, yes is not null), (quote.HasYesBid, quote.HasYesAsk));
        Assert.Equal(quote.BestAsk(Side.Yes) is BookLevel first ? [first] : [], book.Asks(Side.Yes));
        Assert.Equal(quote.BestAsk(Side.No) is BookLevel second ? [second] : [], book.Asks(Side.No));
        Assert.True(book.IsTopOnly);
    }

    [Fact]
    public void An_empty_quote_offers_nothing()
    {
        Assert.Null(Quote.None.BestAsk(Side.Yes));
        Assert.Null(Quote.None.BestAsk(Side.No));
        Assert.False(Quote.None.IsCrossed);
    }

    [Fact]
    public void A_size_that_does_not_fit_throws_instead_of_wrapping() => Assert.Throws<OverflowException>(() =>
        OrderBook.Create(
            [
                new BookLevel(Some.Price("0.5"), Quantity.FromHundredths(long.MaxValue)),
                new BookLevel(Some.Price("0.5"), Quantity.FromHundredths(1)),
            ],
            [],
            Noon));

    private static IEnumerable<BookLevel> Expected(BookLevel[] levels)
    {
        for (int ticks = 9_999; ticks >= 1; ticks--)
        {
            long size = 0;
            foreach (BookLevel level in levels)
            {
                size += level.Price.Ticks == ticks && level.Quantity.Hundredths > 0 ? level.Quantity.Hundredths : 0;
            }

            if (size > 0)
            {
                yield return new BookLevel(Price.FromTicks(ticks), Quantity.FromHundredths(size));
            }
        }
    }
}
