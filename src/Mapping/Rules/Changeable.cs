namespace Dutchbook.Mapping;

/// <summary>
/// Whether what was true at an earlier deadline may be untrue at a later one. What happens has happened; what is a state, a
/// comparison or a measurement at the deadline itself may not last.
/// </summary>
internal static class Changeable
{
    /// <summary>
    /// Words under which a later deadline need not be easier: denials, states that must last, superlatives, counts from above, and
    /// whatever is measured at the deadline itself.
    /// </summary>
    private static readonly string[] NotMonotone =
    [
        " not ", "n't ", " never ", " no ", " none ", " neither ", " nor ", " without ", " fail",
        " remain", " still ", " stay", " continu", " keep", " maintain", " retain", " unchanged", " holds the ", " holds office",
        " first ", " most ", " highest ", " lowest ", " last", " next ", " only ", " leads ", " leading ", " ahead of ",
        " latest ", " final ", " closing ", " current ", " as of ", "average", " total of ",
        "exactly", "between", "fewer than", "less than", "at most", "no more than", " or fewer", " or less", " or below",
    ];

    /// <summary>Wordings of an event that one of the words above is part of: who was the first stays the first.</summary>
    private static readonly (string Words, string Event)[] Events =
        [(" no longer ", " now "), (" the first person confirmed ", " confirmed "), (" the first person to ", " to ")];

    private static readonly string[] CeilingWords = [" below ", " under ", " lower than "];

    private static readonly string[] FallingWords = ["price", " falls ", " fall ", " drops ", " dips "];

    private static readonly string[] Copulas = [" is ", " are "];

    private static readonly string[] Changes = ["ed ", "en ", "now "];

    private static readonly string[] Possessions = [" has a ", " has an ", " has the ", " have a ", " have the ", " owns ", " controls "];

    /// <summary>The words that leave it open; null when what is true stays true.</summary>
    /// <param name="template">The rules with a mark in place of the deadline.</param>
    /// <param name="earlyClose">The venue's sentence that the market ends when its event occurs makes a state an event.</param>
    public static string? Words(string template, string earlyClose)
    {
        string rules = $" {template} ";
        foreach ((string words, string @event) in Events)
        {
            rules = rules.Replace(words, @event, StringComparison.Ordinal);
        }

        if (Array.Find(NotMonotone, words => Contains(rules, words)) is { } found)
        {
            return found;
        }

        if (rules.Contains($" holds {IntervalReading.Placeholder}", StringComparison.OrdinalIgnoreCase))
        {
            return "holds";
        }

        if (Array.Find(CeilingWords, words => Contains(rules, words)) is { } ceiling && !Array.Exists(FallingWords, words => Contains(rules, words)))
        {
            return ceiling;
        }

        int than = rules.IndexOf(" than ", StringComparison.OrdinalIgnoreCase);
        return than >= 0 && than + 6 < rules.Length && !char.IsAsciiDigit(rules[than + 6]) && rules[than + 6] != '$' ? "than"
            : Contains(earlyClose, "occur") ? null : State(rules);
    }

    /// <summary>"is above 5" is a state, "is released" and "is no longer chair" are events.</summary>
    private static string? State(string rules)
    {
        int end = rules.IndexOf(", then", StringComparison.OrdinalIgnoreCase);
        string condition = end < 0 ? rules : rules[..end] + " ";
        foreach (string words in Copulas)
        {
            for (int at = condition.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0;
                at = condition.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                int next = condition.IndexOf(' ', at + words.Length);
                string word = condition[(at + words.Length)..(next < 0 ? condition.Length : next + 1)];
                if (!Array.Exists(Changes, ending => word.EndsWith(ending, StringComparison.Ordinal)))
                {
                    return words;
                }
            }
        }

        return Array.Find(Possessions, words => Contains(condition, words));
    }

    private static bool Contains(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
