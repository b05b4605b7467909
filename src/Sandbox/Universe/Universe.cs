using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Everything a sandbox exchange lists: series, events, markets and their books, and the truth about what was planted among
/// them. Immutable; its text and prices are invented, its structures are the venue's.
/// </summary>
public sealed class Universe
{
    private readonly Dictionary<string, ListedSeries> _seriesByTicker;
    private readonly Dictionary<string, ListedEvent> _eventsByTicker;
    private readonly Dictionary<string, ListedMarket> _marketsByTicker;
    private readonly Dictionary<string, List<ListedMarket>> _marketsByEvent;
    private readonly IReadOnlyDictionary<string, ListedBook> _books;

    internal Universe(
        DateTimeOffset at,
        IReadOnlyList<ListedSeries> series,
        IReadOnlyList<ListedEvent> events,
        IReadOnlyList<ListedMarket> markets,
        IReadOnlyDictionary<string, ListedBook> books)
    {
        At = at;
        Series = series;
        Events = events;
        Markets = markets;
        _books = books;
        _seriesByTicker = series.ToDictionary(item => item.Ticker, StringComparer.Ordinal);
        _eventsByTicker = events.ToDictionary(item => item.Ticker, StringComparer.Ordinal);
        _marketsByTicker = markets.ToDictionary(item => item.Ticker, StringComparer.Ordinal);
        _marketsByEvent = events.ToDictionary(
            item => item.Ticker, _ => new List<ListedMarket>(), StringComparer.Ordinal);
        foreach (ListedMarket market in markets)
        {
            _marketsByEvent[market.EventTicker].Add(market);
        }
    }

    /// <summary>The instant the universe starts from.</summary>
    public DateTimeOffset At { get; }

    public IReadOnlyList<ListedSeries> Series { get; }

    public IReadOnlyList<ListedEvent> Events { get; }

    public IReadOnlyList<ListedMarket> Markets { get; }

    public IReadOnlyList<ListedFeeChange> FeeChanges { get; init; } = [];

    /// <summary>The mispricings a detector should find.</summary>
    public IReadOnlyList<Plant> Plants { get; init; } = [];

    /// <summary>The baskets that come close and earn nothing.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];

    /// <summary>What a detector may not report, and why.</summary>
    public IReadOnlyList<Trap> Traps { get; init; } = [];

    /// <summary>The beliefs that traders can move; markets of none stay where they were quoted.</summary>
    internal IReadOnlyList<CellFamily> Families { get; init; } = [];

    /// <summary>About so many markets in the venue's structures, quoted coherently; equal seeds give equal universes.</summary>
    /// <param name="mix">Kinds and sizes of events; null for about the venue's.</param>
    public static Universe Generated(DateTimeOffset now, int markets, ulong seed, UniverseMix? mix = null) =>
        GeneratedUniverse.Build(now, markets, seed, mix);

    /// <summary>
    /// What somebody else lists, such as a recording. Its prices stay where they are, for no belief is behind them.
    /// </summary>
    /// <exception cref="ArgumentException">A ticker is listed twice, or a market or event has no parent.</exception>
    public static Universe Of(
        DateTimeOffset at,
        IReadOnlyList<ListedSeries> series,
        IReadOnlyList<ListedEvent> events,
        IReadOnlyList<ListedMarket> markets,
        IReadOnlyDictionary<string, ListedBook> books)
    {
        HashSet<string> parents = new(series.Select(static item => item.Ticker), StringComparer.Ordinal);
        parents.UnionWith(events.Select(static item => item.Ticker));
        string? orphan = events.FirstOrDefault(item => !parents.Contains(item.SeriesTicker))?.Ticker
            ?? markets.FirstOrDefault(item => !parents.Contains(item.EventTicker))?.Ticker;
        return orphan is null
            ? new Universe(at, series, events, markets, books)
            : throw new ArgumentException($"{orphan} belongs to nothing that is listed.", nameof(events));
    }

    /// <summary>The hand-written demo exchange, open at <paramref name="now"/>.</summary>
    public static Universe Demo(DateTimeOffset now) => DemoUniverse.Build(now);

    public ListedSeries? FindSeries(string ticker) => _seriesByTicker.GetValueOrDefault(ticker);

    public ListedEvent? FindEvent(string ticker) => _eventsByTicker.GetValueOrDefault(ticker);

    public ListedMarket? FindMarket(string ticker) => _marketsByTicker.GetValueOrDefault(ticker);

    public IReadOnlyList<ListedMarket> MarketsOf(string eventTicker) =>
        _marketsByEvent.TryGetValue(eventTicker, out List<ListedMarket>? markets) ? markets : [];

    /// <summary>The starting book of a market; empty for a ticker that is not listed.</summary>
    public ListedBook Book(string ticker) => _books.GetValueOrDefault(ticker, ListedBook.Empty);

    /// <summary>This universe and what another lists; a series that both list is this one's.</summary>
    /// <exception cref="ArgumentException">An event or market is listed already.</exception>
    internal Universe Joined(Universe more)
    {
        Dictionary<string, ListedBook> books = new(_books, StringComparer.Ordinal);
        foreach ((string ticker, ListedBook book) in more._books)
        {
            books.TryAdd(ticker, book);
        }

        return new Universe(
            At,
            [.. Series, .. more.Series.Where(item => FindSeries(item.Ticker) is null)],
            [.. Events, .. more.Events],
            [.. Markets, .. more.Markets],
            books)
        {
            FeeChanges = [.. FeeChanges, .. more.FeeChanges],
            Plants = [.. Plants, .. more.Plants],
            NearMisses = [.. NearMisses, .. more.NearMisses],
            Traps = [.. Traps, .. more.Traps],
            Families = [.. Families, .. more.Families],
        };
    }

    /// <summary>The top of book as listed.</summary>
    public Quote Top(ListedMarket market) => market.ListedQuote ?? Book(market.Ticker).Top();
}
