namespace Dutchbook.Sandbox;

/// <summary>All endpoints of the exchange.</summary>
internal static class Routes
{
    public static IEnumerable<Route> All(TradingFloor floor, KeyRing keys) =>
        [.. Market(floor), .. Orders(floor), .. Portfolio(floor), .. Account(floor, keys)];

    private static IEnumerable<Route> Market(TradingFloor floor)
    {
        MarketEndpoints markets = new(floor);
        MilestoneEndpoints milestones = new(floor);
        EventEndpoints events = new(floor, milestones);
        SeriesEndpoints series = new(floor);
        CandleEndpoints candles = new(floor, markets);
        CollectionEndpoints collections = new(floor);
        return
        [
            Public("/exchange/status", new ExchangeEndpoints(floor).Status),
            Public("/exchange/schedule", ExchangeEndpoints.Schedule),
            Public("/series", series.List),
            Public("/series/fee_changes", series.FeeChanges),
            Public("/series/{series}", series.One),
            Public("/series/{series}/markets/{ticker}/candlesticks", candles.OfMarket),
            Public("/series/{series}/events/{ticker}/candlesticks", candles.OfEvent),
            Public("/events", events.Events),
            Public("/events/multivariate", events.Multivariate),
            Public("/events/fee_changes", events.FeeChanges),
            Public("/events/{ticker}", events.Event),
            Public("/markets", markets.Markets),
            Public("/markets/trades", markets.Trades),
            Public("/markets/orderbooks", markets.Books),
            Public("/markets/candlesticks", candles.Batch),
            Public("/markets/{ticker}", markets.Market),
            Public("/markets/{ticker}/orderbook", markets.Book),
            Public("/milestones", milestones.List),
            Public("/multivariate_event_collections", collections.List),
            Public("/multivariate_event_collections/{ticker}", collections.One),
            Public("/historical/cutoff", markets.HistoricalCutoff),
            Public("/historical/markets", markets.Historical),
            Public("/historical/markets/{ticker}", markets.Market),
            Public("/historical/trades", MarketEndpoints.HistoricalTrades),
            Public("/account/endpoint_costs", ExchangeEndpoints.Costs),
        ];
    }

    private static IEnumerable<Route> Orders(TradingFloor floor)
    {
        const string orders = "/portfolio/events/orders";
        OrderEndpoints writes = new(new OrderDesk(floor));
        OrderReads reads = new(floor);
        return
        [
            Trade("POST", orders, writes.Create, static call => RequestCost.Order(call.Body.Small("exchange_index"))),
            Trade("POST", orders + "/batched", writes.CreateBatch, static call => Batch(call, RequestCost.Usual)),
            Trade("DELETE", orders + "/batched", writes.CancelBatch, static call => Batch(call, RequestCost.Cheap)),
            Trade("DELETE", orders, writes.CancelAll, static _ => RequestCost.Write(RequestCost.Cheap)),
            Trade("DELETE", orders + "/{order_id}", writes.Cancel, static call => RequestCost.Write(RequestCost.Cheap) with
            {
                Shard = call.Query.Small("exchange_index") ?? 0,
            }),
            Trade("POST", orders + "/{order_id}/amend", writes.Amend,
                static call => RequestCost.Order(call.Body.Small("exchange_index"))),
            Trade("POST", orders + "/{order_id}/decrease", writes.Decrease,
                static call => RequestCost.Order(call.Body.Small("exchange_index") ?? 0)),
            Reading("/portfolio/orders", reads.Orders),
            Reading("/portfolio/orders/queue_positions", reads.QueuePositions),
            Reading("/portfolio/orders/{order_id}", reads.Order) with { Cost = static _ => RequestCost.Read(RequestCost.Cheap) },
            Reading("/portfolio/orders/{order_id}/queue_position", reads.QueuePosition),
            .. Deprecated(),
        ];
    }

