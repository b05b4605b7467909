using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What stands against "whenever the narrow market pays, the wide one pays".</summary>
internal static class ImplicationCheck
{
    private static readonly Wording OpenWindows = new(
        " between ", " from ", " after ", " starting ", " as of ", " since ", " during ", " within ", " at noon", " at midnight", " at the end of");

    /// <summary>One word in so many of the shorter condition must stand in the other.</summary>
    private const int LeastShared = 4;

    private static readonly Wording Whenever = new("any month", "any time", "any point", "at least once", "any day", "any week", "any quarter");

    public static IEnumerable<Veto> Hard(RuleFacts narrow, RuleFacts wide) =>
    [
        .. Clauses(narrow, wide), .. Names(narrow, wide), .. Times(narrow, wide), .. Strikes(narrow, wide), .. Direction(narrow, wide),
    ];

    /// <summary>A ladder is cut by strikes on the same side of one observable, or it is none.</summary>
    public static IEnumerable<Veto> Ladder(RuleFacts narrow, RuleFacts wide)
    {
        bool above = narrow.Interval is { IsAbove: true } && wide.Interval is { IsAbove: true };
        bool below = narrow.Interval is { IsBelow: true } && wide.Interval is { IsBelow: true };
        return above || below
            ? Hard(narrow, wide)
            : [new Veto(RuleAspect.Strike, $"{narrow.Market} and {wide.Market} are not both above, or both below, a strike that their rules confirm")];
    }

    /// <summary>A likelihood needs no equal clauses, but it has a direction.</summary>
    public static IEnumerable<Veto> Soft(RuleFacts condition, RuleFacts consequence) => Direction(condition, consequence);

    private static IEnumerable<Veto> Clauses(RuleFacts left, RuleFacts right)
    {
        if (left.Source != right.Source)
        {
            yield return Differ(RuleAspect.Source, left, right, left.Source, right.Source);
        }

        // A window that ends days apart does not care in which zone its midnight is; one that ends together does.
        bool sameEnd = left.Deadline is null || left.Deadline?.Cutoff == right.Deadline?.Cutoff;
        (RuleAspect Aspect, string Left, string Right, bool Matters)[] rows =
        [
            (RuleAspect.TimeZone, left.TimeZone, right.TimeZone, sameEnd),
            (RuleAspect.Rounding, left.Rounding, right.Rounding, true),
            (RuleAspect.Revision, left.Revision, right.Revision, true),
            (RuleAspect.Aggregation, left.Aggregation, right.Aggregation, true),
            (RuleAspect.Quantity, left.Quantity, right.Quantity, true),
            (RuleAspect.Order, left.Order, right.Order, true),
            (RuleAspect.Negation, left.Negation, right.Negation, true),
            (RuleAspect.Void, left.Void, right.Void, true),
            (RuleAspect.Tie, left.Tie, right.Tie, true),
            (RuleAspect.EarlyClose, left.EarlyClose, right.EarlyClose, true),
        ];
        foreach ((RuleAspect aspect, string one, string two, bool matters) in rows)
        {
            if (matters && one != two)
            {
                yield return Differ(aspect, left, right, one, two);
            }
        }
    }

