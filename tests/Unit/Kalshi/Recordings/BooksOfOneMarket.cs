using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The page of one market's book does not name the market; its envelope may, and nothing else may lend it a name.</summary>
public sealed class BooksOfOneMarket
{
    private const string Book = """{"orderbook_fp":{"yes_dollars":[["0.4200","13.00"]],"no_dollars":[]}}""";

    [Theory]
    [InlineData("\"path\":\"/trade-api/v2/markets/A/orderbook\",\"body\":BOOK")]
    [InlineData("\"path\":\"https://external-api.kalshi.com/trade-api/v2/markets/A/orderbook?depth=0\",\"body\":BOOK")]
    [InlineData("\"path\":\"/markets/%41/orderbook\",\"body\":BOOK")]
    [InlineData("\"ticker\":\"A\",\"orderbook\":BOOK")]
    [InlineData("\"market_ticker\":\"A\",\"note\":{\"x\":{}},\"response\":[BOOK]")]
    public async Task The_envelope_says_whose_it_is(string fields)
    {
        using Recording recording = new();
        recording.With("pages.jsonl", Page(Market("A")) + "\n{" + fields.Replace("BOOK", Book, StringComparison.Ordinal) + "}\n");
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal("0.4200", snapshot.Books["A"].YesBids[0].Price.ToString());
        Assert.Empty(snapshot.Skipped);
    }

    [Theory]
    [InlineData("{\"body\":BOOK}")]
    [InlineData("{\"path\":\"/markets/A\",\"body\":BOOK}")]
    [InlineData("{\"path\":\"/markets/orderbooks\",\"body\":BOOK}")]
    [InlineData("{\"meta\":{\"ticker\":\"A\"},\"body\":BOOK}")]
    [InlineData("{\"ticker\":\"A\"}\n{\"body\":BOOK}")]
    [InlineData("{\"pages\":[{\"ticker\":\"A\"},{\"body\":BOOK}]}")]
    [InlineData("{\"ticker\":null,\"body\":BOOK}")]
    [InlineData("{\"ticker\":\"A\",\"x\":[}\n{\"body\":BOOK}")]
    public async Task A_book_that_nothing_around_it_names_is_left_out_and_told(string text)
    {
        using Recording recording = new();
        recording.With("pages.jsonl", Page(Market("A")) + "\n" + text.Replace("BOOK", Book, StringComparison.Ordinal) + "\n");
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Empty(snapshot.Books);
        Assert.Contains(snapshot.Skipped, static item => item.Reason.StartsWith("the order book does not say whose it is", StringComparison.Ordinal));
    }
}
