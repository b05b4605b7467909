using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A reading of the account is whole and says how fresh it is, or it is unknown.</summary>
public sealed class PortfolioReaderTests
{
    private const string Order =
        """{"order_id":"o","client_order_id":"mine","ticker":"A","book_side":"ask","status":"canceled","yes_price_dollars":"0.4200","fill_count_fp":"7.68","remaining_count_fp":"0.00","initial_count_fp":"12.50","taker_fill_cost_dollars":"4.4","maker_fill_cost_dollars":"0","taker_fees_dollars":"0.1","maker_fees_dollars":"0"}""";

    private const string Fill =
        """{"fill_id":"f","trade_id":"t","order_id":"o","ticker":"A","book_side":"ask","count_fp":"7.68","yes_price_dollars":"0.4200","is_taker":true,"fee_cost":"0.1","created_time":"2026-11-23T20:00:00Z"}""";

    private static readonly DateTimeOffset asOf = new(2026, 11, 23, 19, 59, 58, TimeSpan.Zero);

    [Fact]
    public async Task Orders_and_fills_are_in_terms_of_what_was_bought()
    {
        VenueOrder order = Assert.Single(Known(await Read(
            static reader => reader.ReadOrdersAsync(new OrderQuery(7), default), $"{{\"orders\":[{Order}],\"cursor\":\"\"}}")));
        Assert.Equal((Side.No, Price.FromTicks(5_800), VenueOrderStatus.Canceled, 768L), (
            order.Side, order.LimitPrice, order.Status, order.Filled.Hundredths));
        VenueFill fill = Assert.Single(Known(await Read(
            static reader => reader.ReadFillsAsync(new FillQuery(7), default), $"{{\"fills\":[{Fill}],\"cursor\":\"\"}}")));

        // The stream names the fill by its trade.
        Assert.Equal(("t", Side.No, Price.FromTicks(5_800), Money.FromMicros(100_000)), (fill.FillId, fill.Side, fill.Price, fill.Fee));
    }

    [Theory]
    [InlineData("yes", "null", 10_000)]
    [InlineData("no", "0", 0)]
    [InlineData("scalar", "50", 5_000)]
    [InlineData("scalar", "null", null)]
    [InlineData("scalar", "101", null)]
    [InlineData("void", "50", null)]
    public async Task A_settlement_pays_what_its_result_says(string result, string value, int? ticks)
    {
        string row = $"{{\"ticker\":\"A\",\"event_ticker\":\"E\",\"market_result\":\"{result}\",\"yes_count_fp\":\"1.00\",\"no_count_fp\":\"0.00\",\"yes_total_cost_dollars\":\"0.4\",\"no_total_cost_dollars\":\"0\",\"revenue\":0,\"value\":{value},\"fee_cost\":\"0\",\"settled_time\":\"2026-11-23T20:00:00Z\"}}";
        VenueSettlement settled = Assert.Single(Known(await Read(
            static reader => reader.ReadSettlementsAsync(7, DateTimeOffset.UnixEpoch, default), $"{{\"settlements\":[{row}]}}")));
        Assert.Equal(ticks, settled.YesPays?.Ticks);
    }

    [Fact]
    public async Task Balances_and_positions_are_read_with_their_freshness()
    {
        Reading<VenueBalances>.Known balances = Assert.IsType<Reading<VenueBalances>.Known>(await Read(
            static reader => reader.ReadBalancesAsync(7, default), """{"balance_dollars":"98.0186","balance_breakdown":[{"exchange_index":2,"balance":"98.0186"}]}"""));
        Assert.Equal((asOf, Money.FromMicros(98_018_600)), (balances.AsOf, balances.Value.Shards[2]));
        VenuePosition position = Assert.Single(Known(await Read(
            static reader => reader.ReadPositionsAsync(7, default),
            """{"market_positions":[{"ticker":"A","position_fp":"-2.50","market_exposure_dollars":"1","realized_pnl_dollars":"0","fees_paid_dollars":"0","exchange_index":1}],"event_positions":[]}""")));
        Assert.Equal(new VenuePosition("A", Quantity.FromHundredths(-250), 1), position);
    }

    public static TheoryData<string, Func<KalshiPortfolioReader, Task<string>>, string> Broken => new()
    {
        { "a row", Orders, $"{{\"orders\":[{Order},{Order.Replace("ask", "x", StringComparison.Ordinal)}],\"cursor\":\"\"}}" },
        { "a page", Orders, "<html>" },
        { "a listing that loops", Orders, $"{{\"orders\":[{Order}],\"cursor\":\"again\"}}" },
        { "a balance without shards", Balances, """{"balance_dollars":"98.0186"}""" },
        { "another account", static async reader => (await reader.ReadBalancesAsync(0, default)).GetType().Name, "{}" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_cannot_be_read_whole_is_unknown(string what, Func<KalshiPortfolioReader, Task<string>> read, string body)
    {
        Assert.True(await Read(read, body) == "Unknown", what);
    }

    private static async Task<string> Orders(KalshiPortfolioReader reader) =>
        (await reader.ReadOrdersAsync(new OrderQuery(7) { RestingOnly = true, Ticker = "A", Since = asOf }, default)).GetType().Name;

    private static async Task<string> Balances(KalshiPortfolioReader reader) => (await reader.ReadBalancesAsync(7, default)).GetType().Name;

    private static async Task<T> Read<T>(Func<KalshiPortfolioReader, Task<T>> read, string body)
    {
        using Desk desk = Desk.Says(200, body);
        desk.Venue.Fixed["/exchange/user_data_timestamp"] = static () => FakeVenue.Message(200, """{"as_of_time":"2026-11-23T19:59:58Z"}""");
        return await desk.Time.Finish(read(new KalshiPortfolioReader(desk.Client, desk.Time.Clock)));
    }

    private static T Known<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Known>(reading).Value;
}
