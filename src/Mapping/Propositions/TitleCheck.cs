using System.Buffers;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Titles prove nothing, but one that contradicts the strike means that somebody made a mistake: then there is no proof.</summary>
internal sealed class TitleCheck
{
    private const int QuoteLength = 60;

    private static readonly string[] Exclusions = ["exclusive", "not inclusive", "non-inclusive", "not including", "excluding the"];

    private static readonly SearchValues<string> AnyExclusion = SearchValues.Create(Exclusions, StringComparison.OrdinalIgnoreCase);

    private readonly TextBuffer _text = new();
    private readonly List<NumberText> _numbers = [];
    private readonly List<NumberText> _multiplied = [];
    private readonly List<ComparisonPhrase> _phrases = [];

    /// <summary>
    /// Why a title or sub-title contradicts what the rules compare; null when none does. Of whole things "over 10.5" is more than 10.
    /// </summary>
    public string? Contradiction(Market market, ComparisonPhrase rules, bool isCount)
    {
        if (!SubTitleAgrees(market, rules, isCount))
        {
            return $"the sub-title \"{Quote(market.YesSubTitle)}\" disagrees with the strike {rules.Value}";
        }

        Read(market.Title);
        if (_phrases.Count == 0)
        {
            return null;
        }

        // Titles round off: "at least 5" over rules of "more than 5" is common, and the rules are what settles.
        foreach (ComparisonPhrase phrase in _phrases)
        {
            if (rules.Agrees(phrase with { Inclusive = rules.Inclusive }) || rules.Agrees(phrase) || (isCount && IsHalfBeyond(phrase, rules)))
            {
                return null;
            }
        }

        return $"the title \"{Quote(market.Title)}\" disagrees with the strike {rules.Value}";
    }

    /// <summary>The title names a range, and not this one.</summary>
    public bool SaysOtherRange(Market market, decimal floor, decimal cap)
    {
        ReadOnlySpan<char> title = Read(market.Title);
        bool other = false;
        foreach ((NumberText low, NumberText high) in BetweenPhrase.Pairs(title, _numbers))
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
    public bool SaysRange(Market market, ReadOnlySpan<char> rules, decimal floor, decimal cap)
    {
        if (Excludes(rules) || Excludes(_text.Read(market.RulesSecondary)))
        {
            return false;
        }

        NumberText.Find(_text.Read(market.YesSubTitle), _numbers);
        return _numbers.Count == 0
            ? rules.Contains("inclusive", StringComparison.OrdinalIgnoreCase)
            : _numbers[0].Value == floor && _numbers[^1].Value == cap && _numbers.Count <= 2;
    }

    public static string Quote(Utf8Text text)
    {
        string whole = text.ToString();
        return whole.Length > QuoteLength ? whole[..QuoteLength] + "..." : whole;
    }

    private bool SubTitleAgrees(Market market, ComparisonPhrase rules, bool isCount)
    {
        ReadOnlySpan<char> sub = Read(market.YesSubTitle);
        foreach (ComparisonPhrase phrase in _phrases)
        {
            if (rules.Agrees(phrase) || (isCount && IsHalfBeyond(phrase, rules)))
            {
                return true;
            }
        }

        return _phrases.Count == 0 && (_numbers.Count == 0 || NamesStrike(rules) || DatePhrase.HasMonth(sub));
    }

    private bool NamesStrike(ComparisonPhrase rules)
    {
        foreach (NumberText number in _numbers)
        {
            if (Agrees(number.Value, rules.Value, rules.Direction == Direction.Above))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<char> Read(Utf8Text text)
    {
        ReadOnlySpan<char> read = _text.Read(text);
        NumberText.Find(read, _numbers);
        ComparisonPhrase.Find(read, _numbers, _phrases);
        NumberText.FindMultiplied(read, _numbers, _multiplied);
        ComparisonPhrase.FindMore(read, _multiplied, _phrases);
        return read;
    }

    /// <summary>"Over 10.5" and "more than 10", "under 9.5" and "fewer than 10": bookmakers' halves keep the line off the counts.</summary>
    private static bool IsHalfBeyond(ComparisonPhrase named, ComparisonPhrase rules) =>
        named.Direction == rules.Direction && !named.Inclusive && !rules.Inclusive && decimal.IsInteger(rules.Value)
        && named.Value - rules.Value == (rules.Direction == Direction.Above ? 0.5m : -0.5m);

    /// <summary>"6.1 or above" words "above 6.0" on a grid of tenths: one step of the finer of the two numbers.</summary>
    internal static bool Agrees(decimal named, decimal strike, bool above)
    {
        if (named == strike)
        {
            return true;
        }

        // A step is at most one, and finding it divides.
        decimal beyond = above ? named - strike : strike - named;
        return beyond is > 0 and <= 1 && beyond == NumberText.Step(named, strike);
    }

    private static bool Excludes(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(AnyExclusion))
        {
            return false;
        }

        foreach (string words in Exclusions)
        {
            if (HasWord(text, words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"exclusive" as a word; "exclusively" and "mutually exclusive" are about something else.</summary>
    private static bool HasWord(ReadOnlySpan<char> text, string words)
    {
        int at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        int end = at + words.Length;
        return at >= 0 && (end == text.Length || !char.IsAsciiLetter(text[end]))
            && !text[..at].EndsWith("mutually ", StringComparison.OrdinalIgnoreCase);
    }
}
