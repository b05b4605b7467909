using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Parses items one after the other into an assembler; what an item loses, only it loses.</summary>
internal sealed class ItemParser
{
    private const int TextSlots = 64;

    private readonly Era _era;
    private readonly FieldReader _fields = new(new TextArena(TextSlots));
    private readonly MarketReader _markets;
    private readonly EventReader _events;
    private readonly SeriesReader _series;

    public ItemParser(Era era)
    {
        _era = era;
        _markets = new MarketReader(era, _fields);
        _events = new EventReader(_fields, _markets);
        _series = new SeriesReader(_fields);
    }

    public void Parse(ItemKind kind, ReadOnlySpan<byte> item, DateTimeOffset at, SnapshotAssembler into, Func<string> place)
    {
        try
        {
            ParseKnown(kind, item, at, into, place);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            _fields.TakeDefects();
            into.Skip(place(), $"it cannot be read: {problem.Message}");
        }
    }

    private void ParseKnown(ItemKind kind, ReadOnlySpan<byte> item, DateTimeOffset at, SnapshotAssembler into, Func<string> place)
    {
        switch (kind)
        {
            case ItemKind.Event when _events.Read(item, into.Skip) is { } found:
                into.Add(found);
                break;
            case ItemKind.Market when ReadMarket(item) is { } market:
                into.Add(market);
                break;
            case ItemKind.Series when _series.Read(item) is { } series:
                into.Add(series);
                break;
            case ItemKind.Book when _era == Era.Current:
                ParseBook(item, at, into, place);
                break;
            default:
                into.Skip(place(), "it has no ticker, so it cannot be named");
                break;
        }
    }

    private Market? ReadMarket(ReadOnlySpan<byte> item)
    {
        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        reader.Read();
        return _markets.Read(ref reader, item, seriesTicker: "", eventTicker: "");
    }

    private static void ParseBook(ReadOnlySpan<byte> item, DateTimeOffset at, SnapshotAssembler into, Func<string> place)
    {
        OrderBook? book = BookReader.Read(item, at, out string ticker, out string problem);
        if (ticker.Length == 0)
        {
            into.Skip(place(), "the order book does not say whose it is");
        }
        else if (book is null)
        {
            into.Skip($"order book {ticker}", problem);
        }
        else
        {
            into.Add(ticker, book);
        }
    }
}
