using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>/markets, its books and its trades.</summary>
internal sealed class MarketEndpoints(TradingFloor floor)
{
    private const int DaysBeforeHistory = 90;

    private DateTimeOffset Cutoff => floor.Universe.At.AddDays(-DaysBeforeHistory);

    public Answer Markets(Query query)
    {
        string status = query.Word(
            "status", "invalid status filter", "unopened", "open", "paused", "closed", "settled");
        string combos = query.Word("mve_filter", "invalid mve_filter", "only", "exclude");
        TimeFilters times = TimeFilters.Read(query, status, combos);
        return List(query, "markets", market =>
            !IsHistorical(floor.Universe, market)
            && (status.Length == 0 || StatusFilter(market) == status)
            && (combos.Length == 0 || market.IsCombo == (combos == "only"))
            && times.Admit(market, floor.Universe.At));
    }

    public Answer Historical(Query query) => List(query, "historical", market => IsHistorical(floor.Universe, market));

    public Answer HistoricalCutoff(Query query) => Answer.Ok(writer =>
    {
        writer.WriteString("market_positions_last_updated_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("market_settled_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("orders_updated_ts", ListingWriter.Instant(Cutoff));
        writer.WriteString("trades_created_ts", ListingWriter.Instant(Cutoff));
    });

    public Answer Market(Query query)
    {
        MarketView view = Find(query.PathPart("ticker"));
        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("market");
            MarketWriter.Write(writer, view, floor.Universe.At);
        });
    }

    public Answer Book(Query query)
    {
        MarketView view = Find(query.PathPart("ticker"));
        string text = query.Text("depth");
        int depth = 0;
        if (text.Length > 0 && (!int.TryParse(text, out depth) || depth is < 0 or > 100))
        {
            return Answer.BadRequest("depth must be between 0 and 100");
        }

        return Answer.Ok(writer => ListingWriter.Book(writer, view.Book, depth));
    }

    public Answer Books(Query query)
    {
        IReadOnlyList<string> tickers = query.Repeated("tickers");
        if (tickers.Count is < 1 or > 100 || tickers.Any(ticker => ticker.Length is 0 or > 200))
        {
            return Answer.BadRequest("between 1 and 100 tickers are required");
        }

        IReadOnlyList<MarketView> views = [.. tickers.Select(Find)];
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("orderbooks");
            foreach (MarketView view in views)
            {
                writer.WriteStartObject();
                ListingWriter.Book(writer, view.Book, depth: 0);
                writer.WriteString("ticker", view.Listed.Ticker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>The tape, newest first; at the start one trade, a minute before it, for each market that has traded.</summary>
    public Answer Trades(Query query) => Trades(query, floor.Trades);

    /// <summary>Nothing was traded before the exchange began.</summary>
    public static Answer HistoricalTrades(Query query) => Trades(query, static (_, _) => []);

    private static Answer Trades(Query query, Func<Func<TradeRecord, bool>, int, List<TradeRecord>> find)
    {
        string ticker = query.Text("ticker");
        string block = query.Word("is_block_trade", "invalid is_block_trade", "true", "false");
        (DateTimeOffset? min, DateTimeOffset? max) = (query.Seconds("min_ts"), query.Seconds("max_ts"));
        List<TradeRecord> wanted = find(
            trade => block != "true" && (ticker.Length == 0 || trade.Ticker == ticker) && !(trade.At < min) && !(trade.At > max),
            int.MaxValue);
        (List<TradeRecord> items, string cursor) =
            query.Page(wanted, static trade => trade.Number, query.Limit(100, 1000), "trades");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("trades");
            foreach (TradeRecord trade in items)
            {
                writer.WriteStartObject();
                writer.WriteString("count_fp", trade.Quantity.ToString());
                writer.WriteString("created_time", OrderWriter.Instant(trade.At));
                writer.WriteBoolean("is_block_trade", false);
                writer.WriteString("no_price_dollars", trade.YesPrice.Complement().ToString());
                writer.WriteString("taker_book_side", OrderWriter.BookSide(trade.TakerSide));
                writer.WriteString("taker_outcome_side", trade.TakerSide.Word());
                writer.WriteString("taker_side", trade.TakerSide.Word());
                writer.WriteString("ticker", trade.Ticker);
                writer.WriteString("trade_id", trade.Id);
                writer.WriteString("yes_price_dollars", trade.YesPrice.ToString());
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

    internal MarketView Find(string ticker) =>
        floor.Find(ticker) ?? throw new RefusedException(Answer.NotFound("market"));

    private Answer List(Query query, string list, Func<ListedMarket, bool> chosen)
    {
        string eventTicker = query.Text("event_ticker");
        string seriesTicker = query.Text("series_ticker");
        HashSet<string>? tickers = query.List("tickers");
        IReadOnlyList<MarketView> markets = [.. floor.Pits.Select(floor.View).Where(view =>
            chosen(view.Listed)
            && (eventTicker.Length == 0 || view.Listed.EventTicker == eventTicker)
            && (seriesTicker.Length == 0 || floor.Universe.FindEvent(view.Listed.EventTicker)?.SeriesTicker == seriesTicker)
            && tickers?.Contains(view.Listed.Ticker) != false)];
        (IReadOnlyList<MarketView> items, string cursor) = query.Page(markets, query.Limit(100, 1000), list);
        return Answer.Page(cursor, writer => ListingWriter.Markets(writer, items, floor.Universe.At));
    }
}
