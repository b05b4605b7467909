using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Titles that speak of something else than their rules. Whoever reads the title trusts the wrong thing, and models
/// read titles.
/// </summary>
internal static class TitleDoubts
{
    private const int LongWord = 4;

    public static Veto? Of(RuleFacts facts)
    {
        string title = $"{facts.Event.Title} {facts.Market.Title}";
        string rules = $"{facts.Primary} {facts.Secondary} {facts.Source}";
        foreach (string word in title.Split([' ', ',', '?', ':', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            string name = word.Trim('.', '\'');
            if (name.Length is >= 3 and <= 6 && name.All(char.IsAsciiLetterUpper)
                && !rules.Contains(name, StringComparison.OrdinalIgnoreCase) && !HasInitials(rules, name))
            {
                return new Veto(RuleAspect.Title, $"the title of {facts.Market.Ticker} speaks of {name}, its rules never do");
            }
        }

        SortedSet<string> ofTitle = LongWords(title);
        return ofTitle.Count > 1 && !ofTitle.Overlaps(LongWords(rules))
            ? new Veto(RuleAspect.Title, $"the title of {facts.Market.Ticker} shares no word with its rules")
            : null;
    }

    /// <summary>"Consumer Price Index" stands for CPI.</summary>
    private static bool HasInitials(string text, string name)
    {
        string initials = new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word.Length > 0 && char.IsLetter(word.Trim('(', '"')[..1].FirstOrDefault()))
            .Select(static word => char.ToUpperInvariant(word.Trim('(', '"')[0]))]);
        return initials.Contains(name, StringComparison.Ordinal);
    }

    private static SortedSet<string> LongWords(string text)
    {
        SortedSet<string> words = new(StringComparer.Ordinal);
        WordMask.Words(text, words);
        words.RemoveWhere(static word => word.Length < LongWord || word.Any(char.IsAsciiDigit) || DatePhrase.BeginsWithMonth(Capital(word))
            || word is "will" or "what" or "when" or "before" or "above" or "below");
        return words;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
