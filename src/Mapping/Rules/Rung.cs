using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A market whose rules name one deadline.</summary>
internal sealed record Rung(Market Market, Event Event, DatePhrase Date)
{
    /// <summary>The rules with a mark in place of the deadline.</summary>
    public string Template()
    {
        string rules = Market.RulesPrimary.ToString();
        return string.Concat(rules.AsSpan(0, Date.Start), IntervalReading.Placeholder, rules.AsSpan(Date.End));
    }

    /// <summary>The further rules, with the same mark where they repeat the deadline.</summary>
    public string Secondary()
    {
        string words = Market.RulesPrimary.ToString()[Date.Start..Date.End];
        int day = words.AsSpan().IndexOfAnyInRange('0', '9');
        int month = day < 0 ? -1 : words.LastIndexOf(' ', words.LastIndexOf(' ', day - 1) - 1) + 1;
        string secondary = Market.RulesSecondary.ToString();
        return month <= 0 ? secondary : secondary.Replace(words[month..], IntervalReading.Placeholder, StringComparison.Ordinal);
    }

    /// <summary>Why a title names another deadline than the rules; null when none does.</summary>
    public string? Contradiction() =>
        DatePhrase.NamesAnother(Market.Title.ToString(), Date.Cutoff)
            ? $"the title \"{TitleCheck.Quote(Market.Title)}\" names another deadline than the rules"
            : DatePhrase.NamesAnother(Market.YesSubTitle.ToString(), Date.Cutoff)
                ? $"the sub-title \"{TitleCheck.Quote(Market.YesSubTitle)}\" names another deadline than the rules"
                : null;

    /// <summary>A sub-title says until when, or else whom the rules are about.</summary>
    public string Subject()
    {
        string sub = Market.YesSubTitle.ToString();
        return DatePhrase.HasMonth(sub) || sub.Contains("20", StringComparison.Ordinal)
            || sub.StartsWith("before ", StringComparison.OrdinalIgnoreCase) || sub.StartsWith("by ", StringComparison.OrdinalIgnoreCase)
            ? "" : sub;
    }
}

/// <summary>Rungs are of one ladder only if everything but the deadline that could decide them differently is the same word for word.</summary>
internal readonly record struct LadderKey(
    string Rules, string Secondary, Utf8Text CustomStrike, string Source, Utf8Text EarlyClose, string Subject, string Strikes)
{
    public static LadderKey Of(Rung rung, VenueSnapshot snapshot)
    {
        string template = rung.Template();
        return new LadderKey(
            template, rung.Secondary(), rung.Market.CustomStrike,
            LineKey.IsUnfilled(template) ? $"event {rung.Event.Ticker}" : LineKey.SourceOf(rung.Event, snapshot),
            rung.Market.EarlyCloseCondition, rung.Subject(),
            $"{rung.Market.StrikeType.Value} {rung.Market.FloorStrike} {rung.Market.CapStrike}");
    }

    /// <summary>What tells two ladders apart whose rules read the same.</summary>
    public string Difference(LadderKey other) =>
        Source != other.Source ? "the settlement source is another, or is not known, or a gap of the rules is left open"
        : Secondary != other.Secondary ? "rules_secondary differs"
        : EarlyClose != other.EarlyClose ? "early_close_condition differs"
        : CustomStrike != other.CustomStrike ? "custom_strike differs"
        : Strikes != other.Strikes ? "the strikes differ"
        : "the sub-titles name something else than the deadline";
}
