using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>The end of one period of one market: what was bid and asked for YES then, and the last price.</summary>
/// <param name="End">Unix seconds.</param>
/// <param name="Bid">Null where nobody bid.</param>
/// <param name="Ask">Null where nobody asked.</param>
internal readonly record struct HistoryCandle(long End, string Ticker, Price? Bid, Price? Ask, Price? Last)
{
    public override string ToString() => $"{Ticker} at {End}: {Bid}/{Ask}";
}

/// <summary>Where the fields of a candle stand in a file, by the names in its first line: cents as the venue's API had them, or dollars.</summary>
internal sealed class CandleColumns
{
    private readonly int _ticker, _end, _bid, _ask, _last;
    private readonly bool _isCents;

    private CandleColumns(int ticker, int end, int bid, int ask, int last, bool isCents) =>
        (_ticker, _end, _bid, _ask, _last, _isCents) = (ticker, end, bid, ask, last, isCents);

    /// <returns>Null where the line names no candles.</returns>
    public static CandleColumns? Find(string header)
    {
        List<string> names = [.. header.Split(',')];
        int Place(params string[] any) => names.FindIndex(name => any.Contains(name, StringComparer.Ordinal));
        int ticker = Place("ticker"), end = Place("end_period_ts", "end_ts");
        int bid = Place("bid_c", "yes_bid_close"), ask = Place("ask_c", "yes_ask_close"), last = Place("last_c", "price_close");
        return ticker < 0 || end < 0 || bid < 0 || ask < 0 ? null : new CandleColumns(ticker, end, bid, ask, last, names[bid] == "bid_c");
    }

    public HistoryCandle? Read(string line)
    {
        string[] cells = line.Split(',');
        return Math.Max(Math.Max(_bid, _ask), Math.Max(_end, _ticker)) < cells.Length && cells[_ticker].Length > 0
            && long.TryParse(cells[_end], NumberStyles.None, CultureInfo.InvariantCulture, out long end)
                ? new HistoryCandle(end, cells[_ticker], At(cells, _bid), At(cells, _ask), At(cells, _last))
                : null;
    }

    /// <summary>A price of nothing or a dollar stands for nobody.</summary>
    private Price? At(string[] cells, int place)
    {
        if (place < 0 || place >= cells.Length
            || !decimal.TryParse(cells[place], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value))
        {
            return null;
        }

        decimal ticks = value * (_isCents ? 100 : Price.TicksPerDollar);
        return ticks > 0 && ticks < Price.TicksPerDollar && ticks == Math.Floor(ticks) ? Price.FromTicks((int)ticks) : null;
    }
}
