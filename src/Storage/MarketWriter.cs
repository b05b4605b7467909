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
        ReadSharedTerms();
        Hashes[] hashes = Hash(markets);
        long nextId = connection.Number("SELECT max(id) FROM markets") + 1;
        using MarketStatements statements = new(connection);
        for (int i = 0; i < markets.Count; i++)
        {
            if (i % ProgressStep == 0)
            {
                progress?.Report(new SaveProgress(i, markets.Count));
            }

            bool isKnown = _marks.TryGetValue(markets[i].Ticker, out Mark known);
            if (!isKnown)
            {
                Write(statements, markets[i], new Mark(nextId++, default, default), hashes[i], isNew: true);
            }
            else if (isNewest && known.Hashes != hashes[i])
            {
                Write(statements, markets[i], known, hashes[i], isNew: false);
            }
        }

        progress?.Report(new SaveProgress(markets.Count, markets.Count));
        return (_changed, _priceRows);
    }

    private void Write(MarketStatements statements, Market market, Mark known, Hashes hashes, bool isNew)
    {
        bool hasNewTerms = isNew || known.Hashes.Terms != hashes.Terms;
        Statement row = isNew ? statements.Insert : hasNewTerms ? statements.Change : statements.Move;
        row.Add(_at);
        MarketColumns.AddFigures(new BoundColumns(row), market);
        if (hasNewTerms)
        {
            MarketColumns.AddTerms(new BoundColumns(row), market, EventOf(market), BandsOf(market));
        }

        row.Add(known.Id);
        if (isNew)
        {
            row.Add(market.Ticker);
        }

        row.Run();
        StoredQuote quote = StoredQuote.Of(market.Quote);
        if (quote != known.Quote)
        {
            statements.Price.Add(known.Id).Add(_at);
            MarketColumns.AddQuote(new BoundColumns(statements.Price), quote);
            statements.Price.Run();
            _priceRows++;
        }

        statements.Mark.Add(known.Id).Add(market.Ticker).Add(hashes.Terms).Add(hashes.Figures);
        MarketColumns.AddQuote(new BoundColumns(statements.Mark), quote);
        statements.Mark.Run();
        _changed++;
    }

    /// <summary>What many markets have in common is looked up by each, so it is made once.</summary>
    private void ReadSharedTerms()
    {
        foreach (Event item in snapshot.Events)
        {
            _events[item.Ticker] = new EventTerms(item.SeriesTicker, item.Category);
        }

        foreach (Market market in snapshot.Markets)
        {
            if (market.TickGrid is { } grid && !_bands.ContainsKey(grid))
            {
                _bands.Add(grid, grid.ToString());
            }
        }
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

    private EventTerms EventOf(Market market) =>
        _events.TryGetValue(market.EventTicker, out EventTerms item) ? item : new EventTerms("", "");

    private string BandsOf(Market market) => market.TickGrid is { } grid ? _bands[grid] : "";

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hashes(long Terms, long Figures);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Mark(long Id, Hashes Hashes, StoredQuote Quote);
}
