using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What the rules of one market say of everything that can make two markets decide differently, read without a model.
/// </summary>
internal sealed class RuleFacts
{
    private const int SentencesKept = 6;
    private const int ShortestContent = 4;

    private static readonly string[] NumberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twice", "half"];

    private static readonly HashSet<string> Empty = new(
        [
            "will", "this", "that", "with", "from", "have", "been", "before", "after", "between", "market", "question", "resolve", "resolves",
            "resolved", "answered", "least", "more", "than", "above", "below", "january", "february", "march", "april", "june", "july",
            "august", "september", "october", "november", "december", "following", "date", "publication", "considered",
        ],
        StringComparer.Ordinal);

    private static readonly Wording VoidWords = new(
        "void", "cancel", "postpone", "resched", "fair price", "refund", "last traded price", "50/50", "50-50", "suspended", "not played",
        "forfeit", "delay", "shutdown", "fair market");

    private static readonly Wording OneWords = new("only one", "exactly one", "at most one", "no more than one", "not more than one");

    private static readonly Wording TieWords = new(" tie", "dead heat", " draw");

    private static readonly Wording CloseWords = new("close early", "early close", "closes early", "close and expire");

    private RuleFacts(Market market, Event owner, string source)
    {
        (Market, Event, Source) = (market, owner, source);
        Primary = market.RulesPrimary.ToString();
        Secondary = market.RulesSecondary.ToString();
        Condition = ConditionOf(Primary);
        string all = $"{Primary} {Secondary}";
        Mask = WordMask.Of(Condition);
        Dates = DateMention.All(Condition);
        Deadline = DatePhrase.Only(Condition, out _);
        TimeZone = WordClass.TimeZone.In(all);
        Rounding = WordClass.Rounding.In(all);
        Revision = WordClass.Revision.In(all);
        Aggregation = WordClass.Aggregation.In(Condition);
        Quantity = WordClass.Quantity.In(Condition);
        Order = WordClass.Order.In(Condition);
        Negation = WordClass.Negation.In($"{Condition} {market.Title}");
        Void = Clauses(all, VoidWords);
        Tie = Clauses(all, TieWords);
        EarlyClose = Squeeze($"{market.EarlyCloseCondition} {Clauses(all, CloseWords)}");
        OneOnly = Clauses(all, OneWords);
        Names = NameWords.In(Condition);
        AllNames = NameWords.In($"{owner.Title} {market.Title} {market.YesSubTitle} {Condition}");
        Content = ContentOf(Condition);
        Subject = new SubjectReader().Read(market);
        Interval = new IntervalReader().TryRead(market, out IntervalReading reading, out _)
            ? new IntervalProposition(market, owner, reading.Low, reading.High, reading.Template())
            : null;
        string[] words = Condition.ToLowerInvariant().Split(' ');
        Numbers = string.Join(" ", PlainNumbers(Condition)
            .Concat(NumberWords.Where(word => words.Contains(word, StringComparer.Ordinal))));
        Comparisons = string.Join(", ", ComparisonPhrase.All(Condition).Concat(ComparisonPhrase.All(market.Title.ToString()))
            .Select(static phrase => $"{phrase.Direction} {(phrase.Inclusive ? "or equal" : "strictly")} {phrase.Value}").Distinct(StringComparer.Ordinal));
    }

    public Market Market { get; }

    public Event Event { get; }

    public string Source { get; }

    public string Primary { get; }

    public string Secondary { get; }

    /// <summary>The first sentence of the rules up to its consequence.</summary>
    public string Condition { get; }

    public ulong Mask { get; }

    public IReadOnlyList<DateMention> Dates { get; }

    public DatePhrase? Deadline { get; }

    public string TimeZone { get; }

    public string Rounding { get; }

    public string Revision { get; }

    public string Aggregation { get; }

    public string Quantity { get; }

    public string Order { get; }

    public string Negation { get; }

    public string Void { get; }

    public string Tie { get; }

    public string EarlyClose { get; }

    /// <summary>The sentences that say that one alone can be the one.</summary>
    public string OneOnly { get; }

    /// <summary>Names and abbreviations in the condition.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The same with what the titles name.</summary>
    public IReadOnlySet<string> AllNames { get; }

    /// <summary>The words of the condition that say what it is about.</summary>
    public IReadOnlySet<string> Content { get; }

    /// <summary>What the sub-title names beside a strike.</summary>
    public string Subject { get; }

    public IntervalProposition? Interval { get; }

    /// <summary>The numbers of the condition that belong to no date.</summary>
    public string Numbers { get; }

    /// <summary>What the condition and the title compare with, which way.</summary>
    public string Comparisons { get; }

    public string Period => string.Join(", ", Dates);

    public string Strike => Interval is { } interval ? $"from {interval.Low} to {interval.High}" : Numbers;

    public static RuleFacts Of(Market market, VenueIndex venue)
    {
        Event owner = venue.EventOf(market);
        return new RuleFacts(market, owner, venue.SourceOf(owner));
    }

    private static SortedSet<string> ContentOf(string text)
    {
        SortedSet<string> words = new(StringComparer.Ordinal);
        WordMask.Words(text, words);
        words.RemoveWhere(static word => word.Length < ShortestContent || Empty.Contains(word) || word.Any(char.IsAsciiDigit));
        return words;
    }

    internal static string ConditionOf(string rules)
    {
        int end = rules.IndexOf(", then", StringComparison.OrdinalIgnoreCase);
        end = end < 0 ? rules.IndexOf("the market resolve", StringComparison.OrdinalIgnoreCase) : end;
        end = end <= 0 ? rules.IndexOf(". ", StringComparison.Ordinal) : end;
        return end <= 0 ? rules : rules[..end];
    }

    private static string Clauses(string text, Wording words) => words.IsIn(text)
        ? Squeeze(string.Join(". ", text.Split(". ").Where(sentence => words.IsIn($" {sentence} ")).Take(SentencesKept)))
        : "";

    private static string Squeeze(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');

    private static IEnumerable<string> PlainNumbers(string text)
    {
        foreach (NumberText number in NumberText.All(text))
        {
            bool isYear = number.Value is >= 1900 and <= 2200 && number.Value == decimal.Truncate(number.Value);
            int before = text.LastIndexOf(' ', Math.Max(0, number.Start - 2));
            bool isDay = before >= 0 && DatePhrase.BeginsWithMonth(text.AsSpan(before + 1));
            if (!isYear && !isDay)
            {
                yield return number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }
}
