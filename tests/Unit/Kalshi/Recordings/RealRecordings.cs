using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Counts of the recordings as their own description states them, or as counted with other tools.</summary>
public sealed class RealRecordings
{
    private static readonly DateTimeOffset At = new(2026, 8, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Cents_era_snapshot_is_read_whole()
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Cents, "kalshi-2025-08/active_markets.jsonl.gz");
        Assert.Equal((3_815, 1_380, 0), (snapshot.Markets.Count, snapshot.Events.Count, snapshot.SkippedCount));
        Assert.Equal(3_120, snapshot.Markets.Count(static market => market.Quote is { HasYesBid: true, HasYesAsk: true }));
        Assert.Equal(566, snapshot.Events.Count(static item => item.Markets.Count > 1));
        Assert.Equal(805, snapshot.Markets.Count(static market => market.FloorStrike is not null || market.CapStrike is not null));
        Assert.All(snapshot.Markets, static market =>
            Assert.True(market.SizesAssumed && market.Defects.Count == 0 && !market.RulesPrimary.IsEmpty, market.Ticker));
    }

    [Fact]
    public async Task Cents_era_snapshot_is_refused_as_todays()
    {
        string said = await RefusedAsync("kalshi-2025-08/active_markets.jsonl.gz");
        Assert.Contains("--era cents", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events_sports_nested.json.gz", 32, 245, 207)]
    [InlineData("events_mlb_props_nested.json.gz", 8, 259, 259)]
    [InlineData("events_nfl_preseason.json.gz", 32, 64, 64)]
    public async Task Nested_events_are_read_whole(string file, int events, int markets, int twoSided)
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Current, $"kalshi-2026-08/{file}");
        Assert.Equal((events, markets, 0), (snapshot.Events.Count, snapshot.Markets.Count, snapshot.SkippedCount));
        Assert.Equal(twoSided, snapshot.Markets.Count(static market => market.Quote is { HasYesBid: true, HasYesAsk: true }));
        Assert.All(snapshot.Events, static item => Assert.True(item.IsWhole && item.Defects.Count == 0, item.Ticker));
        Assert.All(snapshot.Markets, static market =>
            Assert.True(market.Defects.Count == 0 && market.TickGrid is not null && !market.SizesAssumed, market.Ticker));
    }

    [Fact]
    public async Task Combos_are_read_with_their_legs_and_books()
    {
        VenueSnapshot snapshot = await ReadAsync(
            Era.Current, "kalshi-2026-08/combo_priced_markets.json.gz", "kalshi-2026-08/combo_orderbooks.json");
        Assert.Equal((41, 20, 0), (snapshot.Markets.Count, snapshot.Books.Count, snapshot.SkippedCount));
        Assert.Equal(12, snapshot.Markets.Count(static market => market.SelectedLegs.Count > 0));
        Assert.All(snapshot.Markets, static market => Assert.True(market.Defects.Count == 0, market.Ticker));
        Assert.All(snapshot.Books.Values, static book => Assert.Equal(At, book.At));
    }

    [Fact]
    public async Task Settled_markets_have_results_and_what_they_paid()
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Current, "kalshi-2026-08/markets_settled.json.gz");
        Assert.Equal((44, 22, 0), (snapshot.Markets.Count, snapshot.Events.Count, snapshot.SkippedCount));
        Assert.All(snapshot.Markets.Where(static market => market.Result.Value == MarketResult.Yes), static market =>
            Assert.Equal(Price.One, market.SettlementValue));
        Assert.All(snapshot.Markets, static market => Assert.Empty(market.Defects));
    }

    [Fact]
    public async Task The_book_recorded_beside_its_market_is_that_markets()
    {
        VenueSnapshot snapshot = await ReadAsync(Era.Current, "kalshi-2026-08/market_single.json");
        Market market = Assert.Single(snapshot.Markets);
        (string ticker, OrderBook book) = Assert.Single(snapshot.Books);
        Assert.Equal(market.Ticker, ticker);
        Assert.Equal(market.Quote.YesBid, book.YesBids[0].Price);
        Assert.Equal(market.Quote.YesAsk, book.NoBids[0].Price.Complement());
    }

    [Fact]
    public async Task Series_have_their_fees()
    {
        const string Market = "kalshi-2026-08/market_single.json";
        VenueSnapshot today = await ReadAsync(Era.Current, "kalshi-2026-08/series_fee_fields.json", Market);
        Assert.Equal(4, today.Series.Count);
        VenueSnapshot january = await ReadAsync(Era.Current, "kalshi-2026-01-golden/series_list_response.json.gz", Market);
        Assert.Equal(241, january.Series.Count);
        Assert.All(today.Series.Values.Concat(january.Series.Values), static series =>
            Assert.True(series.FeeMultiplier is not null && series.FeeType.Value != FeeType.Unknown, series.Ticker));
    }

    [Fact]
    public async Task Weather_without_quotes_is_read_and_its_zoneless_times_are_told()
    {
        VenueSnapshot snapshot = await ReadAsync(
            Era.Current, "weather-2026-spring/events.jsonl.gz", "weather-2026-spring/markets.jsonl.gz");
        Assert.Equal((408, 80), (snapshot.Markets.Count, snapshot.Events.Count));
        Assert.Equal(("12 events, the first KXHIGHNY-26FEB20", "no market was read for it"),
            (Assert.Single(snapshot.Skipped).Item, snapshot.Skipped[0].Reason));
        Assert.Equal(68, snapshot.Events.Count(static item =>
            item.Markets.Count == 6 && item.MutuallyExclusive == true && item.Markets.Count(Won) == 1));
        Assert.All(snapshot.Markets, static market =>
        {
            Assert.Equal(
                ["open_time", "close_time", "expected_expiration_time"], market.Defects.Select(static defect => defect.Field));
            Assert.All(market.Defects, static defect =>
                Assert.EndsWith("is not an RFC 3339 time with its zone", defect.Problem, StringComparison.Ordinal));
        });
        Assert.Equal(
            [("strike_date", 80), ("open_time", 408), ("close_time", 408), ("expected_expiration_time", 408), ("fee", 408)],
            snapshot.Incomplete.Select(static kind => (kind.What, kind.Count)));
    }

    [Theory]
    [InlineData("kalshi-2026-01-golden/market_single_response.json", 1)]
    [InlineData("kalshi-2026-01-golden/markets_list_response.json", 5)]
    [InlineData("kalshi-2026-01-golden/event_single_response.json", 1)]
    public async Task January_pages_lack_only_sizes(string file, int markets)
    {
        VenueSnapshot snapshot = await new RecordedVenueSource([Path(file)], new RecordingOptions())
            .ReadAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal((markets, 2026, 1), (snapshot.Markets.Count, snapshot.At.Year, snapshot.At.Month));
        Assert.All(snapshot.Markets, static market => Assert.Equal(
            ["yes_bid_size_fp: absent", "yes_ask_size_fp: absent"], market.Defects.Select(static defect => defect.ToString())));
    }

    [Theory]
    [InlineData("kalshi-2026-01-golden/orderbook_response.json", "no event, market, series or order book")]
    [InlineData("kalshi-2026-01-golden/portfolio_positions_response.json", "no event, market, series or order book")]
    [InlineData("kalshi-2026-08/portfolio_fills_redacted.json", "no event, market, series or order book")]
    [InlineData("kalshi-2026-08/portfolio_settlements_redacted.json", "no event, market, series or order book")]
    [InlineData("kalshi-2026-08/series_fee_fields.json", "no market in it (0 events, 4 series, 0 order books)")]
    [InlineData("kalshi-2026-08/occurrence_datetime_probe.json", "it has no event_ticker")]
    [InlineData("evaluation-hidden.tar.xz.enc", "is not JSON")]
    [InlineData("kalshi-2026-08/ws_orderbook_stream.json.gz", "no event, market, series or order book")]
    [InlineData("polymarket/http_responses/markets.json.gz", "no event, market, series or order book")]
    [InlineData("weather-2026-spring/candles.csv.gz", "is not JSON")]
    public async Task What_is_no_market_data_is_refused(string file, string said) =>
        Assert.Contains(said, await RefusedAsync(file), StringComparison.Ordinal);

    private static bool Won(Market market) => market.Result.Value == MarketResult.Yes;

    private static string Path(string file) => Repository.Recorded(["data", .. file.Split('/')]);

    private static Task<VenueSnapshot> ReadAsync(Era era, params string[] files) =>
        new RecordedVenueSource([.. files.Select(Path)], new RecordingOptions { Era = era, At = At })
            .ReadAsync(null, TestContext.Current.CancellationToken);

    private static async Task<string> RefusedAsync(string file) =>
        (await Assert.ThrowsAsync<UnreadableSourceException>(() => ReadAsync(Era.Current, file))).Message;
}
