using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>What an object in a page or a recording is, told by its own keys.</summary>
internal enum ItemKind
{
    /// <summary>Something that holds items, such as a page, or an envelope around one.</summary>
    Wrapper,

    /// <summary>The text ends before its kind shows, and is short enough to wait for more.</summary>
    Undecided,
    Event,
    Market,
    Series,
    Book,
}

internal static class ItemKinds
{
    /// <summary>An item shows its kind in this many bytes; what does not is a page, which may be longer than any buffer.</summary>
    private const int Head = 1 << 16;

    private const int Event = 1, Ticker = 2, Series = 3, SeriesOnly = 4, Book = 5, Holder = 6, MarketOnly = 7, EventOnly = 8, Either = 9;

    private static readonly FieldTable Marks = new(
        ("event_ticker", Event), ("ticker", Ticker), ("market_ticker", Ticker), ("series_ticker", Series), ("fee_type", SeriesOnly),
        ("fee_multiplier", SeriesOnly), ("frequency", SeriesOnly), ("orderbook_fp", Book), ("events", Holder), ("series", Holder),
        ("orderbooks", Holder), ("body", Holder), ("market", Holder), ("event", Holder), ("payload", Holder),
        ("market_type", MarketOnly), ("rules_primary", MarketOnly), ("yes_sub_title", MarketOnly), ("strike_type", MarketOnly),
        ("can_close_early", MarketOnly), ("close_time", MarketOnly), ("open_time", MarketOnly),
        ("yes_bid_dollars", MarketOnly), ("yes_ask_dollars", MarketOnly), ("mutually_exclusive", EventOnly),
        ("markets", EventOnly), ("sub_title", EventOnly), ("title", Either));

    /// <summary>
    /// Looks at the keys of the object that begins the text. Tickers alone do not make a market: positions and settlements carry
    /// them too. A text that a buffer cut off before its kind shows is undecided: to take an item for a page would lose it without
    /// a word.
    /// </summary>
    public static ItemKind Tell(ReadOnlySpan<byte> text, bool isFinal)
    {
        Utf8JsonReader reader = new(text, isFinal, new JsonReaderState(new JsonReaderOptions { MaxDepth = 256, AllowMultipleValues = true }));
        ItemKind unknown = !isFinal && text.Length < Head ? ItemKind.Undecided : ItemKind.Wrapper;
        bool eventTicker = false, ticker = false, seriesTicker = false, market = false, parent = false;
        try
        {
            if (!reader.Read())
            {
                return unknown;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                switch (Marks.Find(reader.ValueSpan))
                {
                    case Event: eventTicker = true; break;
                    case Ticker: ticker = true; break;
                    case Series: seriesTicker = true; break;
                    case MarketOnly: market = true; break;
                    case EventOnly: parent = true; break;
                    case Either: market = parent = true; break;
                    case SeriesOnly when !eventTicker: return ItemKind.Series;
                    case Book: return ItemKind.Book;
                    case Holder: return ItemKind.Wrapper;
                    default: break;
                }

                if (eventTicker && ticker && market)
                {
                    return ItemKind.Market;
                }

                if (eventTicker && seriesTicker && parent)
                {
                    return ItemKind.Event;
                }

                if (!reader.Read() || !reader.TrySkip())
                {
                    break;
                }
            }

            unknown = reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0 ? ItemKind.Wrapper : unknown;
        }
        catch (JsonException)
        {
            // The reader of the whole text reports it, with its place.
        }

        return eventTicker && parent && !ticker ? ItemKind.Event : unknown;
    }
}
