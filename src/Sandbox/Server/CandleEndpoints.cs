using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Candlesticks of books that stand still: every period repeats the starting quotes, and no period has a trade, so all
/// prices of trades are null.
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

    private static void Candles(Utf8JsonWriter writer, MarketView market, Periods periods)
    {
        writer.WriteStartArray("candlesticks");
        Each(writer, market, periods);
        writer.WriteEndArray();
    }

    private static void Each(Utf8JsonWriter writer, MarketView market, Periods periods)
    {
        Quote top = market.Top;
        for (long end = periods.First; end <= periods.End; end += periods.Step)
        {
            writer.WriteStartObject();
            writer.WriteNumber("end_period_ts", end);
            writer.WriteString("open_interest_fp", market.Listed.OpenInterest.ToString());
            writer.WriteStartObject("price");
            foreach (string name in (ReadOnlySpan<string>)["close", "high", "low", "max", "mean", "min", "open"])
            {
                writer.WriteNull(name + "_dollars");
            }

            writer.WriteString("previous_dollars", market.Listed.LastPrice.ToString());
            writer.WriteEndObject();
            writer.WriteString("volume_fp", "0.00");
            Range(writer, "yes_ask", top.YesAsk);
            Range(writer, "yes_bid", top.YesBid);
            writer.WriteEndObject();
        }
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
