using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What stands against two markets being different options of one choice. Within an event the venue's own flag says it. Across
/// events the flag of each, or a sentence of the rules, must say that one alone can be the one, and the rules must be the same word for
/// word but for the name of the option.
/// </summary>
internal static class NamedChoice
{
    public static Veto? Of(RuleFacts left, RuleFacts right)
    {
        if (ReferenceEquals(left.Event, right.Event) && left.Event.MutuallyExclusive == true)
        {
            return null;
        }

        bool isFlagged = left.Event.MutuallyExclusive == true && right.Event.MutuallyExclusive == true;
        if (!isFlagged && (left.OneOnly.Length == 0 || left.OneOnly != right.OneOnly))
        {
            return new Veto(RuleAspect.Cover, $"nothing but words says that {left.Market} and {right.Market} cannot both pay");
        }

        (string one, string two) = (left.Market.YesSubTitle.ToString().Trim(), right.Market.YesSubTitle.ToString().Trim());
        if (Template(left.Condition, one) is not { } first || Template(right.Condition, two) is not { } second)
        {
            return new Veto(RuleAspect.Subject, $"the rules of {left.Market} and {right.Market} do not name the option of the sub-title once");
        }

        if (one.Contains(two, StringComparison.OrdinalIgnoreCase) || two.Contains(one, StringComparison.OrdinalIgnoreCase))
        {
            return new Veto(RuleAspect.Subject, $"\"{one}\" and \"{two}\" need not be two options");
        }

        return LineKey.IsUnfilled(first) || !string.Equals(first, second, StringComparison.OrdinalIgnoreCase)
            ? new Veto(RuleAspect.Subject, $"the rules of {left.Market} and {right.Market} differ in more than the option")
            : Difference(left, right, one, two);
    }

    private static Veto? Difference(RuleFacts left, RuleFacts right, string one, string two)
    {
        if (left.Source != right.Source)
        {
            return new Veto(RuleAspect.Source, $"{left.Market} and {right.Market} are settled by different sources, or by unknown ones");
        }

        if (left.Market.ExpectedExpirationTime is not { } expected || right.Market.ExpectedExpirationTime != expected)
        {
            return new Veto(RuleAspect.Instant, $"{left.Market} and {right.Market} are not known to be decided at the same time");
        }

        if (Without(left.Tie, one) != "" || Without(right.Tie, two) != "")
        {
            return new Veto(RuleAspect.Tie, "the rules know a tie, in which both may pay");
        }

        if (left.Negation.Length + right.Negation.Length > 0)
        {
            return new Veto(RuleAspect.Negation, $"the rules say \"{left.Negation}{right.Negation}\"");
        }

        return Without(left.Secondary, one) == Without(right.Secondary, two) && Without(left.EarlyClose, one) == Without(right.EarlyClose, two)
            ? null
            : new Veto(RuleAspect.Void, $"the further rules of {left.Market} and {right.Market} differ in more than the option");
    }

    /// <summary>The condition with a mark in place of the option; null where it is not named exactly once, as a word of its own.</summary>
    private static string? Template(string condition, string option)
    {
        int at = option.Length == 0 ? -1 : condition.IndexOf(option, StringComparison.OrdinalIgnoreCase);
        bool isOnce = at >= 0 && condition.IndexOf(option, at + option.Length, StringComparison.OrdinalIgnoreCase) < 0;
        int end = at + option.Length;
        bool isWord = isOnce && (at == 0 || !char.IsLetterOrDigit(condition[at - 1]))
            && (end == condition.Length || !char.IsLetterOrDigit(condition[end]));
        return isWord ? string.Concat(condition.AsSpan(0, at), IntervalReading.Placeholder, condition.AsSpan(end)) : null;
    }

    private static string Without(string text, string option) =>
        text.Replace(option, IntervalReading.Placeholder, StringComparison.OrdinalIgnoreCase);
}
