using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Titles prove nothing, but one that contradicts the strike means that somebody made a mistake: then there is no proof.</summary>
internal sealed class TitleCheck
{
    private const int QuoteLength = 60;

    private readonly TextBuffer _text = new();
    private readonly List<NumberText> _numbers = [];
    private readonly List<ComparisonPhrase> _phrases = [];

    /// <summary>Why a title or sub-title contradicts a one-sided strike; null when none does.</summary>
    public string? Contradiction(Market market, decimal strike, bool above)
    {
        ReadOnlySpan<char> sub = _text.Read(market.YesSubTitle);
        NumberText.Find(sub, _numbers);
        if (_numbers.Count > 0 && !_numbers.Exists(number => Agrees(number.Value, strike, above)) && !DatePhrase.HasMonth(sub))
        {
            return $"the sub-title \"{Quote(market.YesSubTitle)}\" disagrees with the strike {strike}";
        }

        ReadOnlySpan<char> title = _text.Read(market.Title);
        NumberText.Find(title, _numbers);
        ComparisonPhrase.Find(title, _numbers, _phrases);
        return _phrases.Count > 0 && !_phrases.Exists(phrase => Agrees(phrase.Value, strike, above))
            ? $"the title \"{Quote(market.Title)}\" disagrees with the strike {strike}"
            : null;
    }

    /// <summary>The bounds themselves count: the sub-title names exactly this range, or the rules say "inclusive".</summary>
    public bool SaysRange(Market market, ReadOnlySpan<char> rules, decimal floor, decimal cap)
    {
        NumberText.Find(_text.Read(market.YesSubTitle), _numbers);
        return _numbers.Count == 0
            ? rules.Contains("inclusive", StringComparison.OrdinalIgnoreCase)
            : _numbers[0].Value == floor && _numbers[^1].Value == cap && _numbers.Count <= 2;
    }

    /// <summary>A sub-title without a strike names something else, such as who or until when: that belongs to the observable.</summary>
    public string Subject(Market market)
    {
        ReadOnlySpan<char> sub = _text.Read(market.YesSubTitle);
        NumberText.Find(sub, _numbers);
        foreach (NumberText number in _numbers)
        {
            if ((market.FloorStrike is { } floor && Agrees(number.Value, floor, above: true))
                || (market.CapStrike is { } cap && Agrees(number.Value, cap, above: false))
                || number.Value == market.FloorStrike + 0.5m)
            {
                return "";
            }
        }

        return sub.ToString();
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

        // "70.0" in the strike field says no more than 70: zeros at the end are how the venue's numbers are written.
        const decimal withoutZeros = 1.0000000000000000000000000000m;
        decimal step = new(1, 0, 0, false, (byte)Math.Max(named.Scale, (strike / withoutZeros).Scale));
        return above ? named - strike == step : strike - named == step;
    }
}
