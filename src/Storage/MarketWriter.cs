using System.Runtime.InteropServices;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Writes the markets of one snapshot inside the caller's transaction: only rows whose content changed.</summary>
internal sealed class MarketWriter(Connection connection, VenueSnapshot snapshot, bool isNewest)
{
    /// <summary>Markets that are hashed together, between two reports of progress.</summary>
    private const int PartSize = 4_096;

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
        Task<Hashes[]>[] hashes = [.. Enumerable.Range(0, (markets.Count + PartSize - 1) / PartSize)
            .Select(part => Task.Run(() => Hash(part * PartSize)))];
        long nextId = connection.Number("SELECT max(id) FROM markets") + 1;
        using MarketStatements statements = new(connection);
        for (int part = 0; part < hashes.Length; part++)
        {
            progress?.Report(new SaveProgress(part * PartSize, markets.Count));
            Hashes[] ofPart = hashes[part].GetAwaiter().GetResult();
            for (int i = 0; i < ofPart.Length; i++)
            {
                Market market = markets[(part * PartSize) + i];
                bool isKnown = _marks.TryGetValue(market.Ticker, out Mark known);
                if (!isKnown)
                {
                    Write(statements, market, new Mark(nextId++, default, default), ofPart[i], isNew: true);
                }
                else if (isNewest && known.Hashes != ofPart[i])
                {
                    Write(statements, market, known, ofPart[i], isNew: false);
                }
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

    /// <summary>The hashes of one part. Other threads make them while this one writes: SQLite has one writer.</summary>
    private Hashes[] Hash(int start)
    {
        Hashes[] hashes = new Hashes[Math.Min(PartSize, snapshot.Markets.Count - start)];
        HashedColumns terms = new();
        HashedFigures figures = new();
        for (int i = 0; i < hashes.Length; i++)
        {
            Market market = snapshot.Markets[start + i];
            MarketColumns.AddTerms(terms, market, EventOf(market), BandsOf(market));
            MarketColumns.AddFigures(figures, market);
            hashes[i] = new Hashes(terms.Take(), figures.Take());
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
