using System.Text;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What an item loses, only it loses, and the message names file, item and what is missing.</summary>
public sealed class BadItems
{
    [Theory]
    [InlineData("\"ticker\":null,\"event_ticker\":\"E-1\"", "no ticker")]
    [InlineData("\"ticker\":7,\"event_ticker\":\"E-1\"", "no ticker")]
    [InlineData("\"ticker\":\"\",\"event_ticker\":\"E-1\"", "no ticker")]
    [InlineData("\"event_ticker\":\"E-1\"", "no ticker")]
    [InlineData("\"ticker\":\"BAD\"", "market BAD: it has no event_ticker")]
    [InlineData("\"ticker\":\"BAD\",\"event_ticker\":null", "market BAD: it has no event_ticker")]
    [InlineData("\"ticker\":\"BAD\",\"event_ticker\":{}", "market BAD: it has no event_ticker")]
    public async Task One_bad_market_among_twenty_thousand_costs_itself(string names, string said)
    {
        using Recording recording = new();
        IEnumerable<string> markets = Enumerable.Range(0, 20_000).Select(i => i == 12_345
            ? $"{{{names},\"market_type\":\"binary\",\"title\":\"x\",\"yes_bid_dollars\":\"0.4200\"}}"
            : Market($"M{i}"));
        VenueSnapshot snapshot = await recording.With("page.json", Page(markets)).ReadAsync();
        Assert.Equal(19_999, snapshot.Markets.Count);
        Assert.Equal("E-1", Assert.Single(snapshot.Events).Ticker);
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.StartsWith("page.json, item 12,346 at byte ", skipped.Item, StringComparison.Ordinal);
        Assert.Contains(said, skipped.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"ticker\":null,\"event_ticker\":\"E-1\"}", "the market has no ticker")]
    [InlineData("7", "it is no object")]
    [InlineData("null", "it is no object")]
    [InlineData("[]", "it is no object")]
    [InlineData("{\"ticker\":\"F-1-A\",\"event_ticker\":\"F-1\"}", "market F-1-A says that it belongs to event F-1")]
    public async Task One_bad_member_costs_itself_and_its_event_is_no_longer_whole(string member, string said)
    {
        using Recording recording = new();
        recording.With("page.json", EventsPage(
            Event("E-1", Market("A"), member, Market("B")), Event("E-2", Market("C", parent: "E-2"))));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(["A", "B", "C"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Equal([false, true], snapshot.Events.Select(static item => item.IsWhole));
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.StartsWith("page.json, item 1 at byte ", skipped.Item, StringComparison.Ordinal);
        Assert.EndsWith("event E-1, market 2", skipped.Item, StringComparison.Ordinal);
        Assert.Contains(said, skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_a_name_is_reported_and_taints_nothing_after_it()
    {
        using Recording recording = new();
        string nameless = Event("E-1", Market("A")).Replace("\"event_ticker\":\"E-1\",\"series", "\"event_ticker\":7,\"series", StringComparison.Ordinal);
        recording.With("page.json", EventsPage(nameless, Event("E-2", Market("B", parent: "E-2"))));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Empty(Assert.Single(snapshot.Events).Defects);
        Assert.Empty(Assert.Single(snapshot.Markets).Defects);
        Assert.Contains("event_ticker", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_without_markets_are_kept_and_told()
    {
        using Recording recording = new();
        string bare = """{"event_ticker":"E-3","series_ticker":"E","sub_title":"x","title":"y","mutually_exclusive":true}""";
        VenueSnapshot snapshot = await recording.With("page.json", EventsPage(Event("E-1", Market("A")), Event("E-2"), bare)).ReadAsync();
        Assert.Equal(["E-1", "E-2", "E-3"], snapshot.Events.Select(static item => item.Ticker));
        Assert.Equal([true, false, false], snapshot.Events.Select(static item => item.IsWhole));
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.Equal("2 events, the first E-2", skipped.Item);
        Assert.Equal("no market was read for it", skipped.Reason);
    }

    [Fact]
    public async Task Markets_of_bare_events_find_them_on_other_pages()
    {
        using Recording recording = new();
        recording.With("events.json", EventsPage(Event("E-1"))).With("markets.json", Page(Market("A"), Market("B")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Event item = Assert.Single(snapshot.Events);
        Assert.Equal(("E", true, false, 2), (item.SeriesTicker, item.MutuallyExclusive, item.IsWhole, item.Markets.Count));
        Assert.Empty(snapshot.Skipped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"last_price_dollars\":\"0.4300\"")]
    public async Task A_ticker_listed_twice_counts_once_and_is_told(string more)
    {
        using Recording recording = new();
        recording.With("one.json", Page(Market("A"), Market("B"))).With("two.json", Page(Market("A", more), Market("C")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(["A", "B", "C"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Null(snapshot.Markets[0].LastPrice);
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.StartsWith("two.json, item 1 at byte ", skipped.Item, StringComparison.Ordinal);
        Assert.EndsWith(": market A", skipped.Item, StringComparison.Ordinal);
        Assert.Equal("a market of this ticker was read already; this one was left out", skipped.Reason);
    }

    [Fact]
    public async Task A_thousand_bad_items_are_named_and_the_rest_counted()
    {
        using Recording recording = new();
        IEnumerable<string> markets = Enumerable.Range(0, 1_500)
            .Select(static _ => "{\"ticker\":\"BAD\",\"market_type\":\"binary\"}").Append(Market("A"));
        VenueSnapshot snapshot = await recording.With("page.json", Page(markets)).ReadAsync();
        Assert.Equal((1, 1_500, 1_000), (snapshot.Markets.Count, snapshot.SkippedCount, snapshot.Skipped.Count));
    }

    [Fact]
    public async Task A_file_cut_off_is_told_however_many_items_are_bad()
    {
        using Recording recording = new();
        IEnumerable<string> markets = Enumerable.Range(0, 1_500)
            .Select(static _ => "{\"ticker\":\"BAD\",\"market_type\":\"binary\"}").Prepend(Market("A"));
        VenueSnapshot snapshot = await recording.With("page.json", Page(markets)[..^30]).ReadAsync();
        Assert.Equal(("page.json", 1_001), (snapshot.Skipped[0].Item, snapshot.Skipped.Count));
        Assert.Contains("cut off", snapshot.Skipped[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[["0.42","1.00"],["0.4x","1.00"]],"no_dollars":[]}}""", "yes_dollars level 2")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[],"no_dollars":[["0.42","-1.00"]]}}""", "no_dollars level 1")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[],"no_dollars":[["0.42",1]]}}""", "no_dollars level 1")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[],"no_dollars":[["0.42"]]}}""", "no_dollars level 1")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[]}}""", "a side is missing")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[],"no_dollars":null}}""", "a side is missing")]
    [InlineData("""{"ticker":"A","orderbook_fp":null}""", "no orderbook_fp")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[["0.1","9999999999.99"],["0.2","0.02"]],"no_dollars":[]}}""", "more than ten thousand million")]
    [InlineData("""{"ticker":"A","orderbook_fp":{"yes_dollars":[["0.1","92233720368547758.07"],["0.2","92233720368547758.07"]],"no_dollars":[]}}""", "more than ten thousand million")]
    public async Task A_book_with_a_hole_is_no_book(string book, string said)
    {
        using Recording recording = new();
        string good = """{"ticker":"B","orderbook_fp":{"yes_dollars":[["0.42","1.00"]],"no_dollars":[]}}""";
        VenueSnapshot snapshot = await recording.With("page.json", $"{Page(Market("A"))}[{book},{good}]").ReadAsync();
        Assert.Equal("B", Assert.Single(snapshot.Books).Key);
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.StartsWith("page.json, item 2 at byte ", skipped.Item, StringComparison.Ordinal);
        Assert.Contains("order book A", skipped.Item, StringComparison.Ordinal);
        Assert.Contains(said, skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_of_the_cents_era_is_told_to_be_left_out()
    {
        using Recording recording = new();
        recording.With("page.json", $"{Page(CentsMarket("A"))}[{{\"ticker\":\"A\",\"orderbook_fp\":{{}}}}]");
        VenueSnapshot snapshot = await recording.ReadAsync(new RecordingOptions { Era = Era.Cents });
        Assert.Single(snapshot.Markets);
        Assert.Contains("cents era", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_kept_whole_and_never_repeated_raw()
    {
        using Recording recording = new();
        string hostile = "\\u001b]0;gotcha\\u0007\u202ekcab\u2066\u009b31m\\u0000\\ud800";
        recording.With("page.json", Page(
            Market("A").Replace("Will it?", $"Will{hostile} it?", StringComparison.Ordinal),
            $"{{\"ticker\":\"{hostile}\",\"market_type\":\"binary\"}}",
            Market($"T{hostile}"),
            Market($"T{hostile}"),
            Market("B", $"\"expiration_value\":7,\"open_time\":\"{hostile}\"")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(3, snapshot.Markets.Count);
        Assert.Contains("\u202ekcab\u2066", snapshot.Markets[0].Title.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u202ekcab\u2066", snapshot.Markets[1].Ticker, StringComparison.Ordinal);
        IEnumerable<string> said = snapshot.Skipped.Concat(snapshot.Incomplete.SelectMany(static kind => kind.Examples))
            .SelectMany(static item => new[] { item.Item, item.Reason })
            .Concat(snapshot.Markets[2].Defects.Select(static defect => defect.ToString()));
        Assert.NotEmpty(snapshot.Markets[2].Defects);
        Assert.DoesNotContain(string.Concat(said), static letter =>
            char.IsControl(letter) || letter is '\u202e' or '\u2066' || char.IsSurrogate(letter));
    }

    [Fact]
    public async Task Rules_of_200_kB_are_kept_whole_wherever_they_stand()
    {
        using Recording recording = new();
        string rules = string.Concat(Enumerable.Repeat("Rule é \\\"1\\\"; ", 20_000));
        string first = $"{{\"rules_primary\":\"{rules}\"," + Market("FIRST")[1..];
        VenueSnapshot snapshot = await recording
            .With("page.json", Page(Market("A", $"\"rules_primary\":\"{rules}\""), first, Market("B"))).ReadAsync();
        Assert.Equal(["A", "FIRST", "B"], snapshot.Markets.Select(static market => market.Ticker));
        string expected = rules.Replace("\\\"", "\"", StringComparison.Ordinal);
        Assert.True(expected.Length > 200_000);
        Assert.Equal(expected, snapshot.Markets[0].RulesPrimary.ToString());
        Assert.Equal(expected, snapshot.Markets[1].RulesPrimary.ToString());
        Assert.True(snapshot.Markets[2].RulesPrimary.IsEmpty);
        Assert.Empty(snapshot.Skipped);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cost_no_market()
    {
        using Recording recording = new();
        byte[] page = Encoding.Latin1.GetBytes(Page(Market("A").Replace("Will it?", "caf\u00e9?", StringComparison.Ordinal), Market("B\u00ff")));
        VenueSnapshot snapshot = await recording.With("page.json", page).ReadAsync();
        Assert.Equal(2, snapshot.Markets.Count);
        Assert.Equal("caf\ufffd?", snapshot.Markets[0].Title.ToString());
    }
}
