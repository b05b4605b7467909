using System.Buffers;
using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A deadline as a rule words it: "before Jan 1, 2027", "by Dec 31, 2026 at 11:59 PM ET".</summary>
internal readonly record struct DatePhrase(DateOnly Cutoff, int Start, int End)
{
    private const string EndOfDay = " at 11:59 PM ET";
    private const int LettersOfAbbreviation = 3;

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>Words before a date, and the days to add: by the 19th is before the 20th.</summary>
    private static readonly (string Words, int Days)[] Prefixes = [("on or before ", 1), ("before ", 0), ("prior to ", 0), ("by ", 1)];

    private static readonly SearchValues<string> PrefixWords =
        SearchValues.Create([.. Prefixes.Select(static prefix => prefix.Words)], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> MonthWords = SearchValues.Create(
        [.. Months, .. Months.Select(static month => month[..LettersOfAbbreviation] + " ")], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text has a deadline phrase with a full date.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Next(text, 0) is not null;

    /// <summary>The only deadline phrase with a full date; null when there is none, or more than one.</summary>
    public static DatePhrase? Only(ReadOnlySpan<char> text) =>
        Next(text, 0) is { } found && Next(text, found.End) is null ? found : null;

    public static bool HasMonth(ReadOnlySpan<char> text) => text.ContainsAny(MonthWords);

    public static bool BeginsWithMonth(ReadOnlySpan<char> text)
    {
        foreach (string month in Months)
        {
            if (text.StartsWith(month.AsSpan(0, 3), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static DatePhrase? Next(ReadOnlySpan<char> text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            int hit = text[i..].IndexOfAny(PrefixWords);
            if (hit < 0)
            {
                return null;
            }

            i += hit;
            if ((i == 0 || !char.IsAsciiLetter(text[i - 1])) && At(text, i) is { } phrase)
            {
                return phrase;
            }
        }

        return null;
    }

    private static DatePhrase? At(ReadOnlySpan<char> text, int start)
    {
        foreach ((string words, int days) in Prefixes)
        {
            if (text[start..].StartsWith(words, StringComparison.OrdinalIgnoreCase)
                && Date(text, start + words.Length, out int end) is { } date)
            {
                end += text[end..].StartsWith(EndOfDay, StringComparison.Ordinal) ? EndOfDay.Length : 0;
                return new DatePhrase(date.AddDays(days), start, end);
            }
        }

        return null;
    }

    private static DateOnly? Date(ReadOnlySpan<char> text, int start, out int end)
    {
        end = start;
        ReadOnlySpan<char> rest = text[start..];
        for (int month = 0; month < Months.Length; month++)
        {
            string name = Months[month];
            if (rest.StartsWith(name.AsSpan(0, LettersOfAbbreviation), StringComparison.OrdinalIgnoreCase))
            {
                int length = rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? name.Length
                    : rest.Length > LettersOfAbbreviation && rest[LettersOfAbbreviation] == '.' ? LettersOfAbbreviation + 1
                    : LettersOfAbbreviation;
                return DayAndYear(text, start + length, month + 1, out end);
            }
        }

        return null;
    }

    private static DateOnly? DayAndYear(ReadOnlySpan<char> text, int at, int month, out int end)
    {
        end = at;
        int digits = text[at..].IndexOf(',');
        int comma = at + digits;
        if (digits is < 0 or > 4 || comma + 6 > text.Length)
        {
            return null;
        }

        end = comma + 6;
        return int.TryParse(text[at..comma].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && int.TryParse(text.Slice(comma + 1, 5).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && year is > 2000 and < 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }
}
