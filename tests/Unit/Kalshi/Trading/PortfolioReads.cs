using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What the account has and did, in exact types; the subaccount is named in every call.</summary>
public sealed class PortfolioReads
{
    private static readonly DateTimeOffset at = DateTimeOffset.UnixEpoch.AddSeconds(5);

    [Fact]
    public async Task A_balance_is_read_to_a_hundredth_of_a_cent_and_by_shard()
    {
        AccountBalance balance = await Read(
            static client => client.Portfolio.GetBalance(default), "/portfolio/balance?subaccount=7",
            """{"balance":9801,"balance_dollars":"98.0186","portfolio_value":1,"updated_ts":1795464000,"balance_breakdown":[{"exchange_index":0,"balance":"90.0000"},{"exchange_index":2,"balance":"8.0186"}]}""");
        Assert.Equal(Money.FromMicros(98_018_600), balance.Total);
        Assert.Equal(Money.FromMicros(8_018_600), balance.On(2));
        Assert.Null(balance.On(3));
    }

    [Fact]
    public async Task A_balance_without_shards_says_nothing_of_any_shard()
    {
        AccountBalance balance = await Read(
            static client => client.Portfolio.GetBalance(default), "/portfolio/balance?subaccount=7", """{"balance_dollars":"98.0186"}""");
        Assert.Null(balance.Shards);
        Assert.Null(balance.On(0));
    }

