using Dutchbook.Domain;

namespace Dutchbook.Storage;

/// <summary>Writes series and events inside the caller's transaction: only rows whose content changed.</summary>
internal sealed class GroupWriter(Connection connection, long at, bool isNewest)
{
    private const string SeriesColumns =
        "title, category, frequency, fee_type, fee_multiplier_ppm, contract_terms_url, settlement_sources, defects";

    private const string EventColumns =
        "series_ticker, title, sub_title, category, mutually_exclusive, is_whole, collateral_return_type, "
        + "strike_date_micros, strike_period, fee_type_override, fee_multiplier_override_ppm, exchange_index, "
        + "settlement_sources, defects, market_tickers";

    public int WriteSeries(IEnumerable<Series> series) => Write(
        "series", "ticker", SeriesColumns, 8, series, static item => item.Ticker, AddSeries, AddSeries);

    public int WriteEvents(IEnumerable<Event> events) => Write(
        "events", "event_ticker", EventColumns, 15, events, static item => item.Ticker, AddEvent, AddEvent);

    private int Write<T>(
        string table, string key, string columns, int count, IEnumerable<T> items, Func<T, string> keyOf,
        Action<HashedColumns, T> hash, Action<BoundColumns, T> bind)
    {
        Dictionary<string, long> known = ReadHashes(table, key);
        string marks = string.Join(", ", Enumerable.Repeat("?", count));
        string all = "content_hash, updated_at_micros, " + columns;
        IEnumerable<string> changes = all.Split(", ").Select(static name => $"{name} = excluded.{name}");
        using Statement write = connection.Prepare(
            $"INSERT INTO {table} ({key}, {all}) VALUES (?, ?, ?, {marks}) "
            + $"ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", changes)}");
        HashedColumns hashed = new();
        int written = 0;
        foreach (T item in items)
        {
            hash(hashed, item);
            long content = hashed.Take();
            if (known.TryGetValue(keyOf(item), out long old) && (!isNewest || old == content))
            {
                continue;
            }

            write.Add(keyOf(item)).Add(content).Add(at);
            bind(new BoundColumns(write), item);
            write.Run();
            written++;
        }

        return written;
    }

    private Dictionary<string, long> ReadHashes(string table, string key)
    {
        Dictionary<string, long> hashes = new(StringComparer.Ordinal);
        using Statement row = connection.Prepare($"SELECT {key}, content_hash FROM {table}");
        while (row.Step())
        {
            hashes.Add(row.Text(0), row.Integer(1) ?? 0);
        }

        return hashes;
    }

    private static void AddSeries<T>(T columns, Series series)
        where T : IColumns
    {
        columns.Add(series.Title.Span);
        columns.Add(series.Category);
        columns.Add(series.Frequency);
        columns.Add(series.FeeType.Text);
        columns.Add(series.FeeMultiplier?.PartsPerMillion);
        columns.Add(series.ContractTermsUrl);
        columns.Add(JsonText.Sources(series.SettlementSources).AsSpan());
        columns.Add(JsonText.Defects(series.Defects).AsSpan());
    }

    private static void AddEvent<T>(T columns, Event item)
        where T : IColumns
    {
        columns.Add(item.SeriesTicker);
        columns.Add(item.Title.Span);
        columns.Add(item.SubTitle.Span);
        columns.Add(item.Category);
        columns.Add(MarketColumns.Flag(item.MutuallyExclusive));
        columns.Add(MarketColumns.Flag(item.IsWhole));
        columns.Add(item.CollateralReturnType);
        columns.Add(Times.Micros(item.StrikeDate));
        columns.Add(item.StrikePeriod);
        columns.Add(item.FeeTypeOverride?.Text ?? "");
        columns.Add(item.FeeMultiplierOverride?.PartsPerMillion);
        columns.Add(item.ExchangeIndex);
        columns.Add(JsonText.Sources(item.SettlementSources).AsSpan());
        columns.Add(JsonText.Defects(item.Defects).AsSpan());
        columns.Add(JsonText.Strings(item.Markets.Select(static market => market.Ticker)).AsSpan());
    }
}
