using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Writes the markets of one snapshot inside the caller's transaction: only rows whose content changed.</summary>
internal sealed class MarketWriter(Connection connection, VenueSnapshot snapshot, bool isNewest)
{
    private const int ProgressStep = 4_096;

    private readonly Dictionary<string, Mark> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventTerms> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<TickGrid, string> _bands = new(ReferenceEqualityComparer.Instance);
    private readonly long _at = Times.Micros(snapshot.At);
    private int _changed;
    private int _priceRows;

    /// <summary>Returns the market rows and the price rows written.</summary>
    public (int Markets, int PriceRows) Write(IProgress<SaveProgress>? progress)
    {
        IReadOnlyList<Market> markets = snapshot.Markets;
        ReadMarks();
        foreach (Event item in snapshot.Events)
        {
            _events[item.Ticker] = new EventTerms(item.SeriesTicker, item.Category);
        }

        foreach (Market market in markets)
        {
            if (market.TickGrid is { } grid && !_bands.ContainsKey(grid))
            {
                _bands.Add(grid, grid.ToString());
            }
        }

        Hashes[] hashes = Hash(markets);
        long nextId = connection.Number("SELECT max(id) FROM markets") + 1;
        using Statement insert = Insert("markets", "id, ticker, updated_at_micros, "
            + MarketColumns.Figures + ", " + MarketColumns.Terms, 3 + MarketColumns.FigureCount + MarketColumns.TermCount);
        using Statement change = Update(
            "markets", $"updated_at_micros, {MarketColumns.Figures}, {MarketColumns.Terms}",
            1 + MarketColumns.FigureCount + MarketColumns.TermCount);
        using Statement move = Update(
            "markets", $"updated_at_micros, {MarketColumns.Figures}", 1 + MarketColumns.FigureCount);
        using Statement mark = Insert("market_marks", "market_id, ticker, terms_hash, figures_hash, "
            + "yes_bid_ticks, yes_bid_size_hundredths, yes_ask_ticks, yes_ask_size_hundredths", 8, "INSERT OR REPLACE");
        using Statement price = Insert("price_snapshots", "market_id, at_micros, "
            + "yes_bid_ticks, yes_bid_size_hundredths, yes_ask_ticks, yes_ask_size_hundredths", 6);
        for (int i = 0; i < markets.Count; i++)
        {
            if (i % ProgressStep == 0)
            {
                progress?.Report(new SaveProgress(i, markets.Count));
            }

            Market market = markets[i];
            bool isKnown = _marks.TryGetValue(market.Ticker, out Mark known);
            if (isKnown && (!isNewest || known.Hashes == hashes[i]))
            {
                continue;
            }

            long id = isKnown ? known.Id : nextId++;
            if (!isKnown)
            {
                insert.Add(id).Add(market.Ticker).Add(_at);
                AddFigures(insert, market);
                AddTerms(insert, market);
                insert.Run();
            }
            else
            {
                Statement update = known.Hashes.Terms == hashes[i].Terms ? move : change;
                update.Add(_at);
                AddFigures(update, market);
                if (ReferenceEquals(update, change))
                {
                    AddTerms(update, market);
                }

                update.Add(id).Run();
            }

            StoredQuote quote = StoredQuote.Of(market.Quote);
            if (quote != known.Quote)
            {
                price.Add(id).Add(_at);
                MarketColumns.AddQuote(new BoundColumns(price), quote);
                price.Run();
                _priceRows++;
            }

            mark.Add(id).Add(market.Ticker).Add(hashes[i].Terms).Add(hashes[i].Figures);
            MarketColumns.AddQuote(new BoundColumns(mark), quote);
            mark.Run();
            _changed++;
        }

        progress?.Report(new SaveProgress(markets.Count, markets.Count));
        return (_changed, _priceRows);
    }

    private void ReadMarks()
    {
        using Statement row = connection.Prepare(
            "SELECT market_id, ticker, terms_hash, figures_hash, yes_bid_ticks, yes_bid_size_hundredths, "
            + "yes_ask_ticks, yes_ask_size_hundredths FROM market_marks");
        while (row.Step())
        {
            Hashes hashes = new(row.Integer(2) ?? 0, row.Integer(3) ?? 0);
            _marks.Add(row.Text(1), new Mark(row.Integer(0) ?? 0, hashes, StoredQuote.Read(row, 4)));
        }
    }

    /// <summary>The hashes are most of the work of a pass in which nothing changed, and each stands alone.</summary>
    private Hashes[] Hash(IReadOnlyList<Market> markets)
    {
        Hashes[] hashes = new Hashes[markets.Count];
        if (markets.Count > 0)
        {
            Parallel.ForEach(Partitioner.Create(0, markets.Count), range =>
            {
                HashedColumns columns = new();
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    MarketColumns.AddTerms(columns, markets[i], EventOf(markets[i]), BandsOf(markets[i]));
                    long terms = columns.Take();
                    MarketColumns.AddFigures(columns, markets[i]);
                    hashes[i] = new Hashes(terms, columns.Take());
                }
            });
        }

        return hashes;
    }

    private static void AddFigures(Statement statement, Market market) =>
        MarketColumns.AddFigures(new BoundColumns(statement), market);

    private void AddTerms(Statement statement, Market market) =>
        MarketColumns.AddTerms(new BoundColumns(statement), market, EventOf(market), BandsOf(market));

    private EventTerms EventOf(Market market) =>
        _events.TryGetValue(market.EventTicker, out EventTerms item) ? item : new EventTerms("", "");

    private string BandsOf(Market market) => market.TickGrid is { } grid ? _bands[grid] : "";

    private Statement Insert(string table, string columns, int count, string verb = "INSERT") =>
        connection.Prepare($"{verb} INTO {table} ({columns}) VALUES ({string.Join(", ", Enumerable.Repeat("?", count))})");

    private Statement Update(string table, string columns, int count) =>
        connection.Prepare($"UPDATE {table} SET ({columns}) = ({string.Join(", ", Enumerable.Repeat("?", count))}) WHERE id = ?");

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hashes(long Terms, long Figures);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Mark(long Id, Hashes Hashes, StoredQuote Quote);
}
