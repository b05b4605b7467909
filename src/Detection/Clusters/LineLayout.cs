using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Where the markets of a line cluster lie: for each variable its interval of cells.</summary>
/// <param name="IsFlipped">The interval is that of the market's NO.</param>
internal sealed record LineLayout(LineShape Shape, bool[] IsFlipped)
{
    /// <summary>The layout that a relation states for the markets it names, in the order of its claims.</summary>
    public static LineLayout Of(Relation relation) => new(
        new LineShape(
            relation.Line!.Cells.Count,
            [.. relation.Line.Spans.Select(static span => new LineInterval(span.From, span.To))]),
        [.. relation.Claims.Select(static claim => claim.Side == Side.No)]);

    /// <summary>
    /// Worlds in an order in which each market pays, or does not pay, in neighbours only; null when none of the orders
    /// tried does that. Seen from the first world, the sets of worlds in which a market differs from it must nest: so
    /// it is with chains, partitions, and parts of parts.
    /// </summary>
    public static LineLayout? Of(WorldTable worlds)
    {
        int markets = worlds.Variables;
        bool[] flipped = new bool[markets];
        int[] sizes = new int[markets];
        for (int market = 0; market < markets; market++)
        {
            flipped[market] = worlds.Get(0, market);
            for (int world = 0; world < worlds.Count; world++)
            {
                sizes[market] += worlds.Get(world, market) != flipped[market] ? 1 : 0;
            }
        }

        // The largest sets first: worlds of one set agree on all larger ones, so that sorting keeps them together.
        int[] bySize = [.. Enumerable.Range(0, markets).OrderByDescending(market => sizes[market])];
        int[] order = [.. Enumerable.Range(0, worlds.Count)];
        Array.Sort(order, (left, right) =>
        {
            foreach (int market in bySize)
            {
                int compared = (worlds.Get(left, market) != flipped[market])
                    .CompareTo(worlds.Get(right, market) != flipped[market]);
                if (compared != 0)
                {
                    return compared;
                }
            }

            return 0;
        });
        LineInterval[] intervals = new LineInterval[markets];
        for (int market = 0; market < markets; market++)
        {
            int from = Array.FindIndex(order, world => worlds.Get(world, market) != flipped[market]);
            from = Math.Max(from, 0);
            int to = from;
            while (to < order.Length && worlds.Get(order[to], market) != flipped[market])
            {
                to++;
            }

            if (to - from != sizes[market])
            {
                return null;
            }

            intervals[market] = new LineInterval(from, to);
        }

        return new LineLayout(new LineShape(worlds.Count, intervals), flipped);
    }
}
