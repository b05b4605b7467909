namespace Dutchbook.Pipeline;

/// <summary>One market's rows and the stretches made into one line of time, in which nothing is known outside of the stretches.</summary>
public static class QuoteTimeline
{
    /// <param name="changes">What was told of the market, in order.</param>
    /// <param name="stretches">All stretches, in order. The last may go on.</param>
    /// <returns>The same, with a row for the instant after a stretch where the market was known and is not told of at once.</returns>
    public static IEnumerable<QuoteChange> Of(IReadOnlyList<QuoteChange> changes, IReadOnlyList<QuoteStretch> stretches)
    {
        int stretch = 0;
        QuoteChange? known = null;
        foreach (QuoteChange change in changes)
        {
            for (; stretch < stretches.Count && stretches[stretch].To < change.At; stretch++)
            {
                if (known is { } before && EndsIn(before, stretches, stretch))
                {
                    known = null;
                    if (stretches[stretch].To + 1 < change.At)
                    {
                        yield return QuoteChange.Unknown(change.Market, stretches[stretch].To + 1);
                    }
                }
            }

            yield return change;
            known = change.Word == QuoteWord.Unknown ? null : change;
        }

        for (; stretch < stretches.Count; stretch++)
        {
            if (known is { } before && EndsIn(before, stretches, stretch))
            {
                yield return QuoteChange.Unknown(before.Market, stretches[stretch].To + 1);
                yield break;
            }
        }
    }

    /// <summary>The rows of a span, the first of them as it stood when the span began.</summary>
    /// <param name="line">From the beginning of the span's day on.</param>
    /// <param name="from">The first instant of the span.</param>
    /// <param name="to">The last.</param>
    public static IEnumerable<QuoteChange> Within(IEnumerable<QuoteChange> line, long from, long to)
    {
        QuoteChange? opening = null;
        foreach (QuoteChange change in line)
        {
            if (change.At < from)
            {
                opening = change.Word == QuoteWord.Unknown ? null : change;
                continue;
            }

            if (opening is { } before && change.At > from)
            {
                yield return before with { At = from, Word = QuoteWord.Held };
            }

            opening = null;
            if (change.At > to)
            {
                yield break;
            }

            yield return change;
        }

        if (opening is { } last)
        {
            yield return last with { At = from, Word = QuoteWord.Held };
        }
    }

    /// <summary>Whether the stretch holds the row and has an end: the last one may go on.</summary>
    private static bool EndsIn(in QuoteChange known, IReadOnlyList<QuoteStretch> stretches, int stretch) =>
        known.At <= stretches[stretch].To && (stretches[stretch].Ended is not null || stretch < stretches.Count - 1);
}
