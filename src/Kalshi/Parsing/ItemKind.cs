using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>What an object in a page or a recording is, told by its own keys.</summary>
internal enum ItemKind
{
    /// <summary>Something that holds items, such as a page, or an envelope around one.</summary>
    Wrapper,
    Event,
    Market,
    Series,
    Book,
}

internal static class ItemKinds
{
    private const int Event = 1, Ticker = 2, Series = 3, SeriesOnly = 4, Book = 5, Holder = 6;

    private static readonly FieldTable Marks = new(
        ("event_ticker", Event), ("ticker", Ticker), ("market_ticker", Ticker), ("series_ticker", Series), ("fee_type", SeriesOnly),
        ("fee_multiplier", SeriesOnly), ("frequency", SeriesOnly), ("orderbook_fp", Book), ("events", Holder), ("series", Holder),
        ("orderbooks", Holder), ("body", Holder), ("market", Holder), ("event", Holder), ("payload", Holder));

    /// <summary>
    /// Looks at the keys of the object that begins the text. What is cut off before its kind shows is a holder of items: an item
    /// shows its kind in its first fields, and a page may be longer than any buffer.
    /// </summary>
    public static ItemKind Tell(ReadOnlySpan<byte> text, bool isFinal)
    {
        Utf8JsonReader reader = new(text, isFinal, new JsonReaderState(new JsonReaderOptions { MaxDepth = 256, AllowMultipleValues = true }));
        bool eventTicker = false, ticker = false, seriesTicker = false;
        try
        {
            if (!reader.Read())
            {
                return ItemKind.Wrapper;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                switch (Marks.Find(reader.ValueSpan))
                {
                    case Event: eventTicker = true; break;
                    case Ticker: ticker = true; break;
                    case Series: seriesTicker = true; break;
                    case SeriesOnly when !eventTicker: return ItemKind.Series;
                    case Book: return ItemKind.Book;
                    case Holder: return ItemKind.Wrapper;
                    default: break;
                }

                if (eventTicker && ticker)
                {
                    return ItemKind.Market;
                }

                if (eventTicker && seriesTicker)
                {
                    return ItemKind.Event;
                }

                if (!reader.Read() || !reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // The reader of the whole text reports it, with its place.
        }

        return eventTicker ? ItemKind.Event : ItemKind.Wrapper;
    }
}
