using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Parses items one after the other; what an item loses, only it loses.</summary>
internal sealed class ItemParser
{
    private const int TextSlots = 64;

    private readonly Era _era;
    private readonly FieldReader _fields = new(new TextArena(TextSlots));
    private readonly MarketReader _markets;
    private readonly EventReader _events;
    private readonly SeriesReader _series;
    private readonly List<SkippedItem> _lost = [];

    public ItemParser(Era era)
    {
        _era = era;
        _markets = new MarketReader(era, _fields);
        _events = new EventReader(_fields, _markets);
        _series = new SeriesReader(_fields);
    }

    /// <summary>
    /// Reads one item. <paramref name="place"/> says where it stands and is asked only when something is wrong with it.
    /// </summary>
    /// <param name="at">When it was received; null where that is not known.</param>
    /// <param name="owner">The market that the page is about, for a book that does not name its own.</param>
    public void Parse(
        ItemKind kind, ReadOnlySpan<byte> item, DateTimeOffset? at, IItemSink into, Func<string> place, string? owner = null)
    {
        string? problem;
        _markets.At = at;
        try
        {
            problem = kind switch
            {
                ItemKind.Event => AddEvent(item, into, place),
                ItemKind.Market => AddMarket(item, into, place),
                ItemKind.Series => AddSeries(item, into, place),
                ItemKind.Book => AddBook(item, at ?? default, owner, into),
                _ => "it is nothing that a recording holds",
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            problem = $"it cannot be read: {failure.Message}";
        }

        if (problem is not null)
        {
            into.Skip(place(), problem);
        }

        foreach (SkippedItem part in _lost)
        {
            into.Skip($"{place()}: {part.Item}", part.Reason);
        }

        _lost.Clear();
        _fields.TakeDefects();
    }

    private string? AddEvent(ReadOnlySpan<byte> item, IItemSink into, Func<string> place)
    {
        if (_events.Read(item, _lost) is not { } found)
        {
            return "the event has no event_ticker, so it cannot be named";
        }

        into.Add(found, place);
        return null;
    }

    private string? AddMarket(ReadOnlySpan<byte> item, IItemSink into, Func<string> place)
    {
        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        reader.Read();
        if (_markets.Read(ref reader, item, seriesTicker: "", eventTicker: "") is not { } market)
        {
            return "the market has no ticker, so it cannot be named";
        }

        if (market.EventTicker.Length == 0)
        {
            return $"market {Shown.Name(market.Ticker)}: it has no event_ticker, so it is not known what it belongs to";
        }

        into.Add(market, place);
        return null;
    }

    private string? AddSeries(ReadOnlySpan<byte> item, IItemSink into, Func<string> place)
    {
        if (_series.Read(item) is not { } series)
        {
            return "the series has no ticker, so it cannot be named";
        }

        into.Add(series, place);
        return null;
    }

    private string? AddBook(ReadOnlySpan<byte> item, DateTimeOffset at, string? owner, IItemSink into)
    {
        if (_era == Era.Cents)
        {
            return "an order book: those of the cents era are not read";
        }

        OrderBook? book = BookReader.Read(item, at, out string ticker, out string problem);
        ticker = ticker.Length > 0 ? ticker : owner ?? "";
        if (ticker.Length == 0)
        {
            return "the order book does not say whose it is: record it with the path it was read from, or from /markets/orderbooks";
        }

        if (book is null)
        {
            _lost.Add(new SkippedItem($"order book {Shown.Name(ticker)}", problem));
        }
        else
        {
            into.Add(ticker, book);
        }

        return null;
    }
}
