using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Titles prove nothing, but one that contradicts the strike means that somebody made a mistake: then there is no proof.</summary>
internal static class TitleCheck
{
    private const int QuoteLength = 60;

    /// <summary>Why a title or sub-title contradicts a one-sided strike; null when none does.</summary>
    public static string? Contradiction(Market market, decimal strike, bool above)
    {
        string sub = market.YesSubTitle.ToString();
        List<NumberText> named = NumberText.All(sub);
        if (named.Count > 0 && !named.Exists(number => Agrees(number.Value, strike, above)) && !IsDate(sub))
        {
            return $"the sub-title \"{Quote(market.YesSubTitle)}\" disagrees with the strike {strike}";
        }

        string title = market.Title.ToString();
        List<ComparisonPhrase> phrases = ComparisonPhrase.All(title, NumberText.All(title));
        return phrases.Count > 0 && !phrases.Exists(phrase => Agrees(phrase.Value, strike, above))
            ? $"the title \"{Quote(market.Title)}\" disagrees with the strike {strike}"
            : null;
    }

    /// <summary>The bounds themselves count: the sub-title names exactly this range, or the rules say "inclusive".</summary>
    public static bool SaysRange(Market market, string rules, decimal floor, decimal cap)
    {
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

        // "70.0" in the strike field says no more than 70: zeros at the end are how the venue's numbers are written.
        const decimal withoutZeros = 1.0000000000000000000000000000m;
        decimal step = new(1, 0, 0, false, (byte)Math.Max(named.Scale, (strike / withoutZeros).Scale));
        return above ? named - strike == step : strike - named == step;
    }

    private static bool IsDate(string text) => DatePhrase.HasMonth(text);
}
