using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>
/// The venue's candlesticks as a tape: at the end of each period one pass with the markets that had a candle then, at what was bid and
/// asked. Candles have no sizes: one contract stands at each price. What the markets' own lines tell of their end is not read before it.
/// </summary>
public sealed class CandleTape : ITapeSource
{
    private readonly string _candles;
    private readonly Dictionary<string, JsonElement> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _events = new(StringComparer.Ordinal);
    private readonly List<TapeTrouble> _troubles = [];

    /// <param name="candles">CSV with ticker, end of period, bid and ask at its end.</param>
    /// <param name="markets">JSON Lines of markets as the venue listed them, of any era.</param>
    /// <param name="events">JSON Lines of their events; without them markets have no event flags.</param>
    public CandleTape(string candles, IEnumerable<string> markets, IEnumerable<string> events)
    {
        _candles = candles;
        Names = [Path.GetFileName(candles), .. markets.Concat(events).Select(static path => Path.GetFileName(path))];
        Load(markets, "ticker", _markets);
        Load(events, "event_ticker", _events);
    }

    /// <summary>Periods that end before are passed over.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.UnixEpoch;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public TapeOrigin? Origin => null;

    /// <inheritdoc/>
    public IReadOnlyList<TapeTrouble> Troubles => _troubles;

    /// <inheritdoc/>
    public IEnumerable<TapeEntry> Read(CancellationToken stop)
    {
        long from = From.ToUnixTimeSeconds();
        foreach (IGrouping<long, HistoryCandle> period in Candles().Where(candle => candle.End >= from)
            .GroupBy(static candle => candle.End).OrderBy(static period => period.Key))
        {
            stop.ThrowIfCancellationRequested();
            DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(period.Key);
            yield return new TapeEntry(TapeKind.Begin, at, "", default);
            yield return new TapeEntry(TapeKind.Rest, at, "/events", Page(period));
            yield return new TapeEntry(TapeKind.Pass, at, TapeSet.PagesAlone, default);
        }
    }

    private List<HistoryCandle> Candles()
    {
        List<HistoryCandle> candles = [];
        CandleColumns? columns = null;
        long bad = 0, unknown = 0;
        foreach (string line in TextFile.Lines(_candles))
        {
            if (columns is null)
            {
                columns = CandleColumns.Find(line);
                if (columns is null)
                {
                    _troubles.Add(new TapeTrouble(Names[0], "its first line names no candles: it needs ticker, end_period_ts or end_ts, and bid and ask at the close"));
                    return [];
                }
            }
            else if (columns.Read(line) is not { } candle)
            {
                bad++;
            }
            else if (!_markets.ContainsKey(candle.Ticker))
            {
                unknown++;
            }
            else
            {
                candles.Add(candle);
            }
        }

        Tell(bad, "lines cannot be read");
        Tell(unknown, "candles are of markets that no line describes");
        return candles;
    }

    private void Tell(long count, string what)
    {
        if (count > 0)
        {
            _troubles.Add(new TapeTrouble(Names[0], $"{count:N0} {what}"));
        }
    }

    /// <summary>Events with all their markets: one without a candle then has no quote, and its event stays whole.</summary>
    private byte[] Page(IEnumerable<HistoryCandle> period)
    {
        Dictionary<string, HistoryCandle> quotes = new(StringComparer.Ordinal);
        foreach (HistoryCandle candle in period)
        {
            quotes[candle.Ticker] = candle;
        }

        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            foreach (IGrouping<string, JsonElement> listed in _markets.Values.GroupBy(static market => HistoryMarket.Text(market, "event_ticker"), StringComparer.Ordinal))
            {
                if (listed.Any(market => quotes.ContainsKey(HistoryMarket.Text(market, "ticker"))))
                {
                    HistoryMarket.WriteEvent(json, listed.Key, _events.TryGetValue(listed.Key, out JsonElement own) ? own : null, listed, quotes);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private void Load(IEnumerable<string> paths, string key, Dictionary<string, JsonElement> into)
    {
        foreach (string path in paths)
        {
            long bad = 0;
            foreach (string line in TextFile.Lines(path).Where(static line => line.Length > 0))
            {
                try
                {
                    using JsonDocument document = JsonDocument.Parse(line);
                    bad += into.TryAdd(HistoryMarket.Text(document.RootElement, key), document.RootElement.Clone()) ? 0 : 1;
                }
                catch (JsonException)
                {
                    bad++;
                }
            }

            if (bad > 0)
            {
                _troubles.Add(new TapeTrouble(Path.GetFileName(path), $"{bad:N0} lines cannot be read, or repeat another"));
            }
        }
    }
}
