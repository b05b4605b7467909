using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Of two recorded versions of one thing the newest counts, and what is older than one pass can be is stale.</summary>
public sealed class SeveralVersions
{
    private const string Early = "2026-08-20T11:00:00Z";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_newest_of_two_recordings_of_a_market_counts_whatever_their_order(bool newestFirst)
    {
        using Recording recording = new();
        string changed = Market("A", "\"last_price_dollars\":\"0.4300\"");
        (string Name, string Text)[] files = [("old.json", Saved(Early, "markets", Market("A"))), ("new.json", Page(changed))];
        foreach ((string name, string text) in newestFirst ? files.Reverse() : files)
        {
            recording.With(name, text);
        }

        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal("0.4300", Assert.Single(snapshot.Markets).LastPrice.ToString());
        Assert.Equal(recording.Files.Select(Path.GetFileName), snapshot.Sources);
        Assert.StartsWith("old.json", Assert.Single(snapshot.Skipped).Item, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_an_old_file_holds_is_kept_and_told_to_be_stale()
    {
        using Recording recording = new();
        recording.With("old.json", Saved(Early, "markets", Market("GONE") + "," + Market("B"))).With("new.json", Page(Market("A")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(3, snapshot.Markets.Count);
        Incompleteness kind = Assert.Single(snapshot.Incomplete, static kind => kind.What == "quote");
        Assert.Equal((2, "market GONE"), (kind.Count, kind.Examples[0].Item));
        Assert.Contains("10 minutes", kind.Examples[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_one_pass_have_no_stale_quotes()
    {
        using Recording recording = new();
        recording.With("pages.jsonl", Saved("2026-08-20T11:50:00Z", "markets", Market("B")) + "\n" + Page(Market("A")));
        Assert.DoesNotContain((await recording.ReadAsync()).Incomplete, static kind => kind.What == "quote");
    }

    [Theory]
    [InlineData("2026-08-20T11:59:58Z", "2026-08-20T11:59:59Z", "0.2000")]
    [InlineData("2026-08-20T11:59:59Z", "2026-08-20T11:59:58Z", "0.1000")]
    public async Task Of_two_books_the_one_received_later_counts(string first, string second, string bid)
    {
        using Recording recording = new();
        static string Book(string price) => $$$"""{"ticker":"A","orderbook_fp":{"yes_dollars":[["{{{price}}}","1.00"]],"no_dollars":[]}}""";
        recording.With("page.jsonl", string.Join(
            '\n', Saved(first, "orderbooks", Book("0.1000")), Saved(second, "orderbooks", Book("0.2000")), Page(Market("A"))));
        Assert.Equal(bid, (await recording.ReadAsync()).Books["A"].YesBids[0].Price.ToString());
    }

    [Theory]
    [InlineData("quadratic", "1", 0)]
    [InlineData("quadratic", "0.5", 1)]
    [InlineData("quadratic_with_maker_fees", "1", 1)]
    public async Task Two_versions_of_a_series_are_told_where_their_fees_differ(string type, string multiplier, int told)
    {
        using Recording recording = new();
        recording.With("page.json", Page(Market("A"))).With("series.json", $$"""
            [{"ticker":"E","fee_type":"quadratic","fee_multiplier":1},{"ticker":"E","fee_type":"{{type}}","fee_multiplier":{{multiplier}}}]
            """);
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal("1", snapshot.Series["E"].FeeMultiplier.ToString());
        Assert.Equal(told, snapshot.Skipped.Count(static item => item.Reason.Contains("other fees", StringComparison.Ordinal)));
    }
}
