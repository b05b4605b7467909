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
        Dictionary<LineKey, List<IntervalProposition>> lines = [];
        List<LineKey> order = [];
        foreach (Event owner in snapshot.Events)
        {
            events.Apply(owner);
            deadlines.Apply(owner);
            ReadIntervals(owner, snapshot, writer, lines, order);
        }

        LineRules rules = new(writer);
        foreach (LineKey key in order)
        {
            if (lines[key].Count > 1)
            {
                rules.Apply(lines[key]);
            }
        }

        RefuseLookalikes(lines, order, writer);
        new ComboRules(writer).Apply(snapshot.Markets);
        return new RelationMap
        {
            Relations = writer.Relations,
            Refusals = writer.Refusals,
            PropositionCount = writer.Understood.Count,
        };
    }

    private static void ReadIntervals(
        Event owner, VenueSnapshot snapshot, RelationWriter writer, Dictionary<LineKey, List<IntervalProposition>> lines, List<LineKey> order)
    {
        foreach (Market market in owner.Markets)
        {
            if (IntervalReader.Read(market, owner, out string? reason) is { } proposition)
            {
                LineKey key = LineKey.Of(proposition, snapshot);
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

    /// <summary>Observables of different events that read the same and are not: the reason is for whoever expected a relation.</summary>
    private static void RefuseLookalikes(Dictionary<LineKey, List<IntervalProposition>> lines, List<LineKey> order, RelationWriter writer)
    {
        Dictionary<string, LineKey> first = new(StringComparer.Ordinal);
        HashSet<Event> told = [];
        foreach (LineKey key in order)
        {
            if (!first.TryAdd(key.Template, key))
            {
                LineKey known = first[key.Template];
                Event other = lines[known][0].Event;
                Event owner = lines[key][0].Event;
                if (!ReferenceEquals(owner, other) && told.Add(owner))
                {
                    writer.Refuse("same-observable", owner.Ticker, $"the rules read like those of {other.Ticker}, but {key.Difference(known)}");
                }
            }
        }
    }
}
