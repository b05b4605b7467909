using System.Buffers;
using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A deadline as a rule words it: "before Jan 1, 2027", "by Dec 31, 2026 at 11:59 PM ET".</summary>
internal readonly record struct DatePhrase(DateOnly Cutoff, int Start, int End)
{
    /// <summary>The last minute of the day before <see cref="Cutoff"/> is not yet its midnight.</summary>
    public bool IsMinuteBefore { get; init; }

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
        [.. Months.Select(static month => month[..LettersOfAbbreviation])], StringComparison.Ordinal);

    /// <summary>Whether the text has a deadline phrase with a full date.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Next(text, 0) is not null;

    /// <summary>The only deadline phrase with a full date; null when there is none, or when there are more.</summary>
    public static DatePhrase? Only(ReadOnlySpan<char> text, out bool isMany)
    {
        DatePhrase? first = Next(text, 0);
        isMany = first is { } found && Next(text, found.End) is not null;
        return isMany ? null : first;
    }

    /// <summary>Whether deadlines are named, and none of them is this one.</summary>
    public static bool NamesAnother(ReadOnlySpan<char> text, DateOnly cutoff)
    {
        DatePhrase? named = Next(text, 0);
        bool isAnother = named is not null;
        while (named is { } phrase)
        {
            isAnother &= phrase.Cutoff != cutoff;
            named = Next(text, phrase.End);
        }

        return isAnother;
    }

    /// <summary>A month as a word of its own: "Mar 1" has one, "Omar" and "Marco" have none.</summary>
    public static bool HasMonth(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int hit = text[i..].IndexOfAny(MonthWords);
            if (hit < 0)
            {
                return false;
            }

            i += hit;
            if ((i == 0 || !char.IsAsciiLetter(text[i - 1])) && BeginsWithMonth(text[i..]))
            {
                return true;
            }
        }

        return false;
    }

    public static bool BeginsWithMonth(ReadOnlySpan<char> text)
    {
        foreach (string month in Months)
        {
            if (text.StartsWith(month.AsSpan(0, LettersOfAbbreviation), StringComparison.Ordinal))
            {
                int length = text.StartsWith(month, StringComparison.Ordinal) ? month.Length : LettersOfAbbreviation;
                return text.Length == length || !char.IsAsciiLetter(text[length]);
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
                bool toTheMinute = days == 1 && text[end..].StartsWith(EndOfDay, StringComparison.Ordinal);
                end += toTheMinute ? EndOfDay.Length : 0;
                return new DatePhrase(date.AddDays(days), start, end) { IsMinuteBefore = toTheMinute };
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
