using System.Text;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What is saved of a live pass reads back as the same snapshot.</summary>
public sealed class SavedPages
{
    private const string Books =
        "{\"orderbooks\":[\r\n{\"ticker\":\"A\",\n\"orderbook_fp\":{\"yes_dollars\":[[\"0.4200\",\"13.00\"]],\"no_dollars\":[]}}\n]}\n";

    [Fact]
    public async Task Pages_saved_read_back_as_the_same_markets_events_series_and_books()
    {
        using Recording recording = new();
        string events = EventsPage(Event("E-1", Market("A", "\"rules_primary\":\"He said \\\"yes\\\"\\n{}\""), Market("B")));
        string series = """{"series":[{"ticker":"E","fee_type":"quadratic","fee_multiplier":0.5,"title":"Ü"}]}""";
        using (PageSaver saver = PageSaver.Create(Path.Combine(recording.Folder, "kept", "deeper"), At))
        {
            saver.Save("/trade-api/v2/series?a=\"b\"&c=\\", At.AddSeconds(-2), Encoding.UTF8.GetBytes(series));
            saver.Save("/trade-api/v2/events", At.AddSeconds(-1), Encoding.UTF8.GetBytes(events.Replace(",\"", ",\r\n \"", StringComparison.Ordinal)));
            saver.Save("/trade-api/v2/markets/orderbooks", At.AddMicroseconds(123_456), Encoding.UTF8.GetBytes(Books));
            recording.WithName(Path.GetRelativePath(recording.Folder, saver.Path));
        }

        using Recording direct = new();
        VenueSnapshot expected = await direct.With("1.json", series).With("2.json", events).With("3.json", Books).ReadAsync();
        VenueSnapshot read = await recording.ReadAsync();
        Assert.Empty(read.Skipped);
        Assert.Equal(At.AddMicroseconds(123_456), read.At);
        Assert.Equal(expected.Markets.Select(Text), read.Markets.Select(Text));
        Assert.Equal(
            expected.Events.Select(static item => (item.Ticker, item.SeriesTicker, item.MutuallyExclusive, item.IsWhole, item.Markets.Count)),
            read.Events.Select(static item => (item.Ticker, item.SeriesTicker, item.MutuallyExclusive, item.IsWhole, item.Markets.Count)));
        Assert.Equal(expected.Series["E"].Title, read.Series["E"].Title);
        Assert.Equal(expected.Books["A"].YesBids, read.Books["A"].YesBids);
        Assert.Equal(At.AddMicroseconds(123_456), read.Books["A"].At);
    }

    [Fact]
    public async Task What_was_saved_before_a_crash_can_be_read()
    {
        using Recording recording = new();
        using PageSaver saver = PageSaver.Create(recording.Folder, At);
        saver.Save("/markets", At, Encoding.UTF8.GetBytes(Page(Market("A"))));
        saver.Save("/markets", At, Encoding.UTF8.GetBytes(Page(Market("B"))));
        VenueSnapshot snapshot = await recording.WithName(Path.GetFileName(saver.Path)).ReadAsync();
        Assert.Equal(["A", "B"], snapshot.Markets.Select(static market => market.Ticker));
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>\n")]
    [InlineData("")]
    [InlineData("{\"markets\":[{\"ticker\":\"BAD\"")]
    public async Task A_page_that_is_no_JSON_costs_itself(string body)
    {
        using Recording recording = new();
        using (PageSaver saver = PageSaver.Create(recording.Folder, At))
        {
            saver.Save("/markets", At, Encoding.UTF8.GetBytes(Page(Market("A"))));
            saver.Save("/markets", At, Encoding.UTF8.GetBytes(body));
            saver.Save("/markets", At, Encoding.UTF8.GetBytes(Page(Market("B"))));
            recording.WithName(Path.GetFileName(saver.Path));
        }

        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(["A", "B"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Contains("line 2", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_written_over()
    {
        using Recording recording = new();
        List<string> names = [];
        for (int i = 0; i < 3; i++)
        {
            using PageSaver saver = PageSaver.Create(recording.Folder, At);
            saver.Save("/markets", At, "{}"u8);
            names.Add(Path.GetFileName(saver.Path));
        }

        Assert.Equal(
            ["pages-20260820T120000Z.jsonl.gz", "pages-20260820T120000Z-1.jsonl.gz", "pages-20260820T120000Z-2.jsonl.gz"], names);
    }

    private static (string, string, string, Quote, DateTimeOffset?, int) Text(Market market) =>
        (market.Ticker, market.Title.ToString(), market.RulesPrimary.ToString(), market.Quote, market.CloseTime, market.Defects.Count);
}
