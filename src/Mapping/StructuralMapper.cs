using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Derives the relations that strikes, dates, flags and combo legs prove, and nothing else. A missing relation misses a profit, a
/// wrong one invents it: every doubt drops the relation and is recorded as a refusal.
/// </summary>
public sealed class StructuralMapper(MappingOptions options)
{
    public RelationMap Map(VenueSnapshot snapshot)
    {
        RelationWriter writer = new(options.StructuralConfidence);
        EventRules events = new(writer);
        DeadlineRules deadlines = new(writer);
        Dictionary<string, List<IntervalProposition>> lines = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (Event owner in snapshot.Events)
        {
            events.Apply(owner);
            deadlines.Apply(owner);
            ReadIntervals(owner, snapshot, writer, lines, order);
        }

        LineRules rules = new(writer);
        foreach (string key in order)
        {
            if (lines[key].Count > 1)
            {
                rules.Apply(lines[key]);
            }
        }

        new ComboRules(writer).Apply(snapshot.Markets);
        return new RelationMap
        {
            Relations = writer.Relations,
            Refusals = writer.Refusals,
            PropositionCount = writer.Understood.Count,
        };
    }

    private static void ReadIntervals(
        Event owner, VenueSnapshot snapshot, RelationWriter writer, Dictionary<string, List<IntervalProposition>> lines, List<string> order)
    {
        foreach (Market market in owner.Markets)
        {
            if (IntervalReader.Read(market, owner, out string? reason) is { } proposition)
            {
                string key = LineKey(proposition, owner, snapshot);
                if (!lines.TryGetValue(key, out List<IntervalProposition>? line))
                {
                    lines[key] = line = [];
                    order.Add(key);
                }

                line.Add(proposition);
            }
            else if (reason is not null)
            {
                writer.Refuse("interval", market.Ticker, reason);
            }
        }
    }

    /// <summary>
    /// Markets share an observable only if everything that could decide them differently is the same word for word: rules, sources,
    /// who or what the strike is about, when the fact is expected. Where sources are not known, a series is only like itself.
    /// </summary>
    private static string LineKey(IntervalProposition proposition, Event owner, VenueSnapshot snapshot)
    {
        Market market = proposition.Market;
        Series? series = snapshot.Series.GetValueOrDefault(owner.SeriesTicker);
        IReadOnlyList<SettlementSource> sources = owner.SettlementSources.Count > 0 ? owner.SettlementSources : series?.SettlementSources ?? [];
        string source = sources.Count > 0
            ? string.Join('|', sources.Select(static item => $"{item.Name} {item.Url}"))
            : $"event {owner.Ticker}";
        return string.Join('\0', proposition.Template, market.RulesSecondary, market.CustomStrike, source,
            market.ExpectedExpirationTime?.UtcTicks, market.EarlyCloseCondition);
    }
}
