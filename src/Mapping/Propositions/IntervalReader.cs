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
    private readonly SubjectReader _subjects = new();
    private readonly List<NumberText> _numbers = [];
    private readonly List<NumberText> _multiplied = [];
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

        // Zero in the other field is how the venue fills it; another number would make it a range.
        decimal? other = above ? market.CapStrike : market.FloorStrike;
        if (other is { } bound && bound != 0 && bound != strike)
        {
            reason = $"strike_type is {market.StrikeType} but {(above ? "cap_strike" : "floor_strike")} is {bound}";
            return false;
        }

        ComparisonPhrase field = new(above ? Direction.Above : Direction.Below, inclusive, strike, 0, 0);
        if (Find(rules, field, out reason) is not { } phrase)
        {
            return false;
        }

        if (!field.Agrees(phrase) && !IsCountAbove(phrase, field))
        {
            reason = $"strike_type {market.StrikeType} disagrees with the rules, which say \"{rules[phrase.Start..phrase.End]}\"";
            return false;
        }

        if (_titles.Contradiction(market, phrase, Counts(rules[phrase.End..])) is { } contradiction)
        {
            reason = contradiction;
            return false;
        }

        Cut cut = new(phrase.Value, above == phrase.Inclusive ? 0 : 1);
        reading = above
            ? new IntervalReading(cut, Cut.Highest, rules, phrase.Start, phrase.End, _subjects.Read(market))
            : new IntervalReading(Cut.Lowest, cut, rules, phrase.Start, phrase.End, _subjects.Read(market));
        return true;
    }

    /// <summary>"10 wins" has no 10.5 in between; "10%" has, and "10 million" too.</summary>
    private static bool Counts(ReadOnlySpan<char> tail)
    {
        int end = 1;
        while (end < tail.Length && char.IsAsciiLetterLower(tail[end]))
        {
            end++;
        }

        return end > 2 && tail[0] == ' ' && tail[end - 1] == 's' && (end == tail.Length || tail[end] == ' ');
    }

    /// <summary>"2+" for a strike of 1.5: the rules decide, and the half only keeps the strike off the counts.</summary>
    private static bool IsCountAbove(ComparisonPhrase phrase, ComparisonPhrase field) =>
        field.Direction == Direction.Above && phrase.IsPlus && phrase.Value == field.Value + 0.5m;

    /// <summary>
    /// The one comparison with the strike, written out or in millions; failing that, the one that words the same set of values.
    /// </summary>
    private ComparisonPhrase? Find(ReadOnlySpan<char> rules, ComparisonPhrase field, out string? reason)
    {
        ComparisonPhrase.Find(rules, _numbers, _phrases);
        NumberText.FindMultiplied(rules, _numbers, _multiplied);
        ComparisonPhrase.FindMore(rules, _multiplied, _phrases);
        int matching = Count(field, sameNumber: true, out ComparisonPhrase match);
        if (matching != 1)
        {
            // "More than 3 hurricanes of category 3 or above": the strike's type tells which of the two it is.
            int agreeing = Count(field, sameNumber: false, out ComparisonPhrase agreed);
            (matching, match) = matching == 0 || agreeing == 1 ? (agreeing, agreed) : (matching, match);
        }

        reason = null;
        if (matching == 1)
        {
            return match;
        }

        if (matching == 0 && Unfilled(rules, field) is { } unfilled)
        {
            return unfilled;
        }

        reason = matching > 1
            ? $"the rules compare with the strike {field.Value} more than once"
            : _phrases.Count > 0
                ? $"the strike is {field.Value}, but the rules say \"{rules[_phrases[0].Start.._phrases[0].End]}\""
                : $"the rules state no comparison with the strike {field.Value}";
        return null;
    }

    /// <summary>How many comparisons name the strike's number, or else word its set of values; and the last of them.</summary>
    private int Count(ComparisonPhrase field, bool sameNumber, out ComparisonPhrase last)
    {
        last = default;
        int count = 0;
        foreach (ComparisonPhrase phrase in _phrases)
        {
            if (sameNumber ? phrase.Value == field.Value || IsCountAbove(phrase, field) : field.Agrees(phrase))
            {
                last = phrase;
                count++;
            }
        }

        return count;
    }

    /// <summary>Some rules keep the gap of their form, with the number after it; then only the strike's type tells the direction.</summary>
    private ComparisonPhrase? Unfilled(ReadOnlySpan<char> rules, ComparisonPhrase field)
    {
        int start = rules.IndexOf(UnfilledTemplate, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        int end = start + UnfilledTemplate.Length;
        foreach (NumberText number in _numbers)
        {
            if (number.Value == field.Value && number.Start >= end && rules[end..number.Start].IsWhiteSpace())
            {
                return field with { Inclusive = false, Start = start, End = number.End };
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

        if (_titles.SaysOtherRange(market, floor, cap))
        {
            reason = $"the title \"{TitleCheck.Quote(market.Title)}\" names another range than {floor} to {cap}";
            return false;
        }

        reason = null;
        reading = new IntervalReading(new Cut(floor, 0), new Cut(cap, 1), rules, place.Start, place.End, _subjects.Read(market));
        return true;
    }
}
