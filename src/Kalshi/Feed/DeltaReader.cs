using System.Runtime.CompilerServices;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads the one message that comes a thousand times a second in the form it always has, straight from its bytes.
/// Whatever is not
/// exactly so, even where it is correct JSON, is left to the <see cref="FrameReader"/>.
/// </summary>
internal static class DeltaReader
{
    /// <returns>False where the frame has another form; nothing can be concluded from that.</returns>
    public static bool TryRead(ReadOnlySpan<byte> frame, ref DeltaFrame delta)
    {
        if (!frame.StartsWith("""{"type":"orderbook_delta","sid":"""u8))
        {
            return false;
        }

        int at = """{"type":"orderbook_delta","sid":"""u8.Length;
        if (!Number(frame, ref at, out delta.Sid) || !Step(frame, ref at, ""","seq":"""u8)
            || !Number(frame, ref at, out delta.Sequence) || !Step(frame, ref at, ""","msg":{"""u8))
        {
            return false;
        }

        const int ticker = 1, price = 2, change = 4, side = 8, all = 15;
        int seen = 0;
        delta.MadeAt = 0;
        while (at < frame.Length && frame[at] == (byte)'"')
        {
            if (!Text(frame, ref at, out ReadOnlySpan<byte> key) || at >= frame.Length || frame[at++] != (byte)':')
            {
                return false;
            }

            ReadOnlySpan<byte> text = default;
            long number = 0;
            if (at >= frame.Length || !(frame[at] == (byte)'"' ? Text(frame, ref at, out text) : Number(frame, ref at, out number)))
            {
                return false;
            }

            bool isRead;
            int field;
            if (key.SequenceEqual("market_ticker"u8))
            {
                delta.Ticker = text;
                (isRead, field) = (!text.IsEmpty, ticker);
            }
            else if (key.SequenceEqual("price_dollars"u8))
            {
                (isRead, field) = (Price.TryParse(text, out delta.Price), price);
            }
            else if (key.SequenceEqual("delta_fp"u8))
            {
                (isRead, field) = (Quantity.TryParseSigned(text, out delta.Change), change);
            }
            else if (key.SequenceEqual("side"u8))
            {
                delta.Side = text.SequenceEqual("no"u8) ? Side.No : Side.Yes;
                (isRead, field) = (text.SequenceEqual("yes"u8) || delta.Side == Side.No, side);
            }
            else
            {
                delta.MadeAt = key.SequenceEqual("ts_ms"u8) ? number : delta.MadeAt;
                (isRead, field) = (true, 0);
            }

            // A field that comes twice may mean anything.
            if (!isRead || (seen & field) != 0 || at >= frame.Length)
            {
                return false;
            }

            seen |= field;
            if (frame[at] == (byte)'}')
            {
                return seen == all && at + 2 == frame.Length && frame[at + 1] == (byte)'}';
            }

            if (frame[at++] != (byte)',')
            {
                return false;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Step(ReadOnlySpan<byte> frame, ref int at, ReadOnlySpan<byte> expected)
    {
        if (!frame[at..].StartsWith(expected))
        {
            return false;
        }

        at += expected.Length;
        return true;
    }

    /// <summary>A whole number of at most 18 digits, without sign, fraction or needless zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Number(ReadOnlySpan<byte> frame, ref int at, out long number)
    {
        number = 0;
        int start = at;
        while (at < frame.Length && (uint)(frame[at] - '0') <= 9 && at - start < 18)
        {
            number = (10 * number) + (frame[at++] - '0');
        }

        return at > start && (at == start + 1 || frame[start] != (byte)'0')
            && at < frame.Length && frame[at] is (byte)',' or (byte)'}';
    }

    /// <summary>
    /// A text of plain letters. One that holds an escape, a control character or a letter beyond ASCII is not for here.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Text(ReadOnlySpan<byte> frame, scoped ref int at, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = frame[(at + 1)..];
        int length = rest.IndexOf((byte)'"');
        text = length < 0 ? default : rest[..length];
        at += length + 2;
        return length >= 0 && text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && text.IndexOf((byte)'\\') < 0;
    }
}
