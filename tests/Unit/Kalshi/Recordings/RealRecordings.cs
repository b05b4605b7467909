using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Counts of the recordings as their own description states them.</summary>
public sealed class RealRecordings
{
    private static readonly DateTimeOffset At = new(2026, 8, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Cents_era_snapshot_is_read_whole()
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Cents, "kalshi-2025-08", "active_markets.jsonl.gz");
        Assert.Equal((3_815, 1_380, 0), (snapshot.Markets.Count, snapshot.Events.Count, snapshot.SkippedCount));
        Assert.Equal(3_120, snapshot.Markets.Count(static market => market.Quote is { HasYesBid: true, HasYesAsk: true }));
        Assert.Equal(566, snapshot.Events.Count(static item => item.Markets.Count > 1));
    }

    [Theory]
    [InlineData("events_sports_nested.json.gz", 32, 245)]
    [InlineData("events_mlb_props_nested.json.gz", 8, 259)]
    [InlineData("events_nfl_preseason.json.gz", 32, 64)]
    public async Task Nested_events_are_read_whole(string file, int events, int markets)
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Current, "kalshi-2026-08", file);
        Assert.Equal((events, markets, 0), (snapshot.Events.Count, snapshot.Markets.Count, snapshot.SkippedCount));
        Assert.All(snapshot.Events, static item => Assert.True(item.IsWhole));
    }

    private static Task<VenueSnapshot> ReadAsync(Era era, params string[] parts) =>
        new RecordedVenueSource([Repository.Recorded(["data", .. parts])], new RecordingOptions { Era = era, At = At })
            .ReadAsync(null, TestContext.Current.CancellationToken);
}
