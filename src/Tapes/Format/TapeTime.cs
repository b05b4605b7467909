using System.Globalization;

namespace Dutchbook.Tapes;

/// <summary>Times on a tape: RFC 3339 in UTC with six digits behind the point, always of the same length.</summary>
internal static class TapeTime
{
    public const int Length = 27;

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Write(DateTimeOffset at, Span<byte> into) => at.UtcDateTime.TryFormat(into, out _, Form, CultureInfo.InvariantCulture);

    /// <summary>Reads the form that we write; another correct one is for <see cref="TryParseAny"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != '.' || text[26] != 'Z'
            || !Number(text[..4], out int year) || !Number(text[5..7], out int month) || !Number(text[8..10], out int day)
            || !Number(text[11..13], out int hour) || !Number(text[14..16], out int minute) || !Number(text[17..19], out int second)
            || !Number(text[20..26], out int micros)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        at = new DateTimeOffset(
            new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(micros * TimeSpan.TicksPerMicrosecond));
        return true;
    }

    /// <summary>Reads any time with an offset.</summary>
    public static bool TryParseAny(string? text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static bool Number(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if ((uint)(digit - '0') > 9)
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return true;
    }
}
