using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads a market's interval from its strike fields, and only if its rules say the same: type, number and inclusivity must agree
/// with the words, and titles must not contradict. What is left of the rules is the template of the observable.
/// </summary>
internal static class IntervalReader
{
    /// <summary>Stands in a template where the comparison was.</summary>
    public const string Placeholder = "\u0001";

    private const string UnfilledTemplate = "|| Above/below ||";

    /// <summary>The proposition, or null with the reason; a null reason means that the market has no strikes to read.</summary>
    public static IntervalProposition? Read(Market market, Event owner, out string? reason)
    {
        reason = null;
        StrikeType type = market.StrikeType.Value;
        if (type is not (StrikeType.Greater or StrikeType.GreaterOrEqual or StrikeType.Less or StrikeType.LessOrEqual or StrikeType.Between))
        {
            return null;
        }

        if (market.Type.Value != MarketType.Binary)
        {
            reason = $"market_type is {market.Type}, not binary";
            return null;
        }

        if (market.RulesPrimary.IsEmpty)
        {
            reason = "rules_primary is absent";
            return null;
        }

        if (Silence.IsInverted(market.RulesPrimary.ToString()))
        {
            reason = "the rules do not say under what condition it resolves to Yes, but to No";
            return null;
        }

        return type == StrikeType.Between ? ReadBetween(market, owner, out reason) : ReadOneSided(market, owner, type, out reason);
    }

    private static IntervalProposition? ReadOneSided(Market market, Event owner, StrikeType type, out string? reason)
    {
        bool above = type is StrikeType.Greater or StrikeType.GreaterOrEqual;
        bool inclusive = type is StrikeType.GreaterOrEqual or StrikeType.LessOrEqual;
        if ((above ? market.FloorStrike : market.CapStrike) is not { } strike)
        {
            reason = $"strike_type is {market.StrikeType} but {(above ? "floor_strike" : "cap_strike")} is absent";
            return null;
        }

        // Zero in the other field is how the venue fills it; another number would make it a range.
        decimal? other = above ? market.CapStrike : market.FloorStrike;
        if (other is { } bound && bound != 0 && bound != strike)
        {
            reason = $"strike_type is {market.StrikeType} but {(above ? "cap_strike" : "floor_strike")} is {bound}";
            return null;
        }

        string rules = market.RulesPrimary.ToString();
        ComparisonPhrase field = new(above ? Direction.Above : Direction.Below, inclusive, strike, 0, 0);
        if (Find(rules, field, out reason) is not { } phrase)
        {
            return null;
        }

        if (!field.Agrees(phrase) && !IsCountAbove(phrase, field))
        {
            reason = $"strike_type {market.StrikeType} disagrees with the rules, which say \"{rules[phrase.Start..phrase.End]}\"";
            return null;
        }

        if (TitleCheck.Contradiction(market, phrase) is { } contradiction)
        {
            reason = contradiction;
            return null;
        }

        Cut cut = new(phrase.Value, above == phrase.Inclusive ? 0 : 1);
        string template = string.Concat(rules.AsSpan(0, phrase.Start), Placeholder, rules.AsSpan(phrase.End));
        return above
            ? new IntervalProposition(market, owner, cut, Cut.Highest, template)
            : new IntervalProposition(market, owner, Cut.Lowest, cut, template);
    }

    /// <summary>"2+" for a strike of 1.5: the rules decide, and the half only keeps the strike off the counts.</summary>
    private static bool IsCountAbove(ComparisonPhrase phrase, ComparisonPhrase field) =>
        field.Direction == Direction.Above && phrase.IsPlus && phrase.Value == field.Value + 0.5m;

    private static ComparisonPhrase? Find(string rules, ComparisonPhrase field, out string? reason)
    {
        decimal strike = field.Value;
        List<NumberText> numbers = NumberText.All(rules);
        List<ComparisonPhrase> phrases = ComparisonPhrase.All(rules, numbers);
        List<ComparisonPhrase> matching = phrases.FindAll(phrase => phrase.Value == strike || IsCountAbove(phrase, field));
        if (matching.Count == 0)
        {
            matching = phrases.FindAll(field.Agrees);
        }

        if (matching.Count == 1)
        {
            reason = null;
            return matching[0];
        }

        int unfilled = rules.IndexOf(UnfilledTemplate, StringComparison.OrdinalIgnoreCase);
        if (matching.Count == 0 && unfilled >= 0)
        {
            int end = unfilled + UnfilledTemplate.Length;
            foreach (NumberText number in numbers)
            {
                if (number.Value == strike && number.Start >= end && string.IsNullOrWhiteSpace(rules[end..number.Start]))
                {
                    reason = null;
                    return field with { Inclusive = false, Start = unfilled, End = number.End };
                }
            }
        }

        reason = matching.Count > 1
            ? $"the rules compare with the strike {strike} more than once"
            : phrases.Count > 0
                ? $"the strike is {strike}, but the rules say \"{rules[phrases[0].Start..phrases[0].End]}\""
                : $"the rules state no comparison with the strike {strike}";
        return null;
    }

    private static IntervalProposition? ReadBetween(Market market, Event owner, out string? reason)
    {
        if (market.FloorStrike is not { } floor || market.CapStrike is not { } cap)
        {
            reason = "strike_type is between but floor_strike or cap_strike is absent";
            return null;
        }

        if (floor > cap)
        {
            reason = $"floor_strike {floor} is above cap_strike {cap}";
            return null;
        }

        string rules = market.RulesPrimary.ToString();
        if (BetweenPhrase.Find(rules, floor, cap) is not { } place)
        {
            reason = $"the rules do not say \"between {floor} and {cap}\"";
            return null;
        }

        if (!TitleCheck.SaysRange(market, rules, floor, cap))
        {
            reason = $"whether {floor} and {cap} themselves count is not confirmed by the sub-title "
                + $"\"{TitleCheck.Quote(market.YesSubTitle)}\"";
            return null;
        }

        if (TitleCheck.SaysOtherRange(market, floor, cap))
        {
            reason = $"the title \"{TitleCheck.Quote(market.Title)}\" names another range than {floor} to {cap}";
            return null;
        }

        reason = null;
        string template = string.Concat(rules.AsSpan(0, place.Start), Placeholder, rules.AsSpan(place.End));
        return new IntervalProposition(market, owner, new Cut(floor, 0), new Cut(cap, 1), template);
    }
}
