using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>One market over one period. A part that the venue leaves out is null, never zero.</summary>
/// <param name="EndsAt">The last instant that belongs to the period.</param>
/// <param name="YesBid">Of the best YES bid; null when there was none to tell of.</param>
/// <param name="Mean">Weighted by volume; may lie between ticks.</param>
/// <param name="Previous">The last trade before the period.</param>
public sealed record Candle(
    DateTimeOffset EndsAt,
    PriceRange? YesBid,
    PriceRange? YesAsk,
    PriceRange? Traded,
    Money? Mean,
    Price? Previous,
    Quantity? Volume,
    Quantity? OpenInterest);

public readonly record struct PriceRange(Price Open, Price Low, Price High, Price Close);

/// <summary>The candles of one market, the oldest first, and those that could not be read.</summary>
public sealed record MarketCandles(string Ticker, IReadOnlyList<Candle> Candles, IReadOnlyList<FieldDefect> Skipped);

/// <summary>The candles of an event's markets.</summary>
/// <param name="EndsAt">Earlier than asked for where that would have been too many.</param>
public sealed record EventCandles(IReadOnlyList<MarketCandles> Markets, DateTimeOffset EndsAt);

/// <summary>The length of a candle in minutes; the venue knows no other.</summary>
public enum CandlePeriod
{
    Minute = 1,
    Hour = 60,
    Day = 1_440,
}

/// <summary>Which candles are wanted: those that end from one instant to another, both included.</summary>
/// <param name="IncludesLatestBefore">Begins with a candle that carries the last price before the range forward.</param>
public readonly record struct CandleRange(
    DateTimeOffset From, DateTimeOffset Until, CandlePeriod Period, bool IncludesLatestBefore = false)
{
    internal string Query => Target.And("start_ts", From)[1..] + Target.And("end_ts", Until)
        + $"&period_interval={(int)Period}" + Target.And("include_latest_before_start", IncludesLatestBefore ? true : null);
}
