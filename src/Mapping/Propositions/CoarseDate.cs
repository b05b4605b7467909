using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A deadline as titles put it: "before 2026", "Before October 2025", "before May 20".</summary>
internal readonly record struct CoarseDate(DateOnly Start, bool HasDay)
{
    private const int DaysApart = 1;

    private static readonly string[] Prefixes = ["before ", "prior to "];

    /// <summary>
    /// What follows a "before" at this place, in the year of the other deadline where none is given; null when it is no date, or
    /// one to the day and year, which is not coarse.
    /// </summary>
    public static CoarseDate? After(ReadOnlySpan<char> text, int at, DateOnly other)
    {
        foreach (string words in Prefixes)
        {
            if (text[at..].StartsWith(words, StringComparison.OrdinalIgnoreCase))
            {
                return Read(text[(at + words.Length)..], other);
            }
        }

        return null;
    }

    /// <summary>Titles of months and years round by a day: "before 2026" stands over rules of "by Jan 1, 2026".</summary>
    public bool IsAbout(DateOnly cutoff) =>
        HasDay ? Start == cutoff : Math.Abs(Start.DayNumber - cutoff.DayNumber) <= DaysApart;

    private static CoarseDate? Read(ReadOnlySpan<char> text, DateOnly other)
    {
        if (Year(text) is { } year)
        {
            return new CoarseDate(new DateOnly(year, 1, 1), false);
        }

        if (DatePhrase.Month(text, out int length) is not { } month || (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '-')))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text[length..].TrimStart();
        if (Year(rest) is { } named)
        {
            return new CoarseDate(new DateOnly(named, month, 1), false);
        }

        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        if (digits > 2 || (digits == 0 && rest.Length > 0 && char.IsAsciiLetterOrDigit(rest[0])))
        {
            return null;
        }

        int day = digits == 0 ? 0 : int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        int nearest = Nearest(month, Math.Max(day, 1), other);
        return day > DateTime.DaysInMonth(nearest, month) ? null : new CoarseDate(new DateOnly(nearest, month, Math.Max(day, 1)), day > 0);
    }

    /// <summary>The year in which a date without one comes closest to the other.</summary>
    private static int Nearest(int month, int day, DateOnly other) =>
        Enumerable.Range(other.Year - 1, 3)
            .MinBy(year => Math.Abs(new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month))).DayNumber - other.DayNumber));

    /// <summary>"2026" by itself; "2025-26" is a season and "2025-08-23" a full date.</summary>
    private static int? Year(ReadOnlySpan<char> text) =>
        text.Length >= 4 && text.StartsWith("20", StringComparison.Ordinal) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3])
            && (text.Length == 4 || !(char.IsAsciiLetterOrDigit(text[4]) || text[4] is '-' or '/'))
            ? int.Parse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
