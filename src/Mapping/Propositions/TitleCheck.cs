using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Titles prove nothing, but one that contradicts the strike means that somebody made a mistake: then there is no proof.</summary>
internal static class TitleCheck
{
    private const int QuoteLength = 60;

    private static readonly string[] Exclusions = ["exclusive", "not inclusive", "non-inclusive", "not including", "excluding the"];

    /// <summary>Why a title or sub-title contradicts what the rules compare; null when none does.</summary>
    public static string? Contradiction(Market market, ComparisonPhrase rules)
    {
        string sub = market.YesSubTitle.ToString();
        List<NumberText> named = NumberText.All(sub);
        List<ComparisonPhrase> compared = ComparisonPhrase.All(sub, named);
        bool agrees = compared.Count > 0
            ? compared.Exists(rules.Agrees)
            : named.Count == 0 || named.Exists(number => Agrees(number.Value, rules.Value, rules.Direction == Direction.Above)) || IsDate(sub);
        if (!agrees)
        {
            return $"the sub-title \"{Quote(market.YesSubTitle)}\" disagrees with the strike {rules.Value}";
        }

        // Titles round off: "at least 5" over rules of "more than 5" is common, and the rules are what settles.
        string title = market.Title.ToString();
        List<ComparisonPhrase> phrases = ComparisonPhrase.All(title, NumberText.All(title));
        return phrases.Count > 0 && !phrases.Exists(phrase => rules.Agrees(phrase with { Inclusive = rules.Inclusive }) || rules.Agrees(phrase))
            ? $"the title \"{Quote(market.Title)}\" disagrees with the strike {rules.Value}"
            : null;
    }

    /// <summary>The title names a range, and not this one.</summary>
    public static bool SaysOtherRange(Market market, decimal floor, decimal cap)
    {
        string title = market.Title.ToString();
        bool other = false;
        foreach ((NumberText low, NumberText high) in BetweenPhrase.Pairs(title))
        {
            if (low.Value == floor && high.Value == cap)
            {
                return false;
            }

            other |= BetweenPhrase.IsAnnounced(title, low) || (high.End < title.Length && title[high.End] is '%' or '\u00B0');
        }

        return other;
    }

    /// <summary>The bounds themselves count: the sub-title names exactly this range, or the rules say "inclusive"; and nothing excludes them.</summary>
    public static bool SaysRange(Market market, string rules, decimal floor, decimal cap)
    {
        if (Exclusions.Any(words => Contains(rules, words)) || Exclusions.Any(words => Contains(market.RulesSecondary.ToString(), words)))
        {
            return false;
        }

        List<NumberText> named = NumberText.All(market.YesSubTitle.ToString());
        return named.Count == 0
            ? rules.Contains("inclusive", StringComparison.OrdinalIgnoreCase)
            : named[0].Value == floor && named[^1].Value == cap && named.Count <= 2;
    }

    /// <summary>A sub-title without a strike names something else, such as who or until when: that belongs to the observable.</summary>
    public static string Subject(Market market)
    {
        string sub = market.YesSubTitle.ToString();
        return NumberText.All(sub).Exists(number =>
            (market.FloorStrike is { } floor && Agrees(number.Value, floor, above: true))
            || (market.CapStrike is { } cap && Agrees(number.Value, cap, above: false))
            || number.Value == market.FloorStrike + 0.5m)
            ? "" : sub;
    }

    public static string Quote(Utf8Text text)
    {
        string whole = text.ToString();
        return whole.Length > QuoteLength ? whole[..QuoteLength] + "..." : whole;
    }

    /// <summary>"6.1 or above" words "above 6.0" on a grid of tenths: one step of the finer of the two numbers.</summary>
    private static bool Agrees(decimal named, decimal strike, bool above)
    {
        if (named == strike)
        {
            return true;
        }

        decimal step = NumberText.Step(named, strike);
        return above ? named - strike == step : strike - named == step;
    }

    private static bool IsDate(string text) => DatePhrase.HasMonth(text);

    /// <summary>"exclusive" as a word; "exclusively" and "mutually exclusive" are about something else.</summary>
    private static bool Contains(string text, string words)
    {
        int at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        int end = at + words.Length;
        return at >= 0 && (end == text.Length || !char.IsAsciiLetter(text[end]))
            && !text.AsSpan(0, at).EndsWith("mutually ", StringComparison.OrdinalIgnoreCase);
    }
}
