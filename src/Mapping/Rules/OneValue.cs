namespace Dutchbook.Mapping;

/// <summary>
/// Whether a sentence speaks of something that has one value: a count, a total, an extreme, a value at an instant, the figure
/// given for a period. A price "in March" has many, and two ranges of it may both be met.
/// </summary>
internal static class OneValue
{
    private static readonly Wording Figures = new(
        "highest", "lowest", "maximum", "minimum", "average", "mean ", "median", "number of", "total of", "total number", "collectively",
        "final score", "final value", "final price", "final count", "final tally", "final result", "margin of",
        "closing", " close ", "settle", "end-of-day", "end of day", "opening", " open price", "at the end of", "at the close",
        "growth", " change ", "increase in ", "increases by", "increase by", "decrease in ", "decreases by", "decrease by",
        "first estimate", "second estimate", "third estimate", "advance estimate", "following the", "as of ", "at noon", "at midnight");

    /// <summary>Published once a month.</summary>
    private static readonly Wording MonthlyRates = new("unemployment rate", "inflation rate");

    private static readonly string[] Periods =
    [
        "the week", "the month", "the quarter", "the year", "the day", "the period", "the season", "calendar year", "fiscal year",
        "Q", "20", "week ",
    ];

    private const int WordsToTheNoun = 4;

    /// <summary>Before a number of things stands what somebody does; before the value of something stands what it is.</summary>
    private static readonly string[] Copulas =
        ["is", "are", "was", "were", "be", "of", "at", "to", "reach", "reaches", "hit", "hits", "trades", "stands"];

    public static bool IsNamed(string sentence) =>
        Figures.IsIn(sentence) || (MonthlyRates.IsIn(sentence) && DatePhrase.HasMonth(sentence))
        || IsAtTheClock(sentence) || IsForPeriod(sentence) || IsCount(sentence);

    /// <summary>"at 5 PM", "at 10:00 AM".</summary>
    private static bool IsAtTheClock(string sentence) =>
        After(sentence, " at ", static rest => rest.Length > 0 && char.IsAsciiDigit(rest[0]));

    /// <summary>"the index for March 2026": what a report gives for a period is one figure.</summary>
    private static bool IsForPeriod(string sentence) => After(sentence, " for ", static rest =>
        DatePhrase.BeginsWithMonth(rest) || Array.Exists(Periods, words => rest.StartsWith(words, StringComparison.Ordinal)));

    /// <summary>"makes [...] trips", "[...] launches reach space": a number of things, not the value of one.</summary>
    private static bool IsCount(string sentence)
    {
        int place = sentence.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal);
        string before = sentence[..place].TrimEnd();
        string last = before[(before.LastIndexOf(' ') + 1)..];
        bool isValue = Array.Exists(Copulas, words => words.Equals(last, StringComparison.OrdinalIgnoreCase)) && !EndsWithThereAre(before);
        if (isValue || last.EndsWith('$'))
        {
            return false;
        }

        foreach (string word in sentence[(place + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(WordsToTheNoun))
        {
            if (word.Length > 2 && word.TrimEnd(',').EndsWith('s'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithThereAre(string before) =>
        before.EndsWith("there are", StringComparison.OrdinalIgnoreCase) || before.EndsWith("there were", StringComparison.OrdinalIgnoreCase);

    private static bool After(string sentence, string words, Func<string, bool> follows)
    {
        for (int at = sentence.IndexOf(words, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if (follows(sentence[(at + words.Length)..]))
            {
                return true;
            }
        }

        return false;
    }
}
