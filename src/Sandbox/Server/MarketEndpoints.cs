using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>/markets, its books and its trades.</summary>
internal sealed class MarketEndpoints(Universe universe)
{
    private const int DaysBeforeHistory = 90;

    private DateTimeOffset Cutoff => universe.At.AddDays(-DaysBeforeHistory);

    public Answer Markets(Query query)
    {
        string status = query.Word(
            "status", "invalid status filter", "unopened", "open", "paused", "closed", "settled");
        string combos = query.Word("mve_filter", "invalid mve_filter", "only", "exclude");
        TimeFilters times = TimeFilters.Read(query, status, combos);
        return List(query, "markets", market =>
            !IsHistorical(universe, market)
            && (status.Length == 0 || StatusFilter(market) == status)
            && (combos.Length == 0 || market.IsCombo == (combos == "only"))
            && times.Admit(market, universe.At));
    }

    public Answer Historical(Query query) => List(query, "historical", market => IsHistorical(universe, market));

    public Answer HistoricalCutoff(Query query) => Answer.Ok(writer =>
    {
        writer.WriteString("market_positions_last_updated_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("market_settled_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("orders_updated_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("trades_created_ts", ListingWriter.Instant(Cutoff));
    });

    public Answer Market(Query query)
    {
        ListedMarket market = Find(query.PathPart("ticker"));
        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("market");
            MarketWriter.Write(writer, market, universe.Top(market), universe.At);
        });
    }

    public Answer Book(Query query)
    {
        ListedMarket market = Find(query.PathPart("ticker"));
        string text = query.Text("depth");
        int depth = 0;
        if (text.Length > 0 && (!int.TryParse(text, out depth) || depth is < 0 or > 100))
        {
            return Answer.BadRequest("depth must be between 0 and 100");
        }

        return Answer.Ok(writer => ListingWriter.Book(writer, universe.Book(market.Ticker), depth));
    }

    public Answer Books(Query query)
    {
        IReadOnlyList<string> tickers = query.Repeated("tickers");
        if (tickers.Count is < 1 or > 100 || tickers.Any(ticker => ticker.Length is 0 or > 200))
        {
            return Answer.BadRequest("between 1 and 100 tickers are required");
        }

        IReadOnlyList<ListedMarket> markets = [.. tickers.Select(Find)];
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("orderbooks");
            foreach (ListedMarket market in markets)
            {
                writer.WriteStartObject();
                ListingWriter.Book(writer, universe.Book(market.Ticker), depth: 0);
                writer.WriteString("ticker", market.Ticker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>One trade, a minute before the start, for each market that has traded.</summary>
    public Answer Trades(Query query)
    {
        string ticker = query.Text("ticker");
        DateTimeOffset at = universe.At.AddMinutes(-1);
        bool isInRange = !(at < query.Seconds("min_ts")) && !(at > query.Seconds("max_ts"));
        IReadOnlyList<(ListedMarket Market, int Row)> traded = [.. universe.Markets
            .Select((market, row) => (Market: market, Row: row))
            .Where(item => isInRange && item.Market.Volume.IsPositive)
            .Where(item => ticker.Length == 0 || item.Market.Ticker == ticker)];
        (IReadOnlyList<(ListedMarket Market, int Row)> items, string cursor) =
            query.Page(traded, query.Limit(100, 1000), "trades");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("trades");
            foreach ((ListedMarket market, int row) in items)
            {
                writer.WriteStartObject();
                writer.WriteString("count_fp", Quantity.Min(market.Volume, Quantity.FromContracts(1)).ToString());
                writer.WriteString("created_time", ListingWriter.Instant(at));
                writer.WriteBoolean("is_block_trade", false);
                writer.WriteString("no_price_dollars", market.LastPrice.Complement().ToString());
                writer.WriteString("taker_book_side", "bid");
                writer.WriteString("taker_outcome_side", "yes");
                writer.WriteString("taker_side", "yes");
                writer.WriteString("ticker", market.Ticker);
                writer.WriteString("trade_id", $"00000000-0000-4000-8000-{row:x12}");
                writer.WriteString("yes_price_dollars", market.LastPrice.ToString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>The venue's filter word for a market's state; a paused market is not open here.</summary>
    internal static string StatusFilter(ListedMarket market) => market.Status switch
    {
        "initialized" => "unopened",
        "active" => "open",
        "inactive" => "paused",
        "finalized" => "settled",
        _ => "closed",
    };

    /// <summary>A market that was settled so long ago that it is only under /historical.</summary>
    internal static bool IsHistorical(Universe universe, ListedMarket market) =>
        market.SettledAt < universe.At.AddDays(-DaysBeforeHistory);

    internal ListedMarket Find(string ticker) =>
        universe.FindMarket(ticker) ?? throw new RefusedException(Answer.NotFound("market"));

    private Answer List(Query query, string list, Func<ListedMarket, bool> chosen)
    {
        string eventTicker = query.Text("event_ticker");
        string seriesTicker = query.Text("series_ticker");
        HashSet<string>? tickers = query.List("tickers");
        IReadOnlyList<ListedMarket> markets = [.. universe.Markets.Where(market =>
            chosen(market)
            && (eventTicker.Length == 0 || market.EventTicker == eventTicker)
            && (seriesTicker.Length == 0 || universe.FindEvent(market.EventTicker)?.SeriesTicker == seriesTicker)
            && tickers?.Contains(market.Ticker) != false)];
        (IReadOnlyList<ListedMarket> items, string cursor) = query.Page(markets, query.Limit(100, 1000), list);
        return Answer.Page(cursor, writer => ListingWriter.Markets(writer, universe, items));
    }
}
