using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>What an object in a page or a recording is, told by its own keys.</summary>
internal enum ItemKind
{
    /// <summary>Something that holds items, such as a page, or an envelope around one.</summary>
    Wrapper,

    /// <summary>The text ends before its kind shows: wait for more.</summary>
    Undecided,
    Event,
    Market,
    Series,
    Book,
}

internal static class ItemKinds
{
    /// <summary>
    /// An object with a list longer than this before its kind shows is a page, which may be longer than any buffer.
    /// </summary>
    private const int Head = 1 << 16;

    private static readonly FieldTable Table = new(
        [.. Marks(Mark.Event, "event_ticker"), .. Marks(Mark.Ticker, "ticker"), .. Marks(Mark.Series, "series_ticker"),
         .. Marks(Mark.SeriesOnly, "fee_type", "fee_multiplier", "frequency"), .. Marks(Mark.Book, "orderbook_fp"),
         .. Marks(Mark.Holder, "events", "series", "orderbooks", "body", "market", "event", "payload"),
         .. Marks(Mark.MarketOnly, "market_type", "rules_primary", "yes_sub_title", "strike_type", "can_close_early", "close_time",
             "open_time", "yes_bid_dollars", "yes_ask_dollars"),
         .. Marks(Mark.EventOnly, "mutually_exclusive", "markets", "sub_title"), .. Marks(Mark.Title, "title")]);

    [Flags]
    private enum Mark
    {
        None = 0,
        Event = 1,
        Ticker = 2,
        Series = 4,
        SeriesOnly = 8,
        Book = 16,
        Holder = 32,
        MarketOnly = 64,
        EventOnly = 128,

        /// <summary>Events and markets have it.</summary>
        Title = 256,
    }

    /// <summary>
    /// Looks at the keys of the object that begins the text. Tickers alone do not make a market: positions and settlements carry
    /// them too. A text that a buffer cut off before its kind shows is undecided: to take an item for a page would lose it without
    /// a word.
    /// </summary>
    public static ItemKind Tell(ReadOnlySpan<byte> text, bool isFinal)
    {
        Utf8JsonReader reader = new(text, isFinal, new JsonReaderState(ItemSplitter.Options));
        Mark seen = Mark.None;
        try
        {
            if (!reader.Read())
            {
                return ItemKind.Undecided;
            }

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    return Settle(seen);
                }

                int found = Table.Find(reader.ValueSpan);
                seen |= found < 0 ? Mark.None : (Mark)found;
                if (found > 0 && Decide(seen, (Mark)found) is { } kind)
                {
                    return kind;
                }

                if (!reader.Read())
                {
                    return ItemKind.Undecided;
                }

                if (!reader.TrySkip())
                {
                    return text.Length < Head || Has(seen, Mark.MarketOnly) ? ItemKind.Undecided : Settle(seen);
                }
            }

            return ItemKind.Undecided;
        }
        catch (JsonException)
        {
            // The reader of the whole text reports it, with its place.
            return Settle(seen);
        }
    }

    /// <summary>What the keys so far settle beyond doubt, whatever may follow.</summary>
    private static ItemKind? Decide(Mark seen, Mark last) => last switch
    {
        Mark.SeriesOnly when !Has(seen, Mark.Event) => ItemKind.Series,
        Mark.Book => ItemKind.Book,
        Mark.Holder => ItemKind.Wrapper,
        _ when Has(seen, Mark.Event | Mark.Ticker) && HasAny(seen, Mark.MarketOnly | Mark.Title) => ItemKind.Market,
        _ when Has(seen, Mark.Event | Mark.Series | Mark.EventOnly) => ItemKind.Event,
        _ => null,
    };

    /// <summary>
    /// With no more keys to come. A market without one of its tickers still is one, so that its reader can say what is missing.
    /// </summary>
    private static ItemKind Settle(Mark seen)
    {
        if (Has(seen, Mark.MarketOnly) && HasAny(seen, Mark.Event | Mark.Ticker) && !Has(seen, Mark.EventOnly))
        {
            return ItemKind.Market;
        }

        bool isEvent = Has(seen, Mark.Event) && !Has(seen, Mark.Ticker) && HasAny(seen, Mark.EventOnly | Mark.Title);
        return isEvent ? ItemKind.Event : ItemKind.Wrapper;
    }

    private static bool Has(Mark seen, Mark all) => (seen & all) == all;

    private static bool HasAny(Mark seen, Mark some) => (seen & some) != Mark.None;

    private static IEnumerable<(string Name, int Field)> Marks(Mark mark, params string[] names) =>
        names.Select(name => (name, (int)mark));
}
