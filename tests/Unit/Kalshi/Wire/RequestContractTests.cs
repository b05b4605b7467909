using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What the client asks for against the venue's own specification: paths and the names of query parameters.</summary>
public sealed class RequestContractTests
{
    private static readonly DateTimeOffset at = DateTimeOffset.UnixEpoch;
    private static readonly CandleRange range = new(at, at, CandlePeriod.Hour);

    /// <summary>The venue added these after this edition of its specification; its own client of edition 3.30 sends them.</summary>
    private static readonly string[] newer = ["is_block_trade", "exchange_index"];

    private static readonly TradeFilter trades = new() { Ticker = "A", From = at, Until = at, IsBlock = true };

    private static readonly OrderFilter orders = new()
    {
        Ticker = "A",
        EventTicker = "E",
        From = at,
        Until = at,
        Status = OrderStatus.Executed,
        ExchangeIndex = 1,
    };

    private static readonly FillFilter fills = new() { Ticker = "A", OrderId = "O", From = at, Until = at, ExchangeIndex = 1 };

    private static readonly MilestoneFilter milestones = new()
    {
        Category = "a",
        Competition = "b",
        Type = "c",
        SourceId = "d",
        RelatedEventTicker = "e",
        StartsFrom = at,
        UpdatedFrom = at,
    };

    private static readonly CollectionFilter collections = new() { Status = "open", AssociatedEventTicker = "E", SeriesTicker = "S" };

    public static TheoryData<string, Func<KalshiRestClient, Task>> Reads => new()
    {
        { "/events", static client => Reading.All(client.GetEvents("open", default)) },
        { "/markets", static client => Reading.All(client.GetMarkets("open", default)) },
        { "/markets", static client => Reading.All(client.GetCombos("open", default)) },
        { "/series", static client => client.GetSeriesList(default) },
        { "/series/{series_ticker}", static client => client.GetSeries("S", default) },
        { "/events/{event_ticker}", static client => client.GetEvent("E", default) },
        { "/markets/{ticker}", static client => client.GetMarket("A", default) },
        { "/markets/{ticker}/orderbook", static client => client.GetOrderbook("A", default) },
        { "/markets/orderbooks", static client => client.GetOrderbooks(["A"], default) },
        { "/exchange/status", static client => client.Exchange.GetStatus(default) },
        { "/exchange/schedule", static client => client.Exchange.GetSchedule(default) },
        { "/series/fee_changes", static client => client.Fees.GetSeriesFeeChanges("S", true, default) },
        { "/markets/trades", static client => Reading.All(client.Trades.GetTrades(trades, default)) },
        { "/historical/trades", static client => Reading.All(client.Trades.GetHistoricalTrades(trades, default)) },
        { "/series/{series_ticker}/markets/{ticker}/candlesticks", static client => client.Candles.GetMarketCandlesticks("S", "A", range with { IncludesLatestBefore = true }, default) },
        { "/series/{series_ticker}/events/{ticker}/candlesticks", static client => client.Candles.GetEventCandlesticks("S", "E", range, default) },
        { "/markets/candlesticks", static client => client.Candles.GetCandlesticks(["A"], range with { IncludesLatestBefore = true }, default) },
        { "/historical/markets/{ticker}/candlesticks", static client => client.Candles.GetHistoricalMarketCandlesticks("A", range, default) },
        { "/milestones", static client => Reading.All(client.Milestones.GetMilestones(milestones, default)) },
        { "/multivariate_event_collections", static client => Reading.All(client.Collections.GetCollections(collections, default)) },
        { "/multivariate_event_collections/{collection_ticker}", static client => client.Collections.GetCollection("C", default) },
        { "/events/multivariate", static client => Reading.All(client.Collections.GetMultivariateEvents("S", null, default)) },
        { "/events/multivariate", static client => Reading.All(client.Collections.GetMultivariateEvents(null, "C", default)) },
        { "/historical/cutoff", static client => client.History.GetCutoff(default) },
        { "/historical/markets", static client => Reading.All(client.History.GetMarkets("E", null, default)) },
        { "/historical/markets", static client => Reading.All(client.History.GetMarkets(null, "S", default)) },
        { "/historical/markets/{ticker}", static client => client.History.GetMarket("A", default) },
        { "/portfolio/balance", static client => client.Portfolio.GetBalance(default) },
        { "/portfolio/orders", static client => Reading.All(client.Portfolio.GetOrders(orders, default)) },
        { "/portfolio/orders/{order_id}", static client => client.Portfolio.GetOrder("O", default) },
        { "/portfolio/fills", static client => Reading.All(client.Portfolio.GetFills(fills, default)) },
        { "/portfolio/positions", static client => Reading.All(client.Portfolio.GetPositions("A", "E", default)) },
        { "/portfolio/settlements", static client => Reading.All(client.Portfolio.GetSettlements(at, at, default)) },
        { "/portfolio/order_groups", static client => client.OrderGroups.GetGroups(default) },
        { "/portfolio/order_groups/{order_group_id}", static client => client.OrderGroups.GetGroup("G", default) },
        { "/exchange/user_data_timestamp", static client => client.Portfolio.GetAsOf(default) },
        { "/api_keys", static client => client.Account.GetKeys(default) },
        { "/account/limits", static client => client.Account.GetLimits(default) },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_asks_a_documented_path_with_documented_parameters(string path, Func<KalshiRestClient, Task> read)
    {
        OpenApi api = OpenApi.Load();
        Assert.Contains(path, api.Paths);
        VirtualTime time = new();
        FakeVenue venue = new(time, FakeVenue.Says(404, "{}"));
        using KalshiRestClient client = new(new KalshiOptions(new Uri("http://127.0.0.1:1/trade-api/v2")), time.Clock, new Draws(0), venue);
        await Assert.ThrowsAsync<KalshiException>(() => read(client));

        string[] asked = venue.Targets.Single().Split('?');
        Assert.True(Fits(path, asked[0]), $"{asked[0]} is not {path}");
        IEnumerable<string> names = asked.Skip(1).SelectMany(static query => query.Split('&')).Select(static pair => pair.Split('=')[0]);
        Assert.Empty(names.Except([.. api.QueryOf(path), .. newer], StringComparer.Ordinal));
    }

    private static bool Fits(string path, string asked)
    {
        string[] parts = path.Split('/');
        string[] own = asked.Split('/');
        return parts.Length == own.Length && parts.Zip(own).All(static pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
