using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A month that a rule names, with the day and the year where it has them.</summary>
/// <param name="Year">Null when the rule leaves it open.</param>
/// <param name="Month">From 1 to 12.</param>
/// <param name="Day">Null when the rule names the whole month.</param>
/// <param name="IsRelease">The month in which something is published, not the one that it is about.</param>
internal sealed record DateMention(int? Year, int Month, int? Day, bool IsRelease)
{
    /// <summary>The last day that it can mean; null without a year.</summary>
    public DateOnly? Last => Year is not { } year || year is < 1900 or > 2200 ? null
        : new DateOnly(year, Month, Math.Clamp(Day ?? 31, 1, DateTime.DaysInMonth(year, Month)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(IsRelease ? "released " : "")}{(Year is { } year ? $"{year}-" : "")}{Month:00}{(Day is { } day ? $"-{day:00}" : "")}");

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] FullMonths =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] ReleaseWords = ["released", "release", "published", "publishes", "reported", "announced", "issued"];

    private const int WordsBefore = 4;

    /// <summary>All of them, in the order of the text.</summary>
    public static List<DateMention> All(string text)
    {
        string[] words = text.Split([' ', ',', '(', ')', ';', '\n', '\t', '?', '"'], StringSplitOptions.RemoveEmptyEntries);
        List<DateMention> found = [];
        for (int i = 0; i < words.Length; i++)
        {
            int month = MonthOf(words[i]);
            if (month == 0)
            {
                continue;
            }

            int next = i + 1;
            int? day = next < words.Length ? Number(words[next], 1, 31) : null;
            next += day is null ? 0 : 1;
            int? year = next < words.Length ? Number(words[next], 1900, 2200) : null;
            bool release = words[Math.Max(0, i - WordsBefore)..i].Any(static word =>
                ReleaseWords.Contains(word.Trim('.').ToLowerInvariant(), StringComparer.Ordinal))
                && i > 0 && words[i - 1] is "in" or "on" or "during";
            found.Add(new DateMention(year, month, day, release));
        }

        return found;
    }

    private static int MonthOf(string word)
    {
        string bare = word.Trim('.').ToLowerInvariant();

        // "may" in small letters is nearly always the verb.
        if (!char.IsAsciiLetterUpper(word[0]))
        {
            return 0;
        }

        int full = Array.IndexOf(FullMonths, bare) + 1;
        return full > 0 ? full : bare == "sept" ? 9 : Array.IndexOf(Months, bare) + 1;
    }

    private static int? Number(string word, int low, int high)
    {
        string digits = word.Trim('.').TrimEnd('s', 't', 'h', 'n', 'd', 'r');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high
            ? number : null;
    }
}
