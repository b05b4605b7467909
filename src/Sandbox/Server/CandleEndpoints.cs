using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Candlesticks of the trades on the tape. Quotes are not kept: every period repeats those of now, and one without a trade has no
/// price.
/// </summary>
internal sealed class CandleEndpoints(TradingFloor floor, MarketEndpoints markets)
{
    private const int MostCandles = 10_000;

    public Answer OfMarket(Query query)
    {
        MarketView market = markets.Find(query.PathPart("ticker"));
        Periods periods = Read(query, markets: 1);
        return Answer.Ok(writer =>
        {
            Candles(writer, market, periods);
            writer.WriteString("ticker", market.Listed.Ticker);
        });
    }

    public Answer OfEvent(Query query)
    {
        ListedEvent listed = floor.Universe.FindEvent(query.PathPart("ticker"))
            ?? throw new RefusedException(Answer.NotFound("event"));
        IReadOnlyList<MarketView> members = [.. floor.ViewsOf(listed.Ticker)];
        Periods periods = Read(query, members.Count);
        return Answer.Ok(writer =>
        {
            writer.WriteNumber("adjusted_end_ts", periods.End);
            writer.WriteStartArray("market_candlesticks");
            foreach (MarketView market in members)
            {
                writer.WriteStartArray();
                Each(writer, market, periods);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("market_tickers");
            foreach (MarketView market in members)
            {
                writer.WriteStringValue(market.Listed.Ticker);
            }

            writer.WriteEndArray();
        });
    }

    public Answer Batch(Query query)
    {
        string[] tickers = query.Text("market_tickers").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (tickers.Length is < 1 or > 100)
        {
            return Answer.BadRequest("between 1 and 100 market_tickers are required");
        }

        IReadOnlyList<MarketView> chosen = [.. tickers.Select(markets.Find)];
        Periods periods = Read(query, chosen.Count);
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("markets");
            foreach (MarketView market in chosen)
            {
                writer.WriteStartObject();
                Candles(writer, market, periods);
                writer.WriteString("market_ticker", market.Listed.Ticker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static Periods Read(Query query, int markets)
    {
        DateTimeOffset? start = query.Seconds("start_ts");
        DateTimeOffset? end = query.Seconds("end_ts");
        if (start is null || end is null || end < start)
        {
            throw new RefusedException(Answer.BadRequest("start_ts and end_ts are required"));
        }

        if (query.Text("period_interval") is not ("1" or "60" or "1440"))
        {
            throw new RefusedException(Answer.BadRequest("period_interval must be 1, 60 or 1440"));
        }

        long step = long.Parse(query.Text("period_interval")) * 60;
        Periods periods = new(start.Value.ToUnixTimeSeconds(), end.Value.ToUnixTimeSeconds(), step);
        return periods.Count * markets <= MostCandles
            ? periods
            : throw new RefusedException(Answer.BadRequest($"at most {MostCandles} candlesticks may be requested"));
    }

    private void Candles(Utf8JsonWriter writer, MarketView market, Periods periods)
    {
        writer.WriteStartArray("candlesticks");
        Each(writer, market, periods);
        writer.WriteEndArray();
    }

    private void Each(Utf8JsonWriter writer, MarketView market, Periods periods)
    {
        string ticker = market.Listed.Ticker;
        List<TradeRecord> newestFirst = floor.Trades(trade => trade.Number > 0 && trade.Ticker == ticker, int.MaxValue);
        Price previous = floor.Universe.FindMarket(ticker)?.LastPrice ?? Price.Zero;
        int next = newestFirst.Count - 1;
        for (; next >= 0 && newestFirst[next].At.ToUnixTimeSeconds() <= periods.First - periods.Step; next--)
        {
            previous = newestFirst[next].YesPrice;
        }

        for (long end = periods.First; end <= periods.End; end += periods.Step)
        {
            List<TradeRecord> within = [];
            for (; next >= 0 && newestFirst[next].At.ToUnixTimeSeconds() <= end; next--)
            {
                within.Add(newestFirst[next]);
            }

            writer.WriteStartObject();
            writer.WriteNumber("end_period_ts", end);
            writer.WriteString("open_interest_fp", market.Listed.OpenInterest.ToString());
            Prices(writer, within, previous);
            writer.WriteString("volume_fp", within.Aggregate(Quantity.Zero, static (sum, trade) => sum + trade.Quantity).ToString());
            Range(writer, "yes_ask", market.Top.YesAsk);
            Range(writer, "yes_bid", market.Top.YesBid);
            writer.WriteEndObject();
            previous = within.Count > 0 ? within[^1].YesPrice : previous;
        }
    }

    /// <summary>The prices of the trades of one period, oldest first.</summary>
    private static void Prices(Utf8JsonWriter writer, List<TradeRecord> trades, Price previous)
    {
        string? high = trades.Count > 0 ? trades.Max(static trade => trade.YesPrice).ToString() : null;
        string? low = trades.Count > 0 ? trades.Min(static trade => trade.YesPrice).ToString() : null;
        writer.WriteStartObject("price");
        writer.WriteString("close_dollars", trades.Count > 0 ? trades[^1].YesPrice.ToString() : null);
        writer.WriteString("high_dollars", high);
        writer.WriteString("low_dollars", low);
        writer.WriteString("max_dollars", high);
        writer.WriteString("mean_dollars", Mean(trades)?.ToString());
        writer.WriteString("min_dollars", low);
        writer.WriteString("open_dollars", trades.Count > 0 ? trades[0].YesPrice.ToString() : null);
        writer.WriteString("previous_dollars", previous.ToString());
        writer.WriteEndObject();
    }

    /// <summary>By contracts, rounded down to a tick.</summary>
    private static Price? Mean(List<TradeRecord> trades)
    {
        Quantity all = trades.Aggregate(Quantity.Zero, static (sum, trade) => sum + trade.Quantity);
        Money paid = trades.Aggregate(Money.Zero, static (sum, trade) => sum + (trade.YesPrice * trade.Quantity));
        return all.IsPositive ? Price.FromTicks((int)(paid.Micros / all.Hundredths)) : null;
    }

    private static void Range(Utf8JsonWriter writer, string name, Price price)
    {
        writer.WriteStartObject(name);
        foreach (string part in (ReadOnlySpan<string>)["close", "high", "low", "open"])
        {
            writer.WriteString(part + "_dollars", price.ToString());
        }

        writer.WriteEndObject();
    }

    /// <summary>Whole periods that end within start and end, in Unix seconds.</summary>
    private readonly record struct Periods(long Start, long End, long Step)
    {
        public long First => ((Start + Step - 1) / Step) * Step;

        public long Count => First > End ? 0 : ((End - First) / Step) + 1;
    }
}
