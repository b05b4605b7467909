using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Derives the relations that strikes, dates, flags and combo legs prove, and nothing else. A missing relation misses a profit, a
/// wrong one invents it: every doubt drops the relation and is recorded as a refusal.
/// </summary>
public sealed class StructuralMapper(MappingOptions options)
{
    /// <summary>Events in one piece of work: enough to pay for handing it out.</summary>
    private const int EventsAtOnce = 512;

    private const int LinesAtOnce = 256;

    /// <summary>The same relations in the same order, however many processors there are.</summary>
    public RelationMap Map(VenueSnapshot snapshot)
    {
        RelationWriter writer = new(options.StructuralConfidence);
        LineBook book = new(snapshot, writer);
        DeadlineBook dated = new(snapshot, writer);
        foreach (((LineBook part, DeadlineBook datedPart), RelationWriter found) in InParts(
            snapshot.Events, EventsAtOnce, (events, found) => ReadEvents(events, new LineBook(snapshot, found), new DeadlineBook(snapshot, found), found)))
        {
            writer.Append(found);
            book.Append(part);
            dated.Append(datedPart);
        }

        DeadlineRules deadlines = new(writer);
        foreach (List<Rung> ladder in dated.Ladders())
        {
            deadlines.Apply(ladder);
        }

        List<IntervalProposition>[] shared = [.. book.Lines.Select(static line => line.Members).Where(static line => line.Count > 1)];
        foreach ((_, RelationWriter found) in InParts(shared, LinesAtOnce, static (part, found) => ApplyLines(part, found)))
        {
            writer.Append(found);
        }

        RefuseLookalikes(book.Lines, writer);
        new ComboRules(writer).Apply(snapshot.Markets);
        return new RelationMap { Relations = writer.Relations, Refusals = writer.Refusals };
    }

    private static (LineBook, DeadlineBook) ReadEvents(ArraySegment<Event> events, LineBook book, DeadlineBook dated, RelationWriter found)
    {
        EventRules rules = new(found);
        foreach (Event owner in events)
        {
            rules.Apply(owner);
            dated.Place(owner);
            book.Place(owner);
        }

        return (book, dated);
    }

    private static int ApplyLines(ArraySegment<List<IntervalProposition>> lines, RelationWriter found)
    {
        LineRules rules = new(found);
        foreach (List<IntervalProposition> line in lines)
        {
            rules.Apply(line);
        }

        return lines.Count;
    }

    /// <summary>Works on pieces of a list side by side, each with a writer of its own, and returns the results in order.</summary>
    private (TResult Result, RelationWriter Found)[] InParts<TItem, TResult>(
        IReadOnlyList<TItem> items, int size, Func<ArraySegment<TItem>, RelationWriter, TResult> work)
    {
        TItem[] all = [.. items];
        (TResult, RelationWriter)[] results = new (TResult, RelationWriter)[(all.Length + size - 1) / size];
#pragma warning disable RS0030 // The call stays synchronous, and its result does not depend on who did which part.
        Parallel.For(0, results.Length, part =>
        {
            RelationWriter found = new(options.StructuralConfidence);
            int start = part * size;
            results[part] = (work(new ArraySegment<TItem>(all, start, Math.Min(size, all.Length - start)), found), found);
        });
#pragma warning restore RS0030
        return results;
    }

    /// <summary>Observables of different events that read the same and are not: the reason is for whoever expected a relation.</summary>
    private static void RefuseLookalikes(IReadOnlyList<Line> lines, RelationWriter writer)
    {
        Dictionary<string, Line> first = new(StringComparer.Ordinal);
        HashSet<Event> told = [];
        foreach (Line line in lines)
        {
            if (first.TryAdd(line.Key.Template, line))
            {
                continue;
            }

            Line known = first[line.Key.Template];
            Event other = known.Members[0].Event;
            Event owner = line.Members[0].Event;
            if (!ReferenceEquals(owner, other) && told.Add(owner))
            {
                writer.Refuse("same-observable", owner.Ticker,
                    $"the rules read like those of {other.Ticker}, but {line.Key.Difference(known.Key)}");
            }
        }
    }
}
