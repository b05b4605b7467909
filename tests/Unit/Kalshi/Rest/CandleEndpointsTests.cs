using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class CandleEndpointsTests
{
    private const string Range = "start_ts=1000&end_ts=8200&period_interval=60";

    private const string Full = """
        {"end_period_ts":3600,"yes_bid":{"open_dollars":"0.4000","low_dollars":"0.3900","high_dollars":"0.4200","close_dollars":"0.4100"},
         "yes_ask":{"open_dollars":"0.4400","low_dollars":"0.4300","high_dollars":"0.4600","close_dollars":"0.4500"},
         "price":{"open_dollars":"0.4300","low_dollars":"0.4100","high_dollars":"0.4400","close_dollars":"0.4200","mean_dollars":"0.425133",
           "previous_dollars":"0.4000","min_dollars":"0.41","max_dollars":"0.44"},
         "volume_fp":"12.50","open_interest_fp":"100.00"}
        """;

    private const string Empty = """
        {"end_period_ts":7200,"yes_bid":{"open_dollars":null,"low_dollars":null,"high_dollars":null,"close_dollars":null},"yes_ask":{},
         "price":{"open_dollars":null,"previous_dollars":"0.4200"},"volume_fp":"0.00","open_interest_fp":"100.00"}
        """;

    private static readonly CandleRange range =
        new(DateTimeOffset.FromUnixTimeSeconds(1_000), DateTimeOffset.FromUnixTimeSeconds(8_200), CandlePeriod.Hour);

    private static readonly Candle full = new(
        DateTimeOffset.FromUnixTimeSeconds(3_600), Ticks(4_000, 3_900, 4_200, 4_100), Ticks(4_400, 4_300, 4_600, 4_500),
        Ticks(4_300, 4_100, 4_400, 4_200), Money.FromMicros(425_133), Price.FromTicks(4_000), Quantity.FromHundredths(1_250),
        Quantity.FromContracts(100));

    private static readonly Candle empty = new(
        DateTimeOffset.FromUnixTimeSeconds(7_200), YesBid: null, YesAsk: null, Traded: null, Mean: null, Price.FromTicks(4_200),
        Quantity.Zero, Quantity.FromContracts(100));

    [Fact]
    public async Task Candles_of_a_market_are_exact_and_nothing_traded_is_not_zero()
    {
        (MarketCandles candles, string[] targets) = await Reading.Of(
            static client => client.Candles.GetMarketCandlesticks("KX", "KX-1", range with { IncludesLatestBefore = true }, default),
            $$"""{"ticker":"KX-1","candlesticks":[{{Full}},{{Empty}}]}""");
        Assert.Equal([$"/series/KX/markets/KX-1/candlesticks?{Range}&include_latest_before_start=true"], targets);
        Assert.Equal([full, empty], candles.Candles);
        Assert.Empty(candles.Skipped);
    }

    [Fact]
    public async Task Archived_candles_read_the_same_under_their_other_names()
    {
        string body = $$"""{"ticker":"KX-1","candlesticks":[{{Full}},{{Empty}}]}"""
            .Replace("_dollars", "", StringComparison.Ordinal).Replace("_fp", "", StringComparison.Ordinal);
        (MarketCandles candles, string[] targets) = await Reading.Of(
            static client => client.Candles.GetHistoricalMarketCandlesticks("KX-1", range, default), body);
        Assert.Equal([$"/historical/markets/KX-1/candlesticks?{Range}"], targets);
        Assert.Equal([full, empty], candles.Candles);
    }

    [Fact]
    public async Task Candles_of_an_event_come_with_their_markets()
    {
        (EventCandles candles, string[] targets) = await Reading.Of(
            static client => client.Candles.GetEventCandlesticks("KX", "KX-26", range, default),
            $$"""{"market_tickers":["A","B","C"],"market_candlesticks":[[{{Full}}],[],null],"adjusted_end_ts":7200}""");
        Assert.Equal([$"/series/KX/events/KX-26/candlesticks?{Range}"], targets);
        Assert.Equal([("A", 1), ("B", 0), ("C", 0)], candles.Markets.Select(static market => (market.Ticker, market.Candles.Count)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(7_200), candles.EndsAt);
    }

    [Theory]
    [InlineData("""{"market_tickers":["A","B"],"market_candlesticks":[[]],"adjusted_end_ts":7200}""", "names 2 markets and lists candles of 1")]
    [InlineData("""{"market_tickers":[null],"market_candlesticks":[[]],"adjusted_end_ts":7200}""", "market_tickers is missing")]
    [InlineData("""{"market_tickers":["A"],"market_candlesticks":[[]],"adjusted_end_ts":-1}""", "'-1' is not an instant")]
    [InlineData("""{"market_tickers":["A"],"market_candlesticks":[{}],"adjusted_end_ts":1}""", "market_candlesticks")]
    public async Task Candles_that_do_not_fit_their_markets_are_refused(string body, string says)
    {
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(
            () => Reading.Of(static client => client.Candles.GetEventCandlesticks("KX", "KX-26", range, default), body));
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_markets_come_in_one_answer()
    {
        (Listing<MarketCandles> markets, string[] targets) = await Reading.Of(
            static client => client.Candles.GetCandlesticks(["A", "B&C"], range with { Period = CandlePeriod.Day }, default),
            $$"""{"markets":[{"market_ticker":"A","candlesticks":[{{Full}}]},{"market_ticker":"B&C","candlesticks":null},{"candlesticks":[]}]}""");
        Assert.Equal(["/markets/candlesticks?start_ts=1000&end_ts=8200&period_interval=1440&market_tickers=A%2CB%26C"], targets);
        Assert.Equal([("A", 1), ("B&C", 0)], markets.Items.Select(static market => (market.Ticker, market.Candles.Count)));
        Assert.Equal("markets[2]: market_ticker missing", markets.Skipped.Single().ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_bulk_read_takes_one_to_a_hundred_markets(int count) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Reading.Of(client => client.Candles.GetCandlesticks(new string[count], range, default), "{}"));

    [Theory]
    [InlineData("0.3900", "0.9900", "candlesticks[0].yes_bid: opens at 0.4000 and closes at 0.9900, outside 0.3900 to 0.4200")]
    [InlineData("0.4100", "0.4100", "candlesticks[0].yes_bid: opens at 0.4000 and closes at 0.4100, outside 0.4100 to 0.4200")]
    [InlineData("40", "0.4100", "candlesticks[0].yes_bid.low: '40' is not a price from 0 to 1 with at most 4 decimals")]
    public async Task A_candle_that_contradicts_itself_is_left_out_and_named(string low, string close, string defect)
    {
        string bad = Full.Replace("\"low_dollars\":\"0.3900\"", $"\"low_dollars\":\"{low}\"", StringComparison.Ordinal)
            .Replace("\"close_dollars\":\"0.4100\"", $"\"close_dollars\":\"{close}\"", StringComparison.Ordinal);
        (MarketCandles candles, _) = await Reading.Of(
            static client => client.Candles.GetMarketCandlesticks("KX", "KX-1", range, default),
            $$"""{"ticker":"KX-1","candlesticks":[{{bad}},{{Empty}}]}""");
        Assert.Equal([empty], candles.Candles);
        Assert.Equal(defect, candles.Skipped.Single().ToString());
    }

    private static PriceRange Ticks(int open, int low, int high, int close) =>
        new(Price.FromTicks(open), Price.FromTicks(low), Price.FromTicks(high), Price.FromTicks(close));
}
