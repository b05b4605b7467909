using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// Grades two questions by their days, numbers, direction and words, with no model. Every doubt lowers the grade: two titles
/// that differ in one number or name are not the same question, however alike they read.
/// </summary>
public static class QuestionMatcher
{
    /// <summary>Words that one side has and the other lacks may be so many in a thousand and the subject still be the same.</summary>
    private const int SameSubject = 830;

    /// <summary>And so many of them: two more words may be another question.</summary>
    private const int MostExtraWords = 1;

    /// <summary>Words that make another question of the one that lacks them.</summary>
    private static readonly HashSet<string> Decisive = new(StringComparer.Ordinal)
    {
        "first", "second", "third", "fourth", "last", "half", "quarter", "inning", "period", "game", "map", "set", "round", "leg",
        "primary", "nomination", "nominee", "runoff", "toss", "draw", "both", "any", "all", "only", "either", "spread", "total", "handicap",
        "odd", "even", "up", "down", "high", "low", "core", "average", "max", "min", "maximum", "minimum", "final", "semifinal", "exactly",
        "again", "officially", "unanimous", "popular", "emergency", "day", "week", "month", "year",
    };

    /// <summary>Below this they are about different things.</summary>
    private const int RelatedSubject = 600;

    public static Match Grade(QuestionText ours, QuestionText theirs)
    {
        int shared = SharedPermille(ours, theirs);
        List<RuleDifference> differences = [];
        string[] onlyOurs = [.. ours.Words.Except(theirs.Words, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] onlyTheirs = [.. theirs.Words.Except(ours.Words, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        bool sameSubject = shared >= SameSubject
            && Math.Min(onlyOurs.Length, onlyTheirs.Length) == 0
            && Math.Max(onlyOurs.Length, onlyTheirs.Length) <= MostExtraWords
            && !onlyOurs.Concat(onlyTheirs).Any(Decisive.Contains)
            && SameLetters(ours.Letters, theirs.Letters);
        if (!sameSubject)
        {
            differences.Add(onlyOurs.Length + onlyTheirs.Length > 0
                ? new RuleDifference(RuleAspect.Subject, Shown(onlyOurs), Shown(onlyTheirs))
                : new RuleDifference(RuleAspect.Subject, Letters(ours), Letters(theirs)));
        }

        MatchGrade? order = null;
        if (!ours.Numbers.SetEquals(theirs.Numbers))
        {
            differences.Add(new RuleDifference(RuleAspect.Strike, Shown(ours.Numbers), Shown(theirs.Numbers)));
            order = ByStrike(ours, theirs);
        }

        if (ours.Direction != theirs.Direction && ours.Direction != 0 && theirs.Direction != 0)
        {
            differences.Add(new RuleDifference(RuleAspect.Negation, Direction(ours), Direction(theirs)));
        }

        if (ours.IsNegated != theirs.IsNegated)
        {
            differences.Add(new RuleDifference(RuleAspect.Negation, Outcome(ours), Outcome(theirs)));
        }

        if (ours.IsByDeadline != theirs.IsByDeadline && ours.Days.Count + theirs.Days.Count > 0)
        {
            differences.Add(new RuleDifference(RuleAspect.Deadline, Span(ours), Span(theirs)));
        }

        if (DaysConflict(ours, theirs))
        {
            bool deadline = ours.IsByDeadline && theirs.IsByDeadline;
            differences.Add(new RuleDifference(deadline ? RuleAspect.Deadline : RuleAspect.Period, Days(ours), Days(theirs)));
            order = deadline && order is null ? ByDeadline(ours, theirs) : null;
        }

        return new Match(GradeOf(differences, order, shared), differences, shared);
    }

    private static MatchGrade GradeOf(List<RuleDifference> differences, MatchGrade? order, int shared) => differences switch
    {
        [] => MatchGrade.Equivalent,
        [{ Aspect: RuleAspect.Negation }] => MatchGrade.Inverted,
        [{ Aspect: RuleAspect.Strike or RuleAspect.Deadline }] when order is { } ordered => ordered,
        _ when shared >= RelatedSubject => MatchGrade.Related,
        _ => MatchGrade.Unrelated,
    };

    /// <summary>Twice the common words over all words, in thousandths.</summary>
    private static int SharedPermille(QuestionText ours, QuestionText theirs)
    {
        int all = ours.Words.Count + theirs.Words.Count;
        return all == 0 ? 0 : 2_000 * ours.Words.Count(theirs.Words.Contains) / all;
    }

    /// <summary>One letter is the same wherever it stands; with more, each must stand before the same word.</summary>
    private static bool SameLetters(IReadOnlyList<(string Letter, string Next)> ours, IReadOnlyList<(string Letter, string Next)> theirs) =>
        ours.Count <= 1 && theirs.Count <= 1
            ? ours.Select(static pair => pair.Letter).SequenceEqual(theirs.Select(static pair => pair.Letter), StringComparer.Ordinal)
            : ours.SequenceEqual(theirs);

    /// <summary>Two levels of one direction: the further one implies the nearer.</summary>
    private static MatchGrade? ByStrike(QuestionText ours, QuestionText theirs)
    {
        decimal[] own = [.. ours.Numbers.Except(theirs.Numbers)];
        decimal[] other = [.. theirs.Numbers.Except(ours.Numbers)];
        if (own.Length != 1 || other.Length != 1 || ours.Direction == 0 || ours.Direction != theirs.Direction || ours.IsNegated || theirs.IsNegated)
        {
            return null;
        }

        return own[0] > other[0] == ours.Direction > 0 ? MatchGrade.Subset : MatchGrade.Superset;
    }

    /// <summary>Happening by the earlier day is happening by the later.</summary>
    private static MatchGrade? ByDeadline(QuestionText ours, QuestionText theirs)
    {
        if (ours.Days.Count != 1 || theirs.Days.Count != 1 || ours.IsNegated || theirs.IsNegated)
        {
            return null;
        }

        (int Year, int Month, int Day) own = ours.Days.Single();
        (int Year, int Month, int Day) other = theirs.Days.Single();
        if (own.Year == 0 || other.Year == 0 || own.Day == 0 || other.Day == 0)
        {
            return null;
        }

        return own.CompareTo(other) < 0 ? MatchGrade.Subset : MatchGrade.Superset;
    }

    /// <summary>
    /// Whether the days cannot be the same. A day that one side does not say conflicts with nothing by itself; a part that is
    /// not said fits every value.
    /// </summary>
    private static bool DaysConflict(QuestionText ours, QuestionText theirs)
    {
        bool deadlines = ours.IsByDeadline && theirs.IsByDeadline;
        return ours.Days.Count > 0 && theirs.Days.Count > 0
            && ((deadlines && ours.Days.Any(static day => day.Day > 0) != theirs.Days.Any(static day => day.Day > 0))
                || !ours.Days.All(day => theirs.Days.Any(other => Fits(day, other)))
                || !theirs.Days.All(day => ours.Days.Any(other => Fits(day, other))));
    }

    private static bool Fits((int Year, int Month, int Day) one, (int Year, int Month, int Day) other) =>
        (one.Year == other.Year || one.Year == 0 || other.Year == 0)
        && (one.Month == other.Month || one.Month == 0 || other.Month == 0)
        && (one.Day == other.Day || one.Day == 0 || other.Day == 0);

    private static string Direction(QuestionText text) => text.Direction > 0 ? "above" : "below";

    private static string Outcome(QuestionText text) => text.IsNegated ? "that it does not happen" : "that it happens";

    private static string Span(QuestionText text) => text.IsByDeadline ? "by a day" : "of a time";

    private static string Letters(QuestionText text) => Shown(text.Letters.Select(static pair => $"{pair.Letter} {pair.Next}"));

    /// <summary>Parts that are not said are left out: a month, a day of any year.</summary>
    private static string Days(QuestionText text) => Shown(text.Days.Select(static day => string.Join('-', new[]
    {
        day.Year == 0 ? "any year" : day.Year.ToString("0000", CultureInfo.InvariantCulture),
        day.Month == 0 ? "" : day.Month.ToString("00", CultureInfo.InvariantCulture),
        day.Day == 0 ? "" : day.Day.ToString("00", CultureInfo.InvariantCulture),
    }.Where(static part => part.Length > 0))));

    private static string Shown<T>(IEnumerable<T> values)
    {
        string text = string.Join(", ", values);
        return text.Length == 0 ? "none" : text.Length > 80 ? text[..80] : text;
    }
}
