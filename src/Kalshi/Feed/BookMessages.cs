using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads messages about books and quotes where they lie. Each is read whole or not at all; what a message is about is
/// found even where the rest of it cannot be read, so that only that market is concerned.
/// </summary>
internal static class BookMessages
{
    /// <summary>The market a message is about; empty where it does not say.</summary>
    public static ReadOnlySpan<byte> TickerOf(ReadOnlySpan<byte> message)
    {
        Utf8JsonReader reader = new(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTicker = reader.ValueTextEquals("market_ticker"u8);
            reader.Read();
            if (isTicker)
            {
                // An escaped ticker is no ticker of the venue's; it would only be compared with others in vain.
                return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? reader.ValueSpan : default;
            }

            reader.Skip();
        }

        return default;
    }

    /// <summary>Reads a change of a level in any form.</summary>
    public static bool TryReadDelta(ReadOnlySpan<byte> message, ref DeltaFrame delta)
    {
        Utf8JsonReader reader = new(message);
        bool hasPrice = false, hasChange = false, hasSide = false;
        delta.MadeAt = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("price_dollars"u8))
            {
                hasPrice = NextText(ref reader, out ReadOnlySpan<byte> text) && Price.TryParse(text, out delta.Price);
            }
            else if (reader.ValueTextEquals("delta_fp"u8))
            {
                hasChange = NextText(ref reader, out ReadOnlySpan<byte> text) && Quantity.TryParseSigned(text, out delta.Change);
            }
            else if (reader.ValueTextEquals("side"u8))
            {
                hasSide = NextText(ref reader, out ReadOnlySpan<byte> text)
                    && (text.SequenceEqual("yes"u8) || text.SequenceEqual("no"u8));
                delta.Side = hasSide && text.SequenceEqual("no"u8) ? Side.No : Side.Yes;
            }
            else if (reader.ValueTextEquals("ts_ms"u8))
            {
                delta.MadeAt = NextNumber(ref reader);
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return hasPrice && hasChange && hasSide;
    }

    /// <summary>Reads the touch of a market.</summary>
    public static bool TryReadTicker(ReadOnlySpan<byte> message, out Touch touch, out long madeAt)
    {
        Utf8JsonReader reader = new(message);
        Price bid = default, ask = default;
        Quantity bidSize = default, askSize = default;
        int read = 0;
        madeAt = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("yes_bid_dollars"u8))
            {
                read += NextText(ref reader, out ReadOnlySpan<byte> text) && Price.TryParse(text, out bid) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("yes_ask_dollars"u8))
            {
                read += NextText(ref reader, out ReadOnlySpan<byte> text) && Price.TryParse(text, out ask) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("yes_bid_size_fp"u8))
            {
                read += NextText(ref reader, out ReadOnlySpan<byte> text) && Quantity.TryParse(text, out bidSize) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("yes_ask_size_fp"u8))
            {
                read += NextText(ref reader, out ReadOnlySpan<byte> text) && Quantity.TryParse(text, out askSize) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("ts_ms"u8))
            {
                madeAt = NextNumber(ref reader);
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        touch = Touch.From(new Quote(bid, bidSize, ask, askSize));
        return read == 4;
    }

    /// <summary>Puts the levels of a snapshot into an empty book.</summary>
    /// <param name="noInYes">NO bids are given by the price of YES that they offer, as asks.</param>
    /// <returns>False if a level cannot be read or cannot be: the depth behind a hole is not depth.</returns>
    public static bool TryReadSnapshot(ReadOnlySpan<byte> message, LiveBook book, bool noInYes)
    {
        Utf8JsonReader reader = new(message);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isYes = reader.ValueTextEquals("yes_dollars_fp"u8);
            bool isNo = reader.ValueTextEquals("no_dollars_fp"u8);
            reader.Read();

            // A side of which nothing is said, or null, is empty: that is how the venue writes it in snapshots.
            if ((isYes || isNo) && reader.TokenType != JsonTokenType.Null
                && !TryReadLevels(ref reader, book, isYes ? Side.Yes : Side.No, isNo && noInYes))
            {
                return false;
            }

            reader.Skip();
        }

        return true;
    }

    private static bool TryReadLevels(ref Utf8JsonReader reader, LiveBook book, Side side, bool complement)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (!NextText(ref reader, out ReadOnlySpan<byte> priceText) || !Price.TryParse(priceText, out Price price)
                || !NextText(ref reader, out ReadOnlySpan<byte> sizeText) || !Quantity.TryParse(sizeText, out Quantity size)
                || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            {
                return false;
            }

            // A size of nothing is no level; a price of nothing or a dollar with a size cannot be.
            if (size.IsPositive && !book.Change(side, complement ? price.Complement() : price, size))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool NextText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        bool isText = reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
        text = isText ? reader.ValueSpan : default;
        return isText;
    }

    private static long NextNumber(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number > 0 ? number : 0;
}
