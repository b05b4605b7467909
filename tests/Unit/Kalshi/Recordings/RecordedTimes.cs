using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A recording is judged at its own time, and every book at the time of its own page.</summary>
public sealed class RecordedTimes
{
    private const string Book = """{"ticker":"A","orderbook_fp":{"yes_dollars":[["0.4200","13.00"]],"no_dollars":[]}}""";

    [Theory]
    [InlineData("\"captured_at\":\"2026-08-20T12:00:00Z\"")]
    [InlineData("\"captured_at\":\"2026-08-20T14:00:00.000000+02:00\"")]
    [InlineData("\"captured_at\":\"2026-08-20T12:00:00\"")]
    [InlineData("\"captured_utc\":\"2026-08-20 12:00:00\"")]
    [InlineData("\"_metadata\":{\"recorded_at\":\"2026-08-20T12:00:00+00:00\"}")]
    [InlineData("\"captured_ms\":1787227200000")]
    [InlineData("\"at\":1787227200000")]
    [InlineData("\"at\":1787227200")]
    public async Task The_stated_time_is_the_recordings_time(string stamp)
    {
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("page.json", $"{{{stamp},\"markets\":[{Market("A")}]}}").ReadAsync();
        Assert.Equal(At, snapshot.At);
        Assert.Equal(TimeSpan.Zero, snapshot.At.Offset);
        Assert.True(snapshot.IsRecording);
    }

    [Theory]
    [InlineData("\"note\":\"2026-08-20T12:00:00Z\"")]
    [InlineData("\"captured_at\":null")]
    [InlineData("\"captured_at\":\"\"")]
    [InlineData("\"captured_at\":\"today\"")]
    [InlineData("\"captured_at\":\"10:30\"")]
    [InlineData("\"captured_at\":\"1/2\"")]
    [InlineData("\"captured_at\":\"\\ud800\"")]
    [InlineData("\"captured_at\":\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"captured_at\":{}")]
    [InlineData("\"at\":0")]
    [InlineData("\"at\":-9223372036854775808")]
    [InlineData("\"at\":9223372036854775807")]
    [InlineData("\"at\":1.5")]
    public async Task A_recording_without_a_time_is_refused_and_asks_for_one(string stamp)
    {
        using Recording recording = new();
        recording.With("page.json", $"{{{stamp},\"markets\":[{Market("A")}]}}");
        string said = await recording.RefusalAsync();
        Assert.Contains("page.json", said, StringComparison.Ordinal);
        Assert.Contains("--at 2025-08-14T16:00:00Z", said, StringComparison.Ordinal);
        Assert.Equal(At, (await recording.ReadAsync(new RecordingOptions { At = At })).At);
    }

    [Fact]
    public async Task The_users_time_goes_before_the_stated_one()
    {
        using Recording recording = new();
        DateTimeOffset wanted = At.AddDays(-1);
        recording.With("page.json", Page(Market("A"))).With("books.json", $"[{Book}]");
        VenueSnapshot snapshot = await recording.ReadAsync(new RecordingOptions { At = wanted });
        Assert.Equal((wanted, wanted), (snapshot.At, snapshot.Books["A"].At));
    }

    [Fact]
    public async Task A_time_inside_an_item_is_not_the_recordings()
    {
        using Recording recording = new();
        string said = await recording.With("page.json", $"[{Market("A", "\"at\":\"2026-08-20T12:00:00Z\"")}]").RefusalAsync();
        Assert.Contains("--at", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_of_several_times_counts()
    {
        using Recording recording = new();
        recording.With("late.json", Page(Market("A")))
            .With("early.json", Saved("2026-08-19T12:00:00Z", "markets", Market("B")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal((At, At.AddDays(-1)), (snapshot.At, snapshot.Markets[1].QuotedAt));
        Assert.Empty(snapshot.Assumptions);
    }

    [Fact]
    public async Task That_all_prices_stood_at_the_users_time_is_an_assumption_where_they_were_recorded_far_apart()
    {
        using Recording recording = new();
        recording.With("late.json", Page(Market("A")))
            .With("early.json", Saved("2026-08-19T12:00:00Z", "markets", Market("B")));
        VenueSnapshot snapshot = await recording.ReadAsync(new RecordingOptions { At = At });
        Assert.All(snapshot.Markets, static market => Assert.Equal(At, market.QuotedAt));
        Assert.Equal(
            "one moment for all prices: the pages were recorded from 2026-08-19T12:00:00Z to 2026-08-20T12:00:00Z",
            Assert.Single(snapshot.Assumptions));
    }

    [Fact]
    public async Task Pages_of_one_pass_assume_nothing()
    {
        using Recording recording = new();
        recording.With("pages.jsonl",
            Saved("2026-08-20T11:59:00Z", "markets", Market("B")) + "\n" + Page(Market("A")));
        Assert.Empty((await recording.ReadAsync()).Assumptions);
    }

    [Fact]
    public async Task A_book_has_the_time_of_its_own_page()
    {
        using Recording recording = new();
        recording.With("pages.jsonl",
            Saved("2026-08-20T11:59:00Z", "orderbooks", Book) + "\n" + Page(Market("A")));
        Assert.Equal(At.AddMinutes(-1), (await recording.ReadAsync()).Books["A"].At);
    }

    [Fact]
    public async Task A_book_takes_the_time_that_its_file_states_behind_it()
    {
        using Recording recording = new();
        recording.With("books.json", $$"""{"orderbooks":[{{Book}}],"captured_at":"2026-08-20T11:59:00Z"}""")
            .With("page.json", Page(Market("A")));
        Assert.Equal(At.AddMinutes(-1), (await recording.ReadAsync()).Books["A"].At);
    }

    [Fact]
    public async Task A_book_of_a_file_without_a_time_takes_that_of_the_recording()
    {
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("books.json", $"[{Book}]").With("page.json", Page(Market("A"))).ReadAsync();
        Assert.Equal(At, snapshot.Books["A"].At);
    }
}
