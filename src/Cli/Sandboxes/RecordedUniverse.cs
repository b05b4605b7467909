using Dutchbook.Domain;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>
/// A recording as a universe of the sandbox. What was recorded is listed as it was; closes and expirations are moved by the whole days
/// that have passed since, all by the same, so that markets are open and stand to each other in time as they did.
/// </summary>
internal sealed class RecordedUniverse
{
    private readonly VenueSnapshot _recording;
    private readonly DateTimeOffset _now;
    private readonly TimeSpan _moved;
    private readonly List<ListedSeries> _series = [];
    private readonly Dictionary<string, ListedEvent> _events = new(StringComparer.Ordinal);
    private readonly List<ListedMarket> _markets = [];
    private readonly Dictionary<string, ListedBook> _books = new(StringComparer.Ordinal);

    private RecordedUniverse(VenueSnapshot recording, DateTimeOffset now)
    {
        (_recording, _now) = (recording, now);
        int days = (int)Math.Ceiling((now - recording.At) / TimeSpan.FromDays(1));
        _moved = TimeSpan.FromDays(Math.Max(0, days));
    }

    public static Universe Of(VenueSnapshot recording, DateTimeOffset now) => new RecordedUniverse(recording, now).Build();

    private Universe Build()
    {
        foreach (Series series in _recording.Series.Values.OrderBy(static series => series.Ticker, StringComparer.Ordinal))
        {
            _series.Add(RecordedListing.Series(series));
        }

        foreach (Event recorded in _recording.Events)
        {
            _events.TryAdd(recorded.Ticker, RecordedListing.Event(recorded));
        }

        foreach (Market market in _recording.Markets)
        {
            List(market);
        }

        HashSet<string> known = new(_series.Select(static series => series.Ticker), StringComparer.Ordinal);
        foreach (ListedEvent listed in _events.Values.Where(listed => known.Add(listed.SeriesTicker)))
        {
            // It was not recorded, and a fee that is not known is not listed as one.
            _series.Add(new ListedSeries { Ticker = listed.SeriesTicker, Title = "", FeeType = null, FeeMultiplier = null });
        }

        return Universe.Of(_now, _series, [.. _events.Values.OrderBy(static item => item.Ticker, StringComparer.Ordinal)], _markets, _books);
    }

    private void List(Market market)
    {
        if (!_events.TryGetValue(market.EventTicker, out ListedEvent? parent))
        {
            // A market that was read without its event.
            parent = RecordedListing.Event(market);
            _events.Add(parent.Ticker, parent);
        }

        if (market.CollectionTicker.Length > 0 && parent.CollectionTicker.Length == 0)
        {
            _events[parent.Ticker] = parent with { CollectionTicker = market.CollectionTicker };
        }

        ListedMarket listed = RecordedListing.Market(market, _now, _moved);
        ListedBook book = Book(market, listed.Grid);
        _books.Add(market.Ticker, book);
        _markets.Add(listed with { ListedQuote = market.Quote == book.Top() ? null : Shown(market.Quote) });
    }

    /// <summary>Nobody on a side is a price of 0 or 1 without a size.</summary>
    private static Quote Shown(Quote quote) => quote == Quote.None ? ListedBook.Empty.Top() : quote;

    /// <summary>
    /// The recorded book, else a level a side at the touch. What no book can hold, a touch that crosses or lies off the grid, is shown
    /// as recorded and nobody stands behind it.
    /// </summary>
    private ListedBook Book(Market market, ListedGrid listed)
    {
        TickGrid? grid = TickGrid.TryCreate(listed.Bands);
        OrderBook book = _recording.Books.GetValueOrDefault(market.Ticker) is { IsCrossed: false } recorded
            ? recorded : OrderBook.FromQuote(market.Quote, _recording.At);
        return book.IsCrossed || grid is null
            ? ListedBook.Empty
            : new ListedBook(
                [.. book.YesBids.Where(level => grid.Contains(level.Price))], [.. book.NoBids.Where(level => grid.Contains(level.Price))]);
    }
}
