using System.Globalization;
using System.Text.RegularExpressions;

namespace Dutchbook.Enrichment;

/// <summary>
/// A question in a form that can be compared: its days, its numbers, its direction, and the words that are left, which name
/// what it is about. It is read by rules alone; nothing in it is ever an instruction.
/// </summary>
public sealed partial record QuestionText
{
    private const int LongestRead = 400;

    /// <summary>In milliseconds; the text is short, so that no pattern comes near it.</summary>
    private const int PatternTimeOut = 1_000;

    private const string MonthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|"
        + "august|september|october|november|december";

    private const string MonthAndDay = "(?<month>" + MonthNames + @")\.? (?<day>\d{1,2})(st|nd|rd|th)?\b(?!:)(,? (?<year>20\d\d)\b)?";

    private static readonly HashSet<string> Stop = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "will", "be", "is", "are", "of", "in", "on", "at", "to", "for", "and", "or", "it", "its", "this", "that",
        "there", "who", "what", "which", "when", "how", "do", "does", "did", "s", "as", "with", "have", "has", "had", "end", "market",
        "happen", "et", "est", "edt", "utc", "than", "v", "vs", "versus", "get", "become", "next",
    };

    /// <summary>Each word and the one that stands for it.</summary>
    private static readonly Dictionary<string, string> Same = """
        winner win, wins win, won win, winning win, champion win, btc bitcoin, eth ethereum, u.s us, usa us, america us, american us,
        fed federal, reaches hit, reach hit, hits hit, touch hit, launches launch, launched launch, cuts cut, rates rate,
        presidential president, elections election, tie draw
        """.Split(',').Select(static pair => pair.Trim().Split(' ')).ToDictionary(
            static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private QuestionText()
    {
    }

    public required IReadOnlySet<string> Words { get; init; }

    public required IReadOnlySet<decimal> Numbers { get; init; }

    /// <summary>Days as far as they are said: 0 for a year or a day that is not.</summary>
    public required IReadOnlySet<(int Year, int Month, int Day)> Days { get; init; }

    public required bool IsNegated { get; init; }

    /// <summary>1 for above, -1 for below, 0 where neither is said.</summary>
    public required int Direction { get; init; }

    /// <summary>It asks whether something happens until a day, not on it.</summary>
    public required bool IsByDeadline { get; init; }

    /// <summary>
    /// Letters that stand alone with the word after them, sorted: in "R Senate, D House" the words are the same as in
    /// "D Senate, R House", and only this tells them apart.
    /// </summary>
    public required IReadOnlyList<(string Letter, string Next)> Letters { get; init; }

    public static QuestionText Of(string question)
    {
        string text = question[..Math.Min(question.Length, LongestRead)].ToLowerInvariant().Replace('’', '\'');
        HashSet<(int, int, int)> days = [];
        bool byDeadline = Deadline().IsMatch(text);
        text = Take(text, BeforeYear(), match => days.Add((Int(match, "year") - 1, 12, 31)));
        text = Take(text, BeforeDay(), match => days.Add(DayBefore(
            match.Groups["year"].Success ? Int(match, "year") : 0, Month(match), Int(match, "day"))));
        text = Take(text, IsoDay(), match => days.Add((Int(match, "year"), Int(match, "month"), Int(match, "day"))));
        text = Take(text, NamedDay(), match =>
            days.Add((match.Groups["year"].Success ? Int(match, "year") : 0, Month(match), Int(match, "day"))));
        text = Take(text, NamedMonth(), match => days.Add((Int(match, "year"), Month(match), 0)));
        text = Take(text, LoneYear(), match => days.Add((Int(match, "year"), 0, 0)));
        HashSet<decimal> numbers = [];
        text = Take(text, Number(), match => numbers.Add(Value(match)));
        int direction = (Above().IsMatch(text) ? 1 : 0) - (Below().IsMatch(text) ? 1 : 0);
        text = Below().Replace(Above().Replace(text, " "), " ");
        bool negated = Negation().IsMatch(text);
        text = Negation().Replace(text, " ");
        string[] words =
        [
            .. Word().Matches(text).Select(static match => match.Value.Trim('.', '\''))
                .Select(static word => Same.GetValueOrDefault(word, word))
                .Where(static word => word.Length > 0 && !Stop.Contains(word) && word is not ("by" or "before" or "until")),
        ];
        return new QuestionText
        {
            Words = words.ToHashSet(StringComparer.Ordinal),
            Letters = [.. words.Select((word, i) => (word, i + 1 < words.Length ? words[i + 1] : "")).Where(static pair => pair.word.Length == 1).Order()],
            Numbers = numbers,
            Days = days,
            IsNegated = negated,
            Direction = direction,
            IsByDeadline = byDeadline,
        };
    }

    private static string Take(string text, Regex pattern, Action<System.Text.RegularExpressions.Match> use) => pattern.Replace(text, match =>
    {
        use(match);
        return " ";
    });

    private static decimal Value(System.Text.RegularExpressions.Match match)
    {
        decimal number = decimal.Parse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "k" => number * 1_000,
            "m" or "million" => number * 1_000_000,
            "b" or "billion" => number * 1_000_000_000,
            "t" or "trillion" => number * 1_000_000_000_000,
            _ => number,
        };
    }

    private static int Int(System.Text.RegularExpressions.Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Month(System.Text.RegularExpressions.Match match) => Array.FindIndex(
        Months, month => month.StartsWith(match.Groups["month"].Value[..3], StringComparison.Ordinal)) + 1;

    /// <summary>Before a day is by the day before it. Without a year, the first of March leads to the 28th of February.</summary>
    private static (int Year, int Month, int Day) DayBefore(int year, int month, int day)
    {
        int known = year == 0 ? 2001 : year;
        if (day < 1 || day > DateTime.DaysInMonth(known, month))
        {
            return (year, month, day);
        }

        DateOnly before = new DateOnly(known, month, day).AddDays(-1);
        return (year == 0 ? 0 : before.Year, before.Month, before.Day);
    }

    [GeneratedRegex(@"\bbefore (jan(uary)?\.? 1(st)?,? )?(?<year>20\d\d)\b", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex BeforeYear();

    [GeneratedRegex(@"\bbefore " + MonthAndDay, RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex BeforeDay();

    [GeneratedRegex(@"\b(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)\b", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"\b" + MonthAndDay, RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex NamedDay();

    [GeneratedRegex(@"\b(?<month>" + MonthNames + @"),? (?<year>20\d\d)\b", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"(?<![\d.,$-])(?<year>20[2-4]\d)(?![\d.,%]\d|\d|%)", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex LoneYear();

    [GeneratedRegex(@"(?<![\w.])[$€£]?(?<number>[-+]?\d{1,15}(,\d{3}){0,4}(\.\d{1,8})?)( ?(?<unit>k|m|b|t|million|billion|trillion)\b)?", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(above|over|more than|greater than|at least|exceeds?|higher than|or more|or higher|or above)\b|>=?|≥", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Above();

    [GeneratedRegex(@"\b(below|under|less than|fewer than|at most|lower than|or less|or lower|or below)\b|<=?|≤", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Below();

    [GeneratedRegex(@"\b(not|no|never|won't|fails? to|without)\b", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(by|before|until)\b", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Deadline();

    [GeneratedRegex(@"[\p{L}\p{Nd}][\p{L}\p{Nd}.']*", RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Word();
}
