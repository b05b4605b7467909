using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// Joins what the readers found into one snapshot: a ticker counts once (the first stays, the later is skipped by name,
/// because two versions of one market cannot both be its price), and every market gets its index. What is kept although
/// something of it is missing is noted with its place.
/// </summary>
public sealed class SnapshotAssembler : IItemSink
{
    /// <summary>Named skips kept for the reader; the count goes on.</summary>
    public const int SampleLimit = 1_000;

    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Event> _eventsByTicker = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tickers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderBook> _books = new(StringComparer.Ordinal);
    private readonly List<Market> _loose = [];
    private readonly List<Event> _events = [];
    private readonly List<SkippedItem> _skipped = [];
    private readonly List<SkippedItem> _lostSources = [];
    private readonly List<string> _assumptions = [];
    private readonly IncompleteNotes _notes = new();
    private int _skippedCount;

    public int MarketCount => _tickers.Count;

    public int SkippedCount => _skippedCount;

    /// <param name="place">Where it stands; asked only when there is something to say about it.</param>
    public void Add(Series series, Func<string>? place = null)
    {
        if (series.Defects.Count > 0)
        {
            NoteDefects(series.Defects, "series", series.Ticker, place);
        }

        if (!_series.TryAdd(series.Ticker, series) && !HasFeesOf(series, _series[series.Ticker]))
        {
            Skip(Name("series", series.Ticker, place), "a series of this ticker with other fees was read already; this one was left out");
        }
    }

    /// <summary>Adds an event with its markets; a repeated event ticker is skipped with its markets.</summary>
    public void Add(Event item, Func<string>? place = null)
    {
        if (!_eventsByTicker.TryAdd(item.Ticker, item))
        {
            Skip(Name("event", item.Ticker, place), "an event of this ticker was read already; this one was left out");
            return;
        }

        if (item.Defects.Count > 0)
        {
            NoteDefects(item.Defects, "event", item.Ticker, place);
        }

        bool whole = true;
        List<Market> kept = new(item.Markets.Count);
        foreach (Market market in item.Markets)
        {
            bool isNew = IsNew(market, place);
            whole &= isNew;
            if (isNew)
            {
                kept.Add(market);
            }
        }

        _events.Add(whole ? item : item.WithMarkets(kept, isWhole: false));
        _eventsByTicker[item.Ticker] = _events[^1];
    }

    /// <summary>Adds a market that came without its event; events are then formed from the event tickers, and are not whole.</summary>
    public void Add(Market market, Func<string>? place = null)
    {
        if (IsNew(market, place))
        {
            _loose.Add(market);
        }
    }

    /// <summary>Adds a book; of two of one market the one received later counts.</summary>
    public void Add(string ticker, OrderBook book)
    {
        if (!_books.TryGetValue(ticker, out OrderBook? known) || book.At >= known.At)
        {
            _books[ticker] = book;
        }
    }

    public void Skip(string item, string reason)
    {
        _skippedCount++;
        if (_skipped.Count < SampleLimit)
        {
            _skipped.Add(new SkippedItem(item, reason));
        }
    }

    /// <summary>A file, or the rest of a pass: said before the items, however many of those there are.</summary>
    public void SkipSource(string source, string reason)
    {
        _skippedCount++;
        _lostSources.Add(new SkippedItem(source, reason));
    }

    public void Assume(string assumption)
    {
        if (!_assumptions.Contains(assumption, StringComparer.Ordinal))
        {
            _assumptions.Add(assumption);
        }
    }

    public VenueSnapshot Build(
        DateTimeOffset at, IReadOnlyList<string> sources, bool isRecording, FeeTerms? assumedFee = null, TradingHalt? halt = null)
    {
        AttachLooseMarkets();
        TellBareEvents();
        List<Market> markets = new(_tickers.Count);
        foreach (Event item in _events)
        {
            foreach (Market market in item.Markets)
            {
                market.Index = markets.Count;
                markets.Add(market);
            }
        }

        FeeGaps.Note(_notes, _events, _series, at, assumedFee, isRecording);
        OldQuotes.Note(_notes, markets, at);
        return new VenueSnapshot
        {
            At = at,
            Sources = sources,
            Series = _series,
            Events = _events,
            Markets = markets,
            Books = _books,
            Skipped = [.. _lostSources, .. _skipped],
            SkippedCount = _skippedCount,
            Incomplete = _notes.All,
            Assumptions = _assumptions,
            AssumedFee = assumedFee,
            IsRecording = isRecording,
            Halt = halt,
        };
    }

    private bool IsNew(Market market, Func<string>? place)
    {
        if (!_tickers.Add(market.Ticker))
        {
            Skip(Name("market", market.Ticker, place), "a market of this ticker was read already; this one was left out");
            return false;
        }

        if (market.Defects.Count > 0)
        {
            NoteDefects(market.Defects, "market", market.Ticker, place);
        }

        return true;
    }

    private void NoteDefects(IReadOnlyList<FieldDefect> defects, string kind, string ticker, Func<string>? place)
    {
        for (int i = 0; i < defects.Count; i++)
        {
            _notes.AddField(defects[i].Field, () => Name(kind, ticker, place), defects[i].Problem);
        }
    }

    private static string Name(string kind, string ticker, Func<string>? place) =>
        $"{(place is null ? "" : place() + ": ")}{kind} {Shown.Name(ticker)}";

    private static bool HasFeesOf(Series one, Series other) =>
        one.FeeType.Text == other.FeeType.Text && one.FeeMultiplier == other.FeeMultiplier;

    /// <summary>One line for all of them: pages of events without their markets are usual, and say nothing wrong.</summary>
    private void TellBareEvents()
    {
        int bare = _events.Count(static item => item.Markets.Count == 0);
        if (bare > 0)
        {
            Event first = _events.First(static item => item.Markets.Count == 0);
            string name = Shown.Name(first.Ticker);
            Skip(bare == 1 ? $"event {name}" : $"{bare:N0} events, the first {name}", "no market was read for it");
        }
    }

    private void AttachLooseMarkets()
    {
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        for (int i = 0; i < _events.Count; i++)
        {
            positions[_events[i].Ticker] = i;
        }

        foreach (IGrouping<string, Market> group in _loose.GroupBy(static market => market.EventTicker, StringComparer.Ordinal))
        {
            if (positions.TryGetValue(group.Key, out int position))
            {
                Event known = _events[position];
                _events[position] = known.WithMarkets([.. known.Markets, .. group], isWhole: false);
            }
            else
            {
                _events.Add(new Event { Ticker = group.Key, SeriesTicker = SeriesOf(group.Key), Markets = [.. group] });
            }
        }

        _loose.Clear();
    }

    /// <summary>A ticker is SERIES-EVENT; this guess only finds the series' fees, it proves nothing.</summary>
    private string SeriesOf(string eventTicker)
    {
        int dash = eventTicker.IndexOf('-', StringComparison.Ordinal);
        string prefix = dash < 0 ? eventTicker : eventTicker[..dash];
        return _series.ContainsKey(prefix) ? prefix : "";
    }
}
