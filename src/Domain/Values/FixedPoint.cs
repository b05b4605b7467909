namespace Dutchbook.Domain;

/// <summary>
/// Exact decimal text to scaled integers and back. Nothing is rounded: a digit that does not fit, an exponent, a NaN,
/// a leading plus, white space or a needless leading zero is refused, so that a changed wire format is noticed.
/// </summary>
public static class FixedPoint
{
    /// <summary>A sign, 20 digits and a point, with room to spare.</summary>
    private const int LongestText = 32;

    /// <summary>Reads <paramref name="text"/> as an integer number of 10^-<paramref name="decimals"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, bool signed, out long scaled)
    {
        scaled = 0;
        bool negative = text is [(byte)'-', ..];
        if (negative)
        {
            if (!signed)
            {
                return false;
            }

            text = text[1..];
        }

        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Length > decimals
            || (whole.Length > 1 && whole[0] == (byte)'0'))
        {
            return false;
        }

        ulong value = 0;
        if (!Append(whole, ref value) || !Append(fraction, ref value))
        {
            return false;
        }

        for (int i = fraction.Length; i < decimals; i++)
        {
            if (value > ulong.MaxValue / 10)
            {
                return false;
            }

            value *= 10;
        }

        // The magnitude of long.MinValue is one more than that of long.MaxValue.
        if (value > long.MaxValue + (negative ? 1UL : 0UL))
        {
            return false;
        }

        scaled = unchecked(negative ? (long)(0UL - value) : (long)value);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, int, bool, out long)"/>
    public static bool TryParse(ReadOnlySpan<char> text, int decimals, bool signed, out long scaled)
    {
        scaled = 0;
        if (text.Length > 32)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[32];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
            {
                return false;
            }

            bytes[i] = (byte)text[i];
        }

        return TryParse(bytes[..text.Length], decimals, signed, out scaled);
    }

    /// <summary>Writes a scaled integer with at least <paramref name="least"/> decimals and no needless zeros after.</summary>
    public static string Format(long scaled, int decimals, int least)
    {
        // From the last digit to the first. The magnitude of long.MinValue fits a ulong, not a long.
        ulong rest = scaled < 0 ? (ulong)-(scaled + 1) + 1 : (ulong)scaled;
        Span<char> text = stackalloc char[LongestText];
        int at = text.Length;
        bool hasFraction = false;
        for (int place = decimals; place > 0; place--)
        {
            (rest, ulong digit) = Math.DivRem(rest, 10);
            hasFraction |= place <= least || digit != 0;
            if (hasFraction)
            {
                text[--at] = (char)('0' + digit);
            }
        }

        if (hasFraction)
        {
            text[--at] = '.';
        }

        do
        {
            (rest, ulong digit) = Math.DivRem(rest, 10);
            text[--at] = (char)('0' + digit);
        }
        while (rest > 0);

        if (scaled < 0)
        {
            text[--at] = '-';
        }

        return new string(text[at..]);
    }

    private static bool Append(ReadOnlySpan<byte> digits, ref ulong value)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit) || value > (ulong.MaxValue - 9) / 10)
            {
                return false;
            }

            value = (value * 10) + (ulong)(digit - '0');
        }

        return true;
    }
}
