using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class HistoryEndpointsTests
{
    [Theory]
    [InlineData(",\"market_positions_last_updated_ts\":\"2026-07-14T00:00:00Z\"", 14)]
    [InlineData("", null)]
    public async Task The_cutoff_says_what_has_moved(string more, int? positions)
    {
        (HistoricalCutoff cutoff, string[] targets) = await Reading.Of(
            static client => client.History.GetCutoff(default),
            $$"""{"market_settled_ts":"2026-07-11T00:00:00Z","trades_created_ts":"2026-07-12T00:00:00Z","orders_updated_ts":"2026-07-13T00:00:00Z"{{more}}}""");
        Assert.Equal(["/historical/cutoff"], targets);
        Assert.Equal((11, 12, 13, positions), (cutoff.Markets.Day, cutoff.Trades.Day, cutoff.Orders.Day, cutoff.Positions?.Day));
    }

    [Theory]
    [InlineData("""{"market_settled_ts":"2026-07-11T00:00:00Z","trades_created_ts":"2026-07-12T00:00:00Z"}""", "orders_updated_ts missing")]
    [InlineData("""{"market_settled_ts":"x","trades_created_ts":"2026-07-12T00:00:00Z","orders_updated_ts":""}""", "market_settled_ts 'x' is not")]
    [InlineData("""{"market_settled_ts":1,"trades_created_ts":"2026-07-12T00:00:00Z","orders_updated_ts":""}""", "market_settled_ts of another kind")]
    public async Task A_cutoff_that_is_not_whole_is_refused(string body, string says)
    {
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(
            () => Reading.Of(static client => client.History.GetCutoff(default), body));
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("KX-1", null, "&event_ticker=KX-1")]
    [InlineData(null, "KX", "&series_ticker=KX")]
    public async Task Archived_markets_come_as_they_are(string? eventTicker, string? series, string filter)
    {
        (List<RawPage> pages, string[] targets) = await Reading.Of(
            client => Reading.All(client.History.GetMarkets(eventTicker, series, default)),
            (200, """{"markets":[],"cursor":"c"}"""),
            (200, """{"markets":[],"cursor":""}"""));
        Assert.Equal(["/historical/markets?limit=1000" + filter, "/historical/markets?limit=1000" + filter + "&cursor=c"], targets);
        Assert.Equal(2, pages.Count);
    }

    [Fact]
    public async Task Archived_markets_are_filtered_by_one_thing() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Reading.Of(static client => Reading.All(client.History.GetMarkets("E", "S", default)), "{}"));

    [Fact]
    public async Task One_archived_market_is_read_by_its_ticker() =>
        Assert.Equal(
            ["/historical/markets/KX-1"],
            (await Reading.Of(static client => client.History.GetMarket("KX-1", default), """{"market":{}}""")).Targets);
}