    /// <summary>
    /// Whoever the wide market is about, the narrow one must be about; unless they are the same words, it also knows no
    /// one else.
    /// </summary>
    private static IEnumerable<Veto> Names(RuleFacts narrow, RuleFacts wide)
    {
        string[] unknown = [.. wide.Names.Except(narrow.AllNames, StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            yield return new Veto(
                RuleAspect.Subject, $"{wide.Market} is about {string.Join(' ', unknown)}, which {narrow.Market} never names");
        }

        // Where hardly a word is shared, nothing but the model says that the two have to do with each other.
        int smaller = Math.Min(narrow.Content.Count, wide.Content.Count);
        if (narrow.Content.Count(wide.Content.Contains) * LeastShared < smaller)
        {
            yield return new Veto(RuleAspect.Subject, $"the conditions of {narrow.Market} and {wide.Market} have hardly a word in common");
        }

        if (narrow.Mask == wide.Mask && narrow.Interval is not null && narrow.Subject != wide.Subject)
        {
            yield return Differ(RuleAspect.Subject, narrow, wide, narrow.Subject, wide.Subject);
        }
    }

    private static IEnumerable<Veto> Times(RuleFacts narrow, RuleFacts wide)
    {
        if (narrow.Market.CloseTime is { } first && wide.Market.CloseTime is { } last && last < first)
        {
            yield return new Veto(RuleAspect.Instant, $"{wide.Market} closes before {narrow.Market}");
        }

        if (wide.Deadline is { } until)
        {
            if (narrow.Deadline is { } earlier)
            {
                bool later = earlier.Cutoff > until.Cutoff
                    || (earlier.Cutoff == until.Cutoff && !earlier.IsMinuteBefore && until.IsMinuteBefore);
                if (later)
                {
                    yield return new Veto(RuleAspect.Deadline,
                        $"{narrow.Market} runs to before {earlier.Cutoff:yyyy-MM-dd}, longer than {wide.Market}, to before {until.Cutoff:yyyy-MM-dd}");
                }
            }
            else if (LastOf(narrow) is not { } latest || latest >= until.Cutoff)
            {
                yield return new Veto(
                    RuleAspect.Deadline, $"{wide.Market} has a deadline, and {narrow.Market} is not known to be decided by then");
            }

            if (narrow.Mask != wide.Mask && OpenWindows.IsIn($" {wide.Condition} "))
            {
                yield return new Veto(RuleAspect.Period, $"{wide.Market} may count only from some day on");
            }
        }
        else if (narrow.Deadline is not null)
        {
            yield return new Veto(RuleAspect.Deadline, $"{narrow.Market} has a deadline, {wide.Market} has none that could be read");
        }
        else if (narrow.Period != wide.Period && !IsWithin(narrow, wide))
        {
            yield return Differ(RuleAspect.Period, narrow, wide, narrow.Period, wide.Period);
        }
    }

    /// <summary>"In any month of 2026" holds March 2026.</summary>
    private static bool IsWithin(RuleFacts narrow, RuleFacts wide)
    {
        HashSet<int> years = [.. narrow.Dates.Select(static date => date.Year ?? 0)];
        return wide.Dates.Count == 0 && Whenever.IsIn(wide.Condition)
            && narrow.Dates.Count > 0 && !narrow.Dates.Any(static date => date.IsRelease) && years.Count == 1
            && wide.Condition.Contains(years.Single().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static DateOnly? LastOf(RuleFacts facts) =>
        facts.Dates.Count == 0 || facts.Dates.Any(static date => date.Last is null) ? null : facts.Dates.Max(static date => date.Last);

    private static IEnumerable<Veto> Strikes(RuleFacts narrow, RuleFacts wide)
    {
        if (narrow.Interval is not { } inner || wide.Interval is not { } outer)
        {
            if ((narrow.Interval is null) != (wide.Interval is null))
            {
                yield return new Veto(
                    RuleAspect.Strike, $"only one of {narrow.Market} and {wide.Market} has a strike that its rules confirm");
            }
            else if (narrow.Numbers != wide.Numbers)
            {
                yield return Differ(RuleAspect.Numbers, narrow, wide, narrow.Numbers, wide.Numbers);
            }
            else if (narrow.Comparisons != wide.Comparisons)
            {
                yield return Differ(RuleAspect.Strike, narrow, wide, narrow.Comparisons, wide.Comparisons);
            }

            yield break;
        }

        decimal? grid = narrow.Rounding == wide.Rounding ? ReportingGrid.Of(inner, new TextBuffer())?.Step : null;
        (inner, outer) = (inner.On(grid), outer.On(grid));
        if (!(outer.Low <= inner.Low && inner.High <= outer.High))
        {
            yield return new Veto(RuleAspect.Strike, $"the values that pay {narrow.Market} are not all among those that pay {wide.Market}");
        }

        if (Context.Denial(inner.Template) is { } denial)
        {
            yield return new Veto(RuleAspect.Negation, denial);
        }

        if (UnitOf(inner.Template) != UnitOf(outer.Template))
        {
            yield return Differ(RuleAspect.Numbers, narrow, wide, UnitOf(inner.Template), UnitOf(outer.Template));
        }
    }

    /// <summary>What stands around the number: "$", "%", "million".</summary>
    private static string UnitOf(string template)
    {
        int at = template.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal);
        string before = at > 0 && template[at - 1] == '$' ? "$" : "";
        string after = template[(at + 1)..].TrimStart();
        int end = 0;
        while (end < after.Length && !char.IsWhiteSpace(after[end]) && after[end] is not (',' or '.' or ';'))
        {
            end++;
        }

        string unit = after[..end].ToLowerInvariant();
        return before + (unit is "%" or "percent" or "\u00B0" or "\u00B0f" or "\u00B0c" or "million" or "billion" or "thousand" or "trillion"
            or "degrees" or "points" or "bps" ? unit.Replace("percent", "%", StringComparison.Ordinal) : "");
    }

    private static IEnumerable<Veto> Direction(RuleFacts narrow, RuleFacts wide)
    {
        if (Stages.Backwards(narrow.Condition, wide.Condition) is { } stages)
        {
            yield return new Veto(RuleAspect.Stage,
                $"{narrow.Market} speaks of \"{stages.Earlier}\", {wide.Market} of \"{stages.Later}\": "
                + "the later brings the earlier, not the other way round");
        }
    }

    private static Veto Differ(RuleAspect aspect, RuleFacts left, RuleFacts right, string one, string two) =>
        new(aspect, $"{left.Market} has \"{Short(one)}\", {right.Market} has \"{Short(two)}\"");

    private static string Short(string text) => text.Length > 160 ? text[..160] + "..." : text;
}