    /// <summary>The order endpoints of the first version, which were shut off.</summary>
    private static IEnumerable<Route> Deprecated() =>
    [
        Trade("POST", "/portfolio/orders", OrderEndpoints.Deprecated),
        Trade("POST", "/portfolio/orders/batched", OrderEndpoints.Deprecated),
        Trade("DELETE", "/portfolio/orders/batched", OrderEndpoints.Deprecated),
        Trade("DELETE", "/portfolio/orders/{order_id}", OrderEndpoints.Deprecated),
        Trade("POST", "/portfolio/orders/{order_id}/amend", OrderEndpoints.Deprecated),
        Trade("POST", "/portfolio/orders/{order_id}/decrease", OrderEndpoints.Deprecated),
    ];

    private static IEnumerable<Route> Portfolio(TradingFloor floor)
    {
        const string groups = "/portfolio/order_groups";
        PortfolioEndpoints portfolio = new(floor);
        GroupEndpoints group = new(floor);
        return
        [
            Reading("/portfolio/balance", portfolio.Balance) with { Scope = KeyScopes.ReadBalance },
            Reading("/portfolio/positions", portfolio.Positions),
            Reading("/portfolio/fills", portfolio.Fills),
            Reading("/portfolio/settlements", portfolio.Settlements),
            Reading("/portfolio/summary/total_resting_order_value", portfolio.RestingValue),
            new Route("GET", "/exchange/user_data_timestamp", null, static _ => RequestCost.Read(), portfolio.UserDataTimestamp),
            Reading("/historical/orders", static _ => Past("orders")),
            Reading("/historical/fills", static _ => Past("fills")),
            Reading("/historical/positions", static _ => Past("positions")),
            Trade("POST", groups + "/create", group.Create),
            Reading(groups, group.List),
            Reading(groups + "/{order_group_id}", group.One),
            Trade("DELETE", groups + "/{order_group_id}", group.Delete),
            Trade("PUT", groups + "/{order_group_id}/reset", group.Reset),
            Trade("PUT", groups + "/{order_group_id}/trigger", group.Trigger),
            Trade("PUT", groups + "/{order_group_id}/limit", group.SetLimit),
        ];
    }

    private static IEnumerable<Route> Account(TradingFloor floor, KeyRing keys)
    {
        AccountEndpoints account = new(floor, keys);
        return
        [
            Reading("/account/limits", AccountEndpoints.Limits),
            Reading("/api_keys", account.Keys),
            Writing("POST", "/api_keys/generate", KeyScopes.Write, account.GenerateKey),
            Writing("DELETE", "/api_keys/{api_key}", KeyScopes.Write, account.DeleteKey),
            Writing("POST", "/portfolio/intra_exchange_instance_transfer", KeyScopes.Transfer, account.TransferShards),
            Writing("POST", "/portfolio/subaccounts", KeyScopes.Write, account.OpenSubaccount),
            Reading("/portfolio/subaccounts/balances", account.Subaccounts),
            Reading("/portfolio/subaccounts/netting", AccountEndpoints.Netting),
            Writing("POST", "/portfolio/subaccounts/transfer", KeyScopes.Transfer, account.TransferSubaccounts),
        ];
    }

    /// <summary>Nothing of an account is older than the exchange itself.</summary>
    private static Answer Past(string list) => Answer.Page("", writer =>
    {
        writer.WriteStartArray(list);
        writer.WriteEndArray();
    });

    private static RequestCost Batch(Call call, int each) => RequestCost.Write(each * Math.Max(1, call.Body.Items("orders").Count));

    private static Route Public(string path, Func<Query, Answer> answer) =>
        new("GET", path, null, static _ => RequestCost.Read(), call => answer(call.Query));

    private static Route Reading(string path, Func<Call, Answer> answer) =>
        new("GET", path, KeyScopes.Read, static _ => RequestCost.Read(), answer);

    private static Route Writing(string method, string path, string scope, Func<Call, Answer> answer) =>
        new(method, path, scope, static _ => RequestCost.Write(), answer);

    private static Route Trade(string method, string path, Func<Call, Answer> answer, Func<Call, RequestCost>? cost = null) =>
        new(method, path, KeyScopes.Trade, cost ?? (static _ => RequestCost.Write()), answer);
}
