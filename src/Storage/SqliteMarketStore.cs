using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteMarketStore(Connection connection) : IMarketStore
{
    public SaveSummary Save(VenueSnapshot snapshot, IProgress<SaveProgress>? progress = null)
    {
        SaveSummary summary = new(0, 0, 0, 0);
        connection.Write(() =>
        {
            long at = Times.Micros(snapshot.At);
            bool isNewest = at >= connection.Number("SELECT coalesce(max(at_micros), -9223372036854775807) FROM newest_snapshot");
            GroupWriter groups = new(connection, at, isNewest);
            int series = groups.WriteSeries(snapshot.Series.Values);
            int events = groups.WriteEvents(snapshot.Events);
            (int markets, int prices) = new MarketWriter(connection, snapshot, isNewest).Write(progress);
            if (isNewest)
            {
                connection.Execute($"INSERT OR REPLACE INTO newest_snapshot (id, at_micros) VALUES (1, {at})");
            }

            summary = new SaveSummary(series, events, markets, prices);
        });
        return summary;
    }

    public StoreCounts Count() => new(
        connection.Number("SELECT count(*) FROM series"),
        connection.Number("SELECT count(*) FROM events"),
        connection.Number("SELECT count(*) FROM market_marks"),
        connection.Number("SELECT count(*) FROM price_snapshots"));

    public StoredMarket? Find(string ticker)
    {
        using Statement row = connection.Prepare(
            "SELECT ticker, event_ticker, series_ticker, category, title, rules_primary, rules_secondary, status, result, "
            + "strike_type, floor_strike, cap_strike, close_time_micros, yes_bid_ticks, yes_bid_size_hundredths, "
            + "yes_ask_ticks, yes_ask_size_hundredths, last_price_ticks, volume_hundredths, open_interest_hundredths, "
            + "updated_at_micros FROM markets WHERE ticker = ?");
        return row.Add(ticker).Step()
            ? new StoredMarket
            {
                Ticker = row.Text(0),
                EventTicker = row.Text(1),
                SeriesTicker = row.Text(2),
                Category = row.Text(3),
                Title = new Utf8Text(row.Bytes(4)),
                RulesPrimary = new Utf8Text(row.Bytes(5)),
                RulesSecondary = new Utf8Text(row.Bytes(6)),
                Status = row.Text(7),
                Result = row.Text(8),
                StrikeType = row.Text(9),
                FloorStrike = Strike(row, 10),
                CapStrike = Strike(row, 11),
                CloseTime = Times.From(row.Integer(12)),
                Quote = StoredQuote.Read(row, 13).ToQuote(),
                LastPrice = row.Integer(17) is { } last ? Price.FromTicks((int)last) : null,
                Volume = Contracts(row.Integer(18)),
                OpenInterest = Contracts(row.Integer(19)),
                UpdatedAt = Times.From(row.Integer(20) ?? 0),
            }
            : null;
    }

    public StoredEvent? FindEvent(string eventTicker)
    {
        using Statement row = connection.Prepare(
            "SELECT event_ticker, series_ticker, title, category, mutually_exclusive, is_whole, market_tickers "
            + "FROM events WHERE event_ticker = ?");
        return row.Add(eventTicker).Step()
            ? new StoredEvent(
                row.Text(0), row.Text(1), new Utf8Text(row.Bytes(2)), row.Text(3),
                row.Integer(4) is { } exclusive ? exclusive == 1 : null, row.Integer(5) == 1,
                JsonText.ReadStrings(row.Bytes(6)))
            : null;
    }

    public IReadOnlyList<PricePoint> Prices(string ticker, int limit)
    {
        using Statement row = connection.Prepare(
            "SELECT at_micros, p.yes_bid_ticks, p.yes_bid_size_hundredths, p.yes_ask_ticks, p.yes_ask_size_hundredths "
            + "FROM price_snapshots p JOIN markets m ON m.id = p.market_id WHERE m.ticker = ? "
            + "ORDER BY p.at_micros DESC, p.id DESC LIMIT ?");
        row.Add(ticker).Add(limit);
        List<PricePoint> points = [];
        while (row.Step())
        {
            points.Add(new PricePoint(Times.From(row.Integer(0) ?? 0), StoredQuote.Read(row, 1).ToQuote()));
        }

        return points;
    }

    private static Quantity? Contracts(long? hundredths) =>
        hundredths is { } number ? Quantity.FromHundredths(number) : null;

    private static decimal? Strike(Statement row, int column) =>
        row.IsNull(column) ? null : decimal.Parse(row.Text(column), CultureInfo.InvariantCulture);
}
