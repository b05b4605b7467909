using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class TradeEndpointsTests
{
    private static readonly TradeFilter all = new();

    [Fact]
    public async Task Trades_are_read_page_by_page_with_exact_values()
    {
        (List<Listing<Trade>> pages, string[] targets) = await Reading.Of(
            static client => Reading.All(client.Trades.GetTrades(
                new TradeFilter { Ticker = "KX-1", From = DateTimeOffset.FromUnixTimeSeconds(10), Until = DateTimeOffset.FromUnixTimeSeconds(20), IsBlock = false },
                default)),
            (200, """
                {"trades":[{"trade_id":"t1","ticker":"KX-1","count_fp":"136.50","yes_price_dollars":"0.3625","no_price_dollars":"0.6375",
                 "taker_side":"yes","taker_outcome_side":"no","taker_book_side":"ask","created_time":"2026-11-23T19:59:59.123456Z","is_block_trade":true}],
                 "cursor":"2"}
                """),
            (200, """{"trades":null,"cursor":""}"""));
        Assert.Equal("/markets/trades?limit=1000&ticker=KX-1&min_ts=10&max_ts=20&is_block_trade=false", targets[0]);
        Assert.Equal(targets[0] + "&cursor=2", targets[1]);
        Trade trade = pages[0].Items.Single();
        Assert.Equal(
            new Trade(
                "t1", "KX-1", Quantity.FromHundredths(13_650), Price.FromTicks(3_625), new Open<TakerSide>(TakerSide.No, "no"), true,
                new DateTimeOffset(2026, 11, 23, 19, 59, 59, 123, 456, TimeSpan.Zero)),
            trade);
        Assert.Equal((2, 0), (pages.Count, pages[1].Items.Count));
    }

    [Theory]
    [InlineData("\"taker_side\":\"yes\"", TakerSide.Yes, "yes")]
    [InlineData("\"taker_side\":\"yes\",\"taker_outcome_side\":null", TakerSide.Yes, "yes")]
    [InlineData("\"taker_outcome_side\":\"both\"", TakerSide.Unknown, "both")]
    [InlineData("\"other\":1", TakerSide.Unknown, "")]
    public async Task The_taker_is_known_new_or_absent(string fields, TakerSide side, string word)
    {
        (List<Listing<Trade>> pages, _) = await Reading.Of(
            static client => Reading.All(client.Trades.GetHistoricalTrades(all, default)),
            $$"""{"trades":[{"trade_id":"t","ticker":"A","count_fp":"1","yes_price_dollars":"0.5","created_time":"2026-01-01T00:00:00Z",{{fields}}}]}""");
        Open<TakerSide> taker = pages[0].Items.Single().Taker;
        Assert.Equal((side, word), (taker.Value, taker.Text));
    }

    [Theory]
    [InlineData("count_fp", "\"1.234\"", "trades[0].count_fp: '1.234' is not a count with at most 2 decimals")]
    [InlineData("count_fp", "\"-1\"", "trades[0].count_fp: '-1' is not a count with at most 2 decimals")]
    [InlineData("count_fp", "\"\"", "trades[0].count_fp: is missing")]
    [InlineData("count_fp", "null", "trades[0]: count_fp missing")]
    [InlineData("count_fp", "1", "trades[0]: count_fp of another kind than documented")]
    [InlineData("yes_price_dollars", "\"1.0001\"", "trades[0].yes_price_dollars: '1.0001' is not a price from 0 to 1 with at most 4 decimals")]
    [InlineData("yes_price_dollars", "\"NaN\"", "trades[0].yes_price_dollars: 'NaN' is not a price from 0 to 1 with at most 4 decimals")]
    [InlineData("created_time", "\"yesterday\"", "trades[0].created_time: 'yesterday' is not an RFC 3339 time")]
    [InlineData("ticker", "\" \"", "trades[0].ticker: is missing")]
    [InlineData("trade_id", "\"\\ud800\"", "trades[0]: trade_id of another kind than documented")]
    public async Task One_bad_trade_is_left_out_and_named_and_the_next_is_read(string field, string value, string defect)
    {
        Dictionary<string, string> good = new(StringComparer.Ordinal)
        {
            ["trade_id"] = "\"t\"",
            ["ticker"] = "\"A\"",
            ["count_fp"] = "\"1.00\"",
            ["yes_price_dollars"] = "\"0.5000\"",
            ["created_time"] = "\"2026-01-01T00:00:00Z\"",
        };
        Dictionary<string, string> bad = new(good, StringComparer.Ordinal) { [field] = value };
        (List<Listing<Trade>> pages, _) = await Reading.Of(
            static client => Reading.All(client.Trades.GetTrades(all, default)),
            "{\"trades\":[" + Object(bad) + "," + Object(good) + "]}");
        Assert.Equal("t", pages[0].Items.Single().Id);
        Assert.Equal(defect, pages[0].Skipped.Single().ToString());
    }

    private static string Object(Dictionary<string, string> fields) =>
        "{" + string.Join(',', fields.Select(static field => $"\"{field.Key}\":{field.Value}")) + "}";
}
