using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A deadline as a rule words it: "before Jan 1, 2027", "by Dec 31, 2026 at 11:59 PM ET".</summary>
internal readonly record struct DatePhrase(DateOnly Cutoff, int Start, int End)
{
    /// <summary>The last minute of the day before <see cref="Cutoff"/> is not yet its midnight.</summary>
    public bool IsMinuteBefore { get; init; }

    private const string EndOfDay = " at 11:59 PM ET";

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>Words before a date, and the days to add: by the 19th is before the 20th.</summary>
    private static readonly (string Words, int Days)[] Prefixes = [("on or before ", 1), ("before ", 0), ("prior to ", 0), ("by ", 1)];

    /// <summary>Every deadline phrase with a full date.</summary>
    public static List<DatePhrase> All(string text)
    {
        List<DatePhrase> found = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetter(text[i - 1]))
            {
                continue;
            }

            foreach ((string words, int days) in Prefixes)
            {
                if (string.Compare(text, i, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && Date(text, i + words.Length, out int end) is { } date)
                {
                    bool toTheMinute = days == 1 && string.CompareOrdinal(text, end, EndOfDay, 0, EndOfDay.Length) == 0;
                    end += toTheMinute ? EndOfDay.Length : 0;
                    found.Add(new DatePhrase(date.AddDays(days), i, end) { IsMinuteBefore = toTheMinute });
                    i = end;
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>A month as a word of its own: "Mar 1" has one, "Omar" and "Marco" have none.</summary>
    public static bool HasMonth(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if ((i == 0 || !char.IsAsciiLetter(text[i - 1])) && BeginsWithMonth(text.AsSpan(i)))
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
            ReadOnlySpan<int> lengths = [month.Length, 3];
            foreach (int length in lengths)
            {
                if (text.StartsWith(month.AsSpan(0, length), StringComparison.Ordinal)
                    && (text.Length == length || !char.IsAsciiLetter(text[length])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static DateOnly? Date(string text, int start, out int end)
    {
        end = start;
        for (int month = 0; month < Months.Length; month++)
        {
            foreach (string name in (string[])[Months[month], Months[month][..3] + ".", Months[month][..3]])
            {
                if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return DayAndYear(text, start + name.Length, month + 1, out end);
                }
            }
        }

        return null;
    }

    private static DateOnly? DayAndYear(string text, int at, int month, out int end)
    {
        end = at;
        int comma = text.IndexOf(',', at);
        if (comma < 0 || comma - at > 4 || comma + 6 > text.Length)
        {
            return null;
        }

        end = comma + 6;
        return int.TryParse(text.AsSpan(at, comma - at).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && int.TryParse(text.AsSpan(comma + 1, 5).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && year is > 2000 and < 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }
}
