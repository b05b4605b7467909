using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What is kept with something missing is told with file, item, field and problem; nothing missing is ever a zero.</summary>
public sealed class IncompleteItems
{
    private const string Fees = """{"ticker":"E","fee_type":"quadratic","fee_multiplier":1}""";

    [Theory]
    [InlineData("yes_bid_dollars", "\"0.12345\"", "'0.12345' is not a price from 0 to 1 with at most 4 decimals, as a string")]
    [InlineData("yes_ask_dollars", "0.42", "'0.42' is not a price")]
    [InlineData("yes_bid_size_fp", "\"1e3\"", "'1e3' is not a count")]
    [InlineData("yes_ask_size_fp", "\"-1.00\"", "'-1.00' is not a count")]
    [InlineData("close_time", "\"yesterday\"", "'yesterday' is not an RFC 3339 time with its zone")]
    [InlineData("status", "7", "'7' is not a word")]
    [InlineData("price_ranges", "[]", "the price bands cannot be read")]
    public async Task One_bad_field_among_twenty_thousand_markets_is_named_with_its_place(string field, string json, string said)
    {
        using Recording recording = new();
        IEnumerable<string> markets = Enumerable.Range(0, 20_000).Select(i =>
            i == 12_345 ? Market($"M{i}", $"\"{field}\":{json}") : Market($"M{i}"));
        VenueSnapshot snapshot = await recording.With("page.json", Page(markets)).With("series.json", $"[{Fees}]").ReadAsync();
        Assert.Equal((20_000, 0), (snapshot.Markets.Count, snapshot.SkippedCount));
        Incompleteness kind = Assert.Single(snapshot.Incomplete, static kind => kind.What != "fee");
        Assert.Equal((field, 1), (kind.What, kind.Count));
        SkippedItem example = Assert.Single(kind.Examples);
        Assert.StartsWith("page.json, item 12,346 at byte ", example.Item, StringComparison.Ordinal);
        Assert.EndsWith(": market M12345", example.Item, StringComparison.Ordinal);
        Assert.StartsWith(said, example.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_missing_everywhere_is_one_line_with_the_first_items_named()
    {
        using Recording recording = new();
        IEnumerable<string> markets = Enumerable.Range(0, 3_000).Select(static i =>
            Market($"M{i}", parent: "E-9").Replace("\"yes_bid_size_fp\":\"13.00\",", "", StringComparison.Ordinal));
        VenueSnapshot snapshot = await recording.With("page.json", EventsPage(Event("E-9", markets))).With("s.json", Fees).ReadAsync();
        Incompleteness kind = Assert.Single(snapshot.Incomplete);
        Assert.Equal(("yes_bid_size_fp", 3_000, 10), (kind.What, kind.Count, kind.Examples.Count));
        Assert.All(kind.Examples, static example => Assert.Equal("absent", example.Reason));
        Assert.EndsWith("item 1 at byte 48: market M0", kind.Examples[0].Item, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_of_events_and_series_are_told_too()
    {
        using Recording recording = new();
        string broken = Event("E-1", Market("A")).Replace("\"mutually_exclusive\":true", "\"mutually_exclusive\":\"maybe\"", StringComparison.Ordinal);
        recording.With("page.json", EventsPage(broken)).With("series.json", """[{"ticker":"E","fee_type":"quadratic","fee_multiplier":"half"}]""");
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(["mutually_exclusive", "fee_multiplier", "fee"], snapshot.Incomplete.Select(static kind => kind.What));
        Assert.Contains("event E-1", snapshot.Incomplete[0].Examples[0].Item, StringComparison.Ordinal);
        Assert.Contains("series E", snapshot.Incomplete[1].Examples[0].Item, StringComparison.Ordinal);
        Assert.Equal(
            "series fee_multiplier could not be read: 'half' is not a number with at most 6 decimals",
            snapshot.Incomplete[2].Examples[0].Reason);
    }

    [Theory]
    [InlineData("", "the series was not read, so fee_type and fee_multiplier are not known; add the pages of /series, or say --assume-fee quadratic:1")]
    [InlineData("""{"ticker":"E","fee_type":"flat","fee_multiplier":1}""", "series fee_type is \"flat\", which has no published table")]
    [InlineData("""{"ticker":"E","fee_type":"tiered","fee_multiplier":1}""", "series fee_type is \"tiered\", a type we do not know")]
    [InlineData("""{"ticker":"E","fee_type":"quadratic"}""", "series fee_multiplier is missing")]
    [InlineData("""{"ticker":"E","fee_type":"quadratic","fee_multiplier":null}""", "series fee_multiplier is missing")]
    [InlineData("""{"ticker":"E","fee_type":"quadratic","fee_multiplier":11}""", "series fee_multiplier is 11, which is not between 0 and 10")]
    public async Task Unknown_fees_are_told_with_the_reason_and_how_many_markets_they_close(string series, string said)
    {
        using Recording recording = new();
        recording.With("page.json", EventsPage(Event("E-1", Market("A"), Market("B")), Event("E-2", Market("C", parent: "E-2")), Event("E-3")))
            .With("series.json", $"[{(series.Length > 0 ? series : """{"ticker":"X","fee_type":"quadratic","fee_multiplier":1}""")}]");
        Incompleteness kind = Assert.Single((await recording.ReadAsync()).Incomplete);
        Assert.Equal(("fee", 3), (kind.What, kind.Count));
        Assert.Equal([("event E-1", said), ("event E-2", said)], kind.Examples.Select(static item => (item.Item, item.Reason)));
    }

    [Fact]
    public async Task Fees_that_are_assumed_are_not_missing()
    {
        Assert.True(FeeAssumption.TryParse("quadratic:1", out FeeTerms? fee));
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("page.json", Page(Market("A"))).ReadAsync(new RecordingOptions { AssumedFee = fee });
        Assert.Empty(snapshot.Incomplete);
        Assert.Single(snapshot.Assumptions);
    }

    [Fact]
    public async Task A_whole_recording_lacks_nothing()
    {
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("page.json", EventsPage(Event("E-1", Market("A")))).With("s.json", Fees).ReadAsync();
        Assert.Empty(snapshot.Incomplete);
        Assert.Empty(snapshot.Skipped);
    }

    [Theory]
    [InlineData("""{"series":[{"ticker":"E","fee_type":"quadratic","fee_multiplier":1}]}""", "(0 events, 1 series, 0 order books)")]
    [InlineData("""{"events":[{"event_ticker":"E-1","series_ticker":"E","title":"t","markets":[]}]}""", "event E-1: no market was read for it")]
    [InlineData("""{"orderbooks":[{"ticker":"A","orderbook_fp":{"yes_dollars":[],"no_dollars":[]}}]}""", "(0 events, 0 series, 1 order books)")]
    [InlineData("""[{"ticker":"BAD","market_type":"binary"}]""", "market BAD: it has no event_ticker")]
    public async Task A_recording_without_any_market_is_refused_with_what_it_holds(string json, string said)
    {
        using Recording recording = new();
        string refusal = await recording.With("page.json", json).RefusalAsync(new RecordingOptions { At = At });
        Assert.StartsWith("page.json: no market in it", refusal, StringComparison.Ordinal);
        Assert.Contains(said, refusal, StringComparison.Ordinal);
    }
}
