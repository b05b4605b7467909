using System.Buffers;
using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A deadline as a rule words it: "before Jan 1, 2027", "by Dec 31, 2026 at 11:59 PM ET".</summary>
internal readonly record struct DatePhrase(DateOnly Cutoff, int Start, int End)
{
    /// <summary>The last minute of the day before <see cref="Cutoff"/> is not yet its midnight.</summary>
    public bool IsMinuteBefore { get; init; }

    private const string EndOfDay = " at 11:59 PM ET";
    private const string WindowStart = " from ";
    private const string WindowJoint = " to ";
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

    /// <summary>
    /// The only deadline phrase with a full date, or else the end of the only window that has one; null when there is none, or when
    /// there are more.
    /// </summary>
    public static DatePhrase? Only(ReadOnlySpan<char> text, out bool isMany)
    {
        DatePhrase? first = Next(text, 0);
        isMany = first is { } found && Next(text, found.End) is not null;
        return isMany ? null : first ?? WindowEnd(text);
    }

    /// <summary>Whether deadlines are named, and none of them is this one.</summary>
    public static bool NamesAnother(ReadOnlySpan<char> text, DateOnly cutoff)
    {
        bool isAnother = false;
        for (int i = 0; i < text.Length; i++)
        {
            int hit = text[i..].IndexOfAny(PrefixWords);
            if (hit < 0)
            {
                break;
            }

            i += hit;
            if (i > 0 && char.IsAsciiLetter(text[i - 1]))
            {
                continue;
            }

            if (At(text, i) is { } phrase)
            {
                isAnother = true;
                if (phrase.Cutoff == cutoff)
                {
                    return false;
                }

                i = phrase.End - 1;
            }
            else if (CoarseDate.After(text, i, cutoff) is { } start)
            {
                isAnother = true;
                if (start.IsAbout(cutoff))
                {
                    return false;
                }
            }
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

    /// <summary>"from Feb 28, 2025 to Oct 1, 2025": where the window ends; null when there is none, or two.</summary>
    private static DatePhrase? WindowEnd(ReadOnlySpan<char> text)
    {
        DatePhrase? found = null;
        int at = 0;
        for (int next = text.IndexOf(WindowStart, StringComparison.Ordinal); next >= 0; next = text[at..].IndexOf(WindowStart, StringComparison.Ordinal))
        {
            at += next + WindowStart.Length;
            if (Date(text, at, out int end) is not null && text[end..].StartsWith(WindowJoint, StringComparison.Ordinal)
                && Date(text, end + WindowJoint.Length, out int last) is { } date)
            {
                if (found is not null)
                {
                    return null;
                }

                found = new DatePhrase(date.AddDays(1), end, last);
            }
        }

        return found;
    }

    private static DateOnly? Date(ReadOnlySpan<char> text, int start, out int end)
    {
        end = start;
        return Month(text[start..], out int length) is { } month ? DayAndYear(text, start + length, month, out end) : null;
    }

    /// <summary>The month that the text begins with, in full or shortened, and how long its word is.</summary>
    internal static int? Month(ReadOnlySpan<char> text, out int length)
    {
        for (int month = 0; month < Months.Length; month++)
        {
            string name = Months[month];
            if (text.StartsWith(name.AsSpan(0, LettersOfAbbreviation), StringComparison.OrdinalIgnoreCase))
            {
                length = text.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? name.Length
                    : text.Length > LettersOfAbbreviation && text[LettersOfAbbreviation] == '.' ? LettersOfAbbreviation + 1
                    : LettersOfAbbreviation;
                return month + 1;
            }
        }

        length = 0;
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
