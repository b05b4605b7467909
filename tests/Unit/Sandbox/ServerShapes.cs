using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// Answers carry the fields that the venue's specification requires, where that specification is at hand.
/// </summary>
public sealed class ServerShapes(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    [Theory]
    [InlineData("/exchange/status", "ExchangeStatus")]
    [InlineData("/exchange/schedule", "GetExchangeScheduleResponse")]
    [InlineData("/series", "GetSeriesListResponse")]
    [InlineData("/series/KXFED", "GetSeriesResponse")]
    [InlineData("/series/fee_changes", "GetSeriesFeeChangesResponse")]
    [InlineData("/events?with_nested_markets=true", "GetEventsResponse")]
    [InlineData("/events/KXPRESNOMB-28", "GetEventResponse")]
    [InlineData("/events/multivariate?with_nested_markets=true", "GetMultivariateEventsResponse")]
    [InlineData("/markets?limit=1000", "GetMarketsResponse")]
    [InlineData("/markets/KXPRESNOMB-28-ABR", "GetMarketResponse")]
    [InlineData("/markets/KXPRESNOMB-28-ABR/orderbook", "GetMarketOrderbookResponse")]
    [InlineData(
        "/markets/orderbooks?tickers=KXPRESNOMB-28-ABR&tickers=KXPRESNOMB-28-BCA", "GetMarketOrderbooksResponse")]
    [InlineData("/markets/trades", "GetTradesResponse")]
    [InlineData(
        "/series/KXPRESNOMB/markets/KXPRESNOMB-28-ABR/candlesticks?start_ts=1000&end_ts=9000&period_interval=60",
        "GetMarketCandlesticksResponse")]
    [InlineData(
        "/series/KXPRESNOMB/events/KXPRESNOMB-28/candlesticks?start_ts=1000&end_ts=9000&period_interval=60",
        "GetEventCandlesticksResponse")]
    [InlineData(
        "/markets/candlesticks?market_tickers=KXPRESNOMB-28-ABR,KXPRESNOMB-28-BCA&start_ts=1&end_ts=9000&period_interval=60",
        "BatchGetMarketCandlesticksResponse")]
    [InlineData("/milestones?limit=500", "GetMilestonesResponse")]
    [InlineData("/multivariate_event_collections", "GetMultivariateEventCollectionsResponse")]
    [InlineData(
        "/multivariate_event_collections/KXMVESPORTSMULTIGAMEEXTENDED-R",
        "GetMultivariateEventCollectionResponse")]
    [InlineData("/historical/cutoff", "GetHistoricalCutoffResponse")]
    [InlineData("/historical/markets", "GetMarketsResponse")]
    public async Task Required_fields_are_present_and_of_their_type(string path, string schema)
    {
        JsonElement answer = await shared.Sandbox.Get(path);
        Assert.Empty(Specification.Read("kalshi-openapi-3.13.yaml").Problems(answer, schema));
    }

    [Fact]
    public async Task Series_without_a_fee_are_the_only_ones_that_omit_it()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement answer = await sandbox.Get("/series");
        string[] without = [.. answer.GetProperty("series").EnumerateArray()
            .Where(series => !series.TryGetProperty("fee_type", out _))
            .Select(series => series.GetProperty("ticker").GetString()!)];
        Assert.Equal(["KXPPI"], without);
        Assert.False(
            (await sandbox.Get("/series/KXPPI")).GetProperty("series").TryGetProperty("fee_multiplier", out _));
    }

    [Fact]
    public async Task The_listed_touch_is_the_touch_of_the_book()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement market = (await sandbox.Get("/markets/KXPRESNOMB-28-ABR")).GetProperty("market");
        JsonElement book = (await sandbox.Get("/markets/KXPRESNOMB-28-ABR/orderbook")).GetProperty("orderbook_fp");
        JsonElement[] yes = [.. book.GetProperty("yes_dollars").EnumerateArray()];
        JsonElement[] no = [.. book.GetProperty("no_dollars").EnumerateArray()];
        Assert.Equal(3, yes.Length);

        // Levels ascend: the best bid is the last, and both its price and its size are listed.
        Assert.Equal("0.4600", yes[^1][0].GetString());
        Assert.Equal("500.75", yes[^1][1].GetString());
        Assert.Equal("0.4600", market.GetProperty("yes_bid_dollars").GetString());
        Assert.Equal("500.75", market.GetProperty("yes_bid_size_fp").GetString());
        Assert.Equal("0.5300", no[^1][0].GetString());
        Assert.Equal("0.4700", market.GetProperty("yes_ask_dollars").GetString());
        Assert.Equal("0.5300", market.GetProperty("no_bid_dollars").GetString());
        Assert.Equal("0.5400", market.GetProperty("no_ask_dollars").GetString());
        Assert.Equal("tapered_deci_cent", market.GetProperty("price_level_structure").GetString());
        Assert.Equal(3, market.GetProperty("price_ranges").GetArrayLength());
    }

    [Fact]
    public async Task Depth_keeps_the_best_levels()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement answer = await sandbox.Get("/markets/KXPRESNOMB-28-ABR/orderbook?depth=1");
        JsonElement book = answer.GetProperty("orderbook_fp");
        Assert.Equal("0.4600", Assert.Single(book.GetProperty("yes_dollars").EnumerateArray())[0].GetString());
    }

    [Fact]
    public async Task Deadline_markets_have_no_strike_fields_and_an_empty_result()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement answer = await sandbox.Get("/markets?series_ticker=KXSPACEXSTARSHIP&status=open");
        Assert.All(answer.GetProperty("markets").EnumerateArray(), market =>
        {
            Assert.False(market.TryGetProperty("strike_type", out _));
            Assert.False(market.TryGetProperty("floor_strike", out _));
            Assert.Equal("", market.GetProperty("result").GetString());
        });
    }

    [Fact]
    public async Task A_settled_market_says_what_it_paid()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement answer = await sandbox.Get("/markets?series_ticker=KXSPACEXSTARSHIP&status=settled");
        JsonElement market = Assert.Single(answer.GetProperty("markets").EnumerateArray());
        Assert.Equal("no", market.GetProperty("result").GetString());
        Assert.Equal("0.0000", market.GetProperty("settlement_value_dollars").GetString());
        Assert.Equal("1.0000", market.GetProperty("yes_ask_dollars").GetString());
        Assert.Equal("0.00", market.GetProperty("yes_ask_size_fp").GetString());
    }

    [Fact]
    public async Task An_events_fee_override_is_on_the_event_and_in_the_list_of_changes()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement change = Assert.Single(
            (await sandbox.Get("/events/fee_changes")).GetProperty("event_fee_changes").EnumerateArray());
        JsonElement answer = await sandbox.Get("/events/" + change.GetProperty("event_ticker").GetString());
        JsonElement listed = answer.GetProperty("event");
        Assert.Equal(0.5m, listed.GetProperty("fee_multiplier_override").GetDecimal());
        Assert.Equal("quadratic", listed.GetProperty("fee_type_override").GetString());
    }
}
