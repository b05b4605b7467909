using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads a market's interval from its strike fields, and only if its rules say the same: type, number and inclusivity must agree
/// with the words, and titles must not contradict. What is left of the rules is the template of the observable.
/// </summary>
internal sealed class IntervalReader
{
    private const string UnfilledTemplate = "|| Above/below ||";

    private readonly TextBuffer _text = new();
    private readonly TitleCheck _titles = new();
    private readonly List<NumberText> _numbers = [];
    private readonly List<ComparisonPhrase> _phrases = [];

    /// <summary>
    /// True with the interval, which holds until the next call; false with the reason, which is null when the market has no strikes
    /// to read.
    /// </summary>
    public bool TryRead(Market market, out IntervalReading reading, out string? reason)
    {
        reading = default;
        reason = null;
        StrikeType type = market.StrikeType.Value;
        if (type is not (StrikeType.Greater or StrikeType.GreaterOrEqual or StrikeType.Less or StrikeType.LessOrEqual or StrikeType.Between))
        {
            return false;
        }

        if (market.Type.Value != MarketType.Binary)
        {
            reason = $"market_type is {market.Type}, not binary";
            return false;
        }

        if (market.RulesPrimary.IsEmpty)
        {
            reason = "rules_primary is absent";
            return false;
        }

        ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
        if (Silence.IsInverted(rules))
        {
            reason = "the rules do not say under what condition it resolves to Yes, but to No";
            return false;
        }

        NumberText.Find(rules, _numbers);
        return type == StrikeType.Between
            ? ReadBetween(market, rules, out reading, out reason)
            : ReadOneSided(market, type, rules, out reading, out reason);
    }

    private bool ReadOneSided(
        Market market, StrikeType type, ReadOnlySpan<char> rules, out IntervalReading reading, out string? reason)
    {
        reading = default;
        bool above = type is StrikeType.Greater or StrikeType.GreaterOrEqual;
        bool inclusive = type is StrikeType.GreaterOrEqual or StrikeType.LessOrEqual;
        if ((above ? market.FloorStrike : market.CapStrike) is not { } strike)
        {
            reason = $"strike_type is {market.StrikeType} but {(above ? "floor_strike" : "cap_strike")} is absent";
            return false;
        }

        if (Find(rules, strike, above, out reason) is not { } phrase)
        {
            return false;
        }

        Direction wanted = above ? Direction.Above : Direction.Below;
        bool isCount = above && IsCountAbove(phrase, strike);
        if (phrase.Direction != wanted || (phrase.Inclusive != inclusive && !isCount))
        {
            reason = $"strike_type {market.StrikeType} disagrees with the rules, which say \"{rules[phrase.Start..phrase.End]}\"";
            return false;
        }

        if (_titles.Contradiction(market, isCount ? phrase.Value : strike, above) is { } contradiction)
        {
            reason = contradiction;
            return false;
        }

        Cut cut = isCount ? new(phrase.Value, 0) : new(strike, above == inclusive ? 0 : 1);
        reading = above
            ? new IntervalReading(cut, Cut.Highest, rules, phrase.Start, phrase.End, _titles.Subject(market))
            : new IntervalReading(Cut.Lowest, cut, rules, phrase.Start, phrase.End, _titles.Subject(market));
        return true;
    }

    /// <summary>"2+" for a strike of 1.5: the rules decide, and the half only keeps the strike off the counts.</summary>
    private static bool IsCountAbove(ComparisonPhrase phrase, decimal strike) => phrase.IsPlus && phrase.Value == strike + 0.5m;

    private ComparisonPhrase? Find(ReadOnlySpan<char> rules, decimal strike, bool above, out string? reason)
    {
        ComparisonPhrase.Find(rules, _numbers, _phrases);
        ComparisonPhrase? match = null;
        int matching = 0;
        foreach (ComparisonPhrase phrase in _phrases)
        {
            if (phrase.Value == strike || (above && IsCountAbove(phrase, strike)))
            {
                match = phrase;
                matching++;
            }
        }

        reason = null;
        if (matching == 1)
        {
            return match;
        }

        if (matching == 0 && Unfilled(rules, strike, above) is { } unfilled)
        {
            return unfilled;
        }

        reason = matching > 1
            ? $"the rules compare with the strike {strike} more than once"
            : _phrases.Count > 0
                ? $"the strike is {strike}, but the rules say \"{rules[_phrases[0].Start.._phrases[0].End]}\""
                : $"the rules state no comparison with the strike {strike}";
        return null;
    }

    /// <summary>Some rules keep the gap of their form, with the number after it; then only the strike's type tells the direction.</summary>
    private ComparisonPhrase? Unfilled(ReadOnlySpan<char> rules, decimal strike, bool above)
    {
        int start = rules.IndexOf(UnfilledTemplate, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        int end = start + UnfilledTemplate.Length;
        foreach (NumberText number in _numbers)
        {
            if (number.Value == strike && number.Start >= end && rules[end..number.Start].IsWhiteSpace())
            {
                return new ComparisonPhrase(above ? Direction.Above : Direction.Below, false, strike, start, number.End);
            }
        }

        return null;
    }

    private bool ReadBetween(Market market, ReadOnlySpan<char> rules, out IntervalReading reading, out string? reason)
    {
        reading = default;
        if (market.FloorStrike is not { } floor || market.CapStrike is not { } cap)
        {
            reason = "strike_type is between but floor_strike or cap_strike is absent";
            return false;
        }

        if (floor > cap)
        {
            reason = $"floor_strike {floor} is above cap_strike {cap}";
            return false;
        }

        if (BetweenPhrase.Find(rules, _numbers, floor, cap) is not { } place)
        {
            reason = $"the rules do not say \"between {floor} and {cap}\"";
            return false;
        }

        if (!_titles.SaysRange(market, rules, floor, cap))
        {
            reason = $"whether {floor} and {cap} themselves count is not confirmed by the sub-title "
                + $"\"{TitleCheck.Quote(market.YesSubTitle)}\"";
            return false;
        }

        reason = null;
        reading = new IntervalReading(new Cut(floor, 0), new Cut(cap, 1), rules, place.Start, place.End, _titles.Subject(market));
        return true;
    }
}
