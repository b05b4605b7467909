using System.Globalization;

namespace Dutchbook.Enrichment;

/// <summary>A calendar month: what a monthly future, and a monthly statistic, is about.</summary>
public readonly record struct YearMonth(int Year, int Month) : IComparable<YearMonth>
{
    /// <summary>The letters of futures months, January to December.</summary>
    private const string FuturesLetters = "FGHJKMNQUVXZ";

    private static readonly string[] Names =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public int Days => DateTime.DaysInMonth(Year, Month);

    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>The letter and two digits of a futures contract: <c>Z26</c> is December 2026.</summary>
    public string FuturesCode => string.Create(CultureInfo.InvariantCulture, $"{FuturesLetters[Month - 1]}{Year % 100:00}");

    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    public YearMonth Plus(int months)
    {
        int index = (Year * 12) + Month - 1 + months;
        return new YearMonth(index / 12, (index % 12) + 1);
    }

    /// <summary>Reads <c>OCT 26</c>, as the exchange writes it, and <c>26OCT</c>, as a Kalshi ticker does.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out YearMonth month)
    {
        month = default;
        ReadOnlySpan<char> name = text;
        ReadOnlySpan<char> year = text;
        if (text.Length == 6 && text[3] == ' ')
        {
            name = text[..3];
            year = text[4..];
        }
        else if (text.Length == 5)
        {
            year = text[..2];
            name = text[2..];
        }
        else
        {
            return false;
        }

        for (int i = 0; i < Names.Length; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase)
                && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int twoDigits))
            {
                month = new YearMonth(2000 + twoDigits, i + 1);
                return true;
            }
        }

        return false;
    }

    public static bool operator <(YearMonth left, YearMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(YearMonth left, YearMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(YearMonth left, YearMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(YearMonth left, YearMonth right) => left.CompareTo(right) >= 0;

    public int CompareTo(YearMonth other) => ((Year * 12) + Month).CompareTo((other.Year * 12) + other.Month);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
