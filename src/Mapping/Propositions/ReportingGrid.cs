using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// The step in which the observable is reported, where the rules state it. Without it 88 and 89 have a gap between them, and
/// nothing is assumed about what is in it.
/// </summary>
internal static class ReportingGrid
{
    private static readonly (string Words, decimal Step)[] Statements =
    [
        ("one decimal", 0.1m), ("one-decimal", 0.1m), ("nearest tenth", 0.1m), ("two decimal", 0.01m), ("two-decimal", 0.01m),
        ("nearest hundredth", 0.01m), ("nearest cent", 0.01m), ("four decimal", 0.0001m), ("four-decimal", 0.0001m),
        ("whole-degree", 1m), ("whole degree", 1m), ("nearest degree", 1m), ("whole number", 1m), ("nearest whole", 1m),
        ("three decimal", 0.001m), ("nearest thousandth", 0.001m),
    ];

    private static readonly Wording AnyStatement = new([.. Statements.Select(static item => item.Words)]);

    private static readonly Wording[] EachStatement = [.. Statements.Select(static item => new Wording(item.Words))];

    private static readonly Wording Denials = new(" not ", "n't ", " never ", " no ", " without ", " rather than ");

    /// <summary>A sentence about these rounds what is paid, not what is observed.</summary>
    private static readonly Wording Payments = new(
        "fair price", "fair market", "payout", "pays out", "paid out", "refund", " fee", "tick size", "increments", "last price");

    private static readonly string[] Magnitudes = ["thousand", "hundred", "million", "billion", "trillion", "mn", "bn", "k", "m", "b", "t"];

    /// <summary>
    /// The step and the words that state it; null when the rules state none, or two, or deny it, or when the strike counts in
    /// millions, whose step nobody states.
    /// </summary>
    public static (decimal Step, string Words)? Of(IntervalProposition proposition, TextBuffer text)
    {
        if (IsMagnified(proposition.Template))
        {
            return null;
        }

        ReadOnlySpan<char> rules = text.Read(proposition.Market.RulesPrimary, ". ", proposition.Market.RulesSecondary);
        if (!AnyStatement.IsIn(rules))
        {
            return null;
        }

        (decimal Step, string Words)? found = null;
        for (int i = 0; i < Statements.Length; i++)
        {
            (string words, decimal step) = Statements[i];
            int at = EachStatement[i].IndexIn(rules);
            if (at >= 0)
            {
                if ((found is { } known && known.Step != step) || IsDenied(rules, at))
                {
                    return null;
                }

                found = (step, words);
            }
        }

        return found;
    }

    private static bool IsDenied(ReadOnlySpan<char> rules, int at)
    {
        int start = rules[..at].LastIndexOf(". ");
        int length = rules[at..].IndexOf(". ");
        string before = $" {rules[(start < 0 ? 0 : start + 2)..at]}";
        return Denials.IsIn(before) || Payments.IsIn($"{before}{(length < 0 ? rules[at..] : rules.Slice(at, length))}");
    }

    private static bool IsMagnified(string template)
    {
        int at = template.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal) + IntervalReading.Placeholder.Length;
        ReadOnlySpan<char> unit = template.AsSpan(at).TrimStart(" $");
        foreach (string words in Magnitudes)
        {
            if (unit.StartsWith(words, StringComparison.OrdinalIgnoreCase)
                && (unit.Length == words.Length || !char.IsAsciiLetter(unit[words.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
