using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Markets share an observable only if everything that could decide them differently is the same word for word: rules, sources,
/// who or what the strike is about, when the fact is expected.
/// </summary>
internal readonly record struct LineKey(
    string Template, Utf8Text Secondary, Utf8Text CustomStrike, string Source, long? Expected, Utf8Text EarlyClose,
    string Subject, string Alone)
{
    public static LineKey Of(Market market, Event owner, string template, string source, string subject) => new(
        template, market.RulesSecondary, market.CustomStrike, source,
        market.ExpectedExpirationTime?.UtcTicks, market.EarlyCloseCondition, subject,
        market.ExpectedExpirationTime is null || IsUnfilled(template) ? owner.Ticker : "");

    /// <summary>What tells two observables apart whose rules read the same.</summary>
    public string Difference(LineKey other)
    {
        List<string> words = [];
        Add(Source != other.Source, "the settlement source is another, or is not known");
        Add(Secondary != other.Secondary, "rules_secondary differs");
        Add(Expected != other.Expected, "the fact is expected at another time");
        Add(Expected is null && other.Expected is null && Alone != other.Alone, "it is not known when the fact is expected");
        Add(Expected is not null && Expected == other.Expected && Alone != other.Alone, "its rules leave a gap open, which is filled elsewhere");
        Add(CustomStrike != other.CustomStrike, "custom_strike differs");
        Add(EarlyClose != other.EarlyClose, "early_close_condition differs");
        Add(Subject != other.Subject, "the sub-titles name something else than the strike");
        return string.Join("; ", words);

        void Add(bool differs, string what)
        {
            if (differs)
            {
                words.Add(what);
            }
        }
    }

    /// <summary>"If || Volcano || erupts": what fills the gap stands in the title, if anywhere, and may differ from event to event.</summary>
    public static bool IsUnfilled(string rules) => rules.Contains("||", StringComparison.Ordinal);

    /// <summary>The event's sources, else its series'. Where neither is known, an event is only like itself.</summary>
    public static string SourceOf(Event owner, VenueSnapshot snapshot)
    {
        IReadOnlyList<SettlementSource> sources = owner.SettlementSources.Count > 0
            ? owner.SettlementSources
            : snapshot.Series.GetValueOrDefault(owner.SeriesTicker)?.SettlementSources ?? [];
        return sources.Count > 0
            ? string.Join('|', sources.Select(static item => $"{item.Name} {item.Url}"))
            : $"event {owner.Ticker}";
    }
}
