using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The client reads what the venue really answered; where an old answer lacks today's fields, each is named.</summary>
public sealed class RecordedAnswers
{
    private static readonly CandleRange wide = new(
        new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), CandlePeriod.Day);

    [Fact]
    public async Task The_exchange_of_January_was_open_in_known_hours()
    {
        (ExchangeStatus status, _) = await Reading.Of(static client => client.Exchange.GetStatus(default), January("exchange_status"));
        Assert.True(status is { IsActive: true, IsTrading: true, ResumesAt: null, Shards.Count: 0 });
        (ExchangeSchedule schedule, _) = await Reading.Of(static client => client.Exchange.GetSchedule(default), January("exchange_schedule"));
        WeeklyHours week = Assert.Single(schedule.Weeks);
        Assert.Equal(7, week.Days.Count);
        Assert.Equal(2, week.Days[DayOfWeek.Thursday].Count);
        Assert.Empty(schedule.Skipped);
        Assert.Empty(schedule.Maintenance);
    }

    [Fact]
    public async Task Milestones_and_collections_of_January_are_read_whole()
    {
        (List<Listing<Milestone>> milestones, _) = await Reading.Of(
            static client => Reading.All(client.Milestones.GetMilestones(new MilestoneFilter(), default)), LastPage(January("milestones_list")));
        Assert.Equal((5, 0), (milestones[0].Items.Count, milestones[0].Skipped.Count));
        Assert.All(milestones[0].Items, static item => Assert.True(item is { PrimaryEvents.Count: > 0, EndsAt: null }, item.Id));

        (Collection collection, _) = await Reading.Of(
            static client => client.Collections.GetCollection("X", default), January("multivariate_event_collection_single"));
        Assert.Equal(("KXMVENFLSINGLEGAME-26JAN18SFSEA", 11, 2, 0), (
            collection.Ticker, collection.Events.Count, collection.FewestLegs!.Value, collection.MostLegs!.Value));
    }

    [Fact]
    public async Task Every_collection_of_August_says_its_legs()
    {
        using JsonDocument recorded = JsonDocument.Parse(Text("kalshi-2026-08", "combo_collections.json"));
        foreach (JsonProperty item in recorded.RootElement.EnumerateObject())
        {
            (Collection collection, _) = await Reading.Of(
                static client => client.Collections.GetCollection("X", default), $"{{\"multivariate_contract\":{item.Value.GetRawText()}}}");
            Assert.Equal(item.Value.GetProperty("associated_events").GetArrayLength(), collection.Events.Count);
            Assert.NotNull(collection.ExchangeIndex);
        }
    }

    [Theory]
    [InlineData("candlesticks_mlb.json", 48)]
    public async Task Candles_of_August_are_read_whole(string file, int count)
    {
        using JsonDocument recorded = JsonDocument.Parse(Text("kalshi-2026-08", file));
        int read = 0;
        foreach (JsonProperty market in recorded.RootElement.GetProperty("markets").EnumerateObject())
        {
            string list = market.Value.GetProperty("candlesticks").GetRawText();
            (MarketCandles candles, _) = await Reading.Of(
                static client => client.Candles.GetMarketCandlesticks("S", "T", wide, default), $"{{\"ticker\":\"T\",\"candlesticks\":{list}}}");
            Assert.Empty(candles.Skipped);
            Assert.All(candles.Candles, static candle => Assert.True(
                candle is { YesBid: { } bid, YesAsk: { } ask, Volume: not null, OpenInterest: not null } && bid.Low <= ask.High));
            read += candles.Candles.Count;
        }

        Assert.Equal(count, read);
    }

    /// <summary>Counts were whole numbers under other names: unknown, which is not zero.</summary>
    [Fact]
    public async Task January_candles_have_prices_and_no_counts_and_its_trades_lack_a_count_by_name()
    {
        (MarketCandles candles, _) = await Reading.Of(
            static client => client.Candles.GetMarketCandlesticks("S", "KXELONMARS-99", wide, default), January("series_candlesticks"));
        Assert.Equal((90, 0), (candles.Candles.Count, candles.Skipped.Count));
        Assert.All(candles.Candles, static candle => Assert.True(candle is { Volume: null, OpenInterest: null, YesAsk: not null }));

        (List<Listing<Trade>> trades, _) = await Reading.Of(
            static client => Reading.All(client.Trades.GetTrades(new TradeFilter(), default)), LastPage(January("trades_list")));
        Assert.Empty(trades[0].Items);
        Assert.Equal(Enumerable.Range(0, 5).Select(static i => $"trades[{i}]"), trades[0].Skipped.Select(static defect => defect.Field));
        Assert.All(trades[0].Skipped, static defect => Assert.Contains("count_fp", defect.Problem, StringComparison.Ordinal));
    }

    private static string LastPage(string answer)
    {
        using JsonDocument page = JsonDocument.Parse(answer);
        return answer.Replace(page.RootElement.GetProperty("cursor").GetString()!, "", StringComparison.Ordinal);
    }

    private static string January(string name)
    {
        string folder = Repository.Recorded("data", "kalshi-2026-01-golden");
        string file = Directory.GetFiles(folder, name + "_response.json*").Single();
        using JsonDocument recorded = JsonDocument.Parse(Text("kalshi-2026-01-golden", Path.GetFileName(file)));
        return recorded.RootElement.GetProperty("response").GetRawText();
    }

    private static string Text(string folder, string file)
    {
        using FileStream bytes = File.OpenRead(Repository.Recorded("data", folder, file));
        using Stream unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using StreamReader reader = new(unpacked);
        return reader.ReadToEnd();
    }
}
