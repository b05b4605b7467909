using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Markets that cover every value still leave an outcome in which none pays, where a sentence of the rules says so: "if no
/// report is published, all markets resolve to No". Such a sentence breaks "at least one" and leaves "at most one" alone.
/// </summary>
internal static class Silence
{
    private static readonly string[] Denials = [" to No", " to \"No", " to \u201CNo", " resolve No", " resolves No"];

    private static readonly string[] Elses = ["Otherwise", "Else", "If not,", "otherwise"];

    private static readonly Wording AnyDenial = new(Denials);

    private static readonly Wording ToNo = new(" to No");

    private static readonly Wording ToYes = new(" to Yes");

    /// <summary>The sentence by which every market may resolve NO; null when the rules have none.</summary>
    public static string? Clause(Market market, TextBuffer text) =>
        Clause(text.Read(market.RulesPrimary)) ?? Clause(text.Read(market.RulesSecondary));

    private static string? Clause(ReadOnlySpan<char> rules) => AnyDenial.IsIn(rules) ? Clause(rules.ToString()) : null;

    /// <summary>Rules whose condition resolves to No say the opposite of their strike: nothing follows from such a market.</summary>
    public static bool IsInverted(ReadOnlySpan<char> rules)
    {
        int no = ToNo.IndexIn(rules);
        int yes = ToYes.IndexIn(rules);
        return no >= 0 && (yes < 0 || no < yes) && Ends(rules[no..], " to No");
    }

    private static string? Clause(string rules)
    {
        int start = 0;
        while (start < rules.Length)
        {
            int stop = rules.IndexOf(". ", start, StringComparison.Ordinal);
            int line = rules.IndexOf('\n', start);
            int end = stop < 0 ? rules.Length : stop + 1;
            end = line >= 0 && line < end ? line : end;
            string sentence = rules[start..end].Trim();
            if (IsDenial(sentence))
            {
                return sentence;
            }

            start = end + 1;
        }

        return null;
    }

    /// <summary>"Otherwise No" says nothing new, and a sentence that pays another market YES leaves none out.</summary>
    private static bool IsDenial(string sentence) =>
        (sentence.Contains("resolve", StringComparison.OrdinalIgnoreCase) || sentence.Contains("settle", StringComparison.OrdinalIgnoreCase))
        && Denials.Any(words => Ends(sentence, words))
        && !sentence.Contains("to Yes", StringComparison.OrdinalIgnoreCase) && !sentence.Contains("to \"Yes", StringComparison.Ordinal)
        && !Elses.Any(words => sentence.Contains(words, StringComparison.Ordinal));

    private static bool Ends(ReadOnlySpan<char> sentence, string words)
    {
        int at = sentence.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        int end = at + words.Length;
        return at >= 0 && (end == sentence.Length || !char.IsAsciiLetter(sentence[end]));
    }
}
