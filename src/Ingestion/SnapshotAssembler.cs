using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// Joins what the readers found into one snapshot: a ticker counts once (the first stays, the later is skipped by name,
/// because two versions of one market cannot both be its price), and every market gets its index.
/// </summary>
public sealed class SnapshotAssembler
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
    private readonly List<string> _assumptions = [];
    private int _skippedCount;

    public int MarketCount => _tickers.Count;

    public int SkippedCount => _skippedCount;

    public void Add(Series series)
    {
        if (!_series.TryAdd(series.Ticker, series))
        {
            _series[series.Ticker] = series;
        }
    }

    /// <summary>Adds an event with its markets; a repeated event ticker is skipped with its markets.</summary>
    public void Add(Event item)
    {
        if (!_eventsByTicker.TryAdd(item.Ticker, item))
        {
            Skip($"event {item.Ticker}", "the event appears more than once; the first was kept");
            return;
        }

        bool whole = true;
        List<Market> kept = new(item.Markets.Count);
        foreach (Market market in item.Markets)
        {
            bool isNew = _tickers.Add(market.Ticker);
            whole &= isNew;
            if (isNew)
            {
                kept.Add(market);
            }
            else
            {
                Skip($"market {market.Ticker}", "the ticker appears more than once; the first was kept");
            }
        }

        _events.Add(whole ? item : item.WithMarkets(kept, isWhole: false));
        _eventsByTicker[item.Ticker] = _events[^1];
    }

    /// <summary>Adds a market that came without its event; events are then formed from the event tickers, and are not whole.</summary>
    public void Add(Market market)
    {
        if (_tickers.Add(market.Ticker))
        {
            _loose.Add(market);
        }
        else
        {
            Skip($"market {market.Ticker}", "the ticker appears more than once; the first was kept");
        }
    }

    public void Add(string ticker, OrderBook book) => _books[ticker] = book;

    public void Skip(string item, string reason)
    {
        _skippedCount++;
        if (_skipped.Count < SampleLimit)
        {
            _skipped.Add(new SkippedItem(item, reason));
        }
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

        return new VenueSnapshot
        {
            At = at,
            Sources = sources,
            Series = _series,
            Events = _events,
            Markets = markets,
            Books = _books,
            Skipped = _skipped,
            SkippedCount = _skippedCount,
            Assumptions = _assumptions,
            AssumedFee = assumedFee,
            IsRecording = isRecording,
            Halt = halt,
        };
    }

    /// <summary>One line for all of them: pages of events without their markets are usual, and say nothing wrong.</summary>
    private void TellBareEvents()
    {
        int bare = _events.Count(static item => item.Markets.Count == 0);
        if (bare > 0)
        {
            Event first = _events.First(static item => item.Markets.Count == 0);
            Skip(bare == 1 ? $"event {first}" : $"{bare} events, the first {first}", "no market was read for it");
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