    [Theory]
    [InlineData("""{"balance":9801}""")]
    [InlineData("""{"balance_dollars":"98.01865432"}""")]
    [InlineData("""{"balance_dollars":"98.0186","balance_breakdown":[{"exchange_index":0}]}""")]
    [InlineData("""{"balance_dollars":"98.0186","balance_breakdown":[{"exchange_index":0,"balance":"x"}]}""")]
    public async Task A_balance_that_cannot_be_read_whole_is_none(string body)
    {
        using Desk desk = Desk.Says(200, body);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => desk.Client.Portfolio.GetBalance(default));
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
    }

    [Fact]
    public async Task Positions_are_signed_and_come_with_their_events()
    {
        List<PositionPage> pages = await Read(
            static client => Reading.All(client.Portfolio.GetPositions(null, null, default)),
            "/portfolio/positions?limit=1000&count_filter=position&subaccount=7",
            """{"market_positions":[{"ticker":"A","position_fp":"-12.50","market_exposure_dollars":"7.250000","total_traded_dollars":"8","realized_pnl_dollars":"-0.0001","fees_paid_dollars":"0.10","last_updated_ts":"2026-11-23T20:00:00Z","exchange_index":2},{"ticker":"B","position_fp":"1e2","market_exposure_dollars":"0","realized_pnl_dollars":"0","fees_paid_dollars":"0"}],"event_positions":[{"event_ticker":"E","total_cost_dollars":"1.00","event_exposure_dollars":"0.50","realized_pnl_dollars":"0.00","fees_paid_dollars":"0.01"}],"cursor":""}""");
        PortfolioPosition position = Assert.Single(pages[0].Markets.Items);
        Assert.Equal((Quantity.FromHundredths(-1_250), Money.FromMicros(-100), 2), (
            position.Count, position.RealizedProfit, position.ExchangeIndex!.Value));
        Assert.Equal("market_positions[1].position_fp", Assert.Single(pages[0].Markets.Skipped).Field);
        Assert.Equal(Money.FromMicros(500_000), Assert.Single(pages[0].Events.Items).Exposure);
    }

    [Fact]
    public async Task Orders_are_asked_for_by_what_the_venue_filters_by()
    {
        OrderFilter filter = new()
        {
            Ticker = "A",
            EventTicker = "E",
            From = at,
            Until = at,
            Status = OrderStatus.Resting,
            ExchangeIndex = 2,
        };
        List<Listing<PortfolioOrder>> pages = await Read(
            client => Reading.All(client.Portfolio.GetOrders(filter, default)),
            "/portfolio/orders?limit=1000&subaccount=7&ticker=A&event_ticker=E&min_ts=5&max_ts=5&status=resting&exchange_index=2",
            $"{{\"orders\":[{Order},{Order.Replace("\"ask\"", "\"sideways\"", StringComparison.Ordinal)},{Order.Replace("\"resting\"", "\"parked\"", StringComparison.Ordinal)}],\"cursor\":\"\"}}");
        Assert.Equal(2, pages[0].Items.Count);
        PortfolioOrder order = pages[0].Items[0];
        Assert.Equal(
            ("o", "mine", BookSide.Ask, OrderStatus.Resting, 482L), (
            order.OrderId, order.ClientOrderId, order.Side, order.Status.Value, order.Remaining.Hundredths));

        // A state we do not know is kept as the venue wrote it; a side we do not know is never guessed.
        Assert.Equal((OrderStatus.Unknown, "parked"), (pages[0].Items[1].Status.Value, pages[0].Items[1].Status.Text));
        Assert.Equal("orders[1].book_side", Assert.Single(pages[0].Skipped).Field);
    }

    [Fact]
    public async Task One_order_is_read_by_its_id()
    {
        PortfolioOrder order = await Read(
            static client => client.Portfolio.GetOrder("o", default), "/portfolio/orders/o", $"{{\"order\":{Order}}}");
        Assert.Equal(Money.FromMicros(120_050), order.TakerFees);
    }

    [Fact]
    public async Task Fills_and_settlements_name_the_subaccount_too()
    {
        await Read(
            static client => Reading.All(client.Portfolio.GetFills(new FillFilter { OrderId = "o", From = at }, default)),
            "/portfolio/fills?limit=1000&subaccount=7&order_id=o&min_ts=5", """{"fills":[],"cursor":""}""");
        await Read(
            static client => Reading.All(client.Portfolio.GetSettlements(at, null, default)),
            "/portfolio/settlements?limit=1000&subaccount=7&min_ts=5", """{"settlements":[]}""");
        await Read(static client => client.OrderGroups.GetGroups(default), "/portfolio/order_groups?subaccount=7", "{}");
        OrderGroup group = await Read(
            static client => client.OrderGroups.GetGroup("g", default), "/portfolio/order_groups/g?subaccount=7",
            """{"is_auto_cancel_enabled":true,"orders":["a"],"contracts_limit_fp":"40.00"}""");
        Assert.Equal((Quantity.FromContracts(40), 1), (group.Limit, group.Orders!.Count));
    }

    [Fact]
    public async Task The_venue_says_up_to_when_its_lists_are_told() => Assert.Equal(
        new DateTimeOffset(2026, 11, 23, 20, 0, 0, 500, TimeSpan.Zero),
        await Read(
            static client => client.Portfolio.GetAsOf(default), "/exchange/user_data_timestamp", """{"as_of_time":"2026-11-23T20:00:00.5Z"}"""));

    [Fact]
    public async Task Keys_say_what_they_may_do()
    {
        ApiKeys keys = await Read(
            static client => client.Account.GetKeys(default), "/api_keys",
            """{"api_keys":[{"api_key_id":"k","name":"n","scopes":["read","write::trade"],"subaccount":7}],"api_key_region_expiration_ts":5}""");
        Assert.Equal(["read", "write::trade"], Assert.Single(keys.Keys).Scopes);
        Assert.Equal(at, keys.RegionExpiresAt);
    }

    [Fact]
    public async Task Fills_and_settlements_of_August_are_read_whole()
    {
        string fills = Recorded("portfolio_fills_redacted.json");
        List<Listing<PortfolioFill>> read = (await Reading.Of(
            static client => Reading.All(client.Portfolio.GetFills(new FillFilter(), default)), fills)).Result;
        Assert.Empty(read[0].Skipped);
        Assert.Equal(33, read[0].Items.Count);
        Assert.All(read[0].Items, static fill => Assert.True(fill.Count.IsPositive && fill.Fee >= Money.Zero && fill.At is not null));

        List<Listing<PortfolioSettlement>> settled = (await Reading.Of(
            static client => Reading.All(client.Portfolio.GetSettlements(null, null, default)), Recorded("portfolio_settlements_redacted.json"))).Result;
        Assert.Empty(settled[0].Skipped);
        Assert.Equal(22, settled[0].Items.Count);
    }

    private const string Order =
        """{"order_id":"o","user_id":"u","client_order_id":"mine","ticker":"A","side":"no","action":"buy","outcome_side":"no","book_side":"ask","type":"limit","status":"resting","yes_price_dollars":"0.4200","no_price_dollars":"0.5800","fill_count_fp":"7.68","remaining_count_fp":"4.82","initial_count_fp":"12.50","taker_fill_cost_dollars":"4.454400","maker_fill_cost_dollars":"0.000000","taker_fees_dollars":"0.120050","maker_fees_dollars":"0.000000","expiration_time":null,"created_time":"2026-11-23T20:00:00Z"}""";

    private static async Task<T> Read<T>(Func<KalshiRestClient, Task<T>> read, string target, string body)
    {
        using Desk desk = Desk.Says(200, body);
        T result = await desk.Time.Finish(read(desk.Client));
        Assert.Equal([target], desk.Venue.Targets);
        return result;
    }

    private static string Recorded(string name)
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(Repository.Recorded("data", "kalshi-2026-08", name)));
        return recorded.RootElement.GetProperty("payload").GetRawText();
    }
}
