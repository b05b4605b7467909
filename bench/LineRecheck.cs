using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// The baseline: all arcs of the line relaxed from scratch after each quote, until they rest or prove a cycle.
/// </summary>
internal sealed class LineRecheck
{
    private readonly LineShape _shape;
    private readonly long[] _bids;
    private readonly long[] _asks;
    private readonly long[] _distances;

    public LineRecheck(LineShape shape)
    {
        _shape = shape;
        _bids = new long[shape.Markets];
        _asks = new long[shape.Markets];
        _bids.AsSpan().Fill(-LinePrice.Beyond);
        _asks.AsSpan().Fill(LinePrice.Beyond);
        _distances = new long[shape.Cells + 1];
    }

    public bool Update(int market, long bid, long ask)
    {
        _bids[market] = bid;
        _asks[market] = ask;
        long[] distances = _distances;
        Array.Clear(distances);
        int last = _shape.Cells;
        ReadOnlySpan<LineInterval> intervals = _shape.Intervals;
        for (int pass = 0; pass <= last + 1; pass++)
        {
            bool changed = Relax(distances, 0, last, LinePrice.Dollar) | Relax(distances, last, 0, -LinePrice.Dollar);
            for (int cell = last - 1; cell >= 0; cell--)
            {
                changed |= Relax(distances, cell + 1, cell, 0);
            }

            for (int i = 0; i < intervals.Length; i++)
            {
                changed |= Relax(distances, intervals[i].From, intervals[i].To, _asks[i]);
                changed |= Relax(distances, intervals[i].To, intervals[i].From, -_bids[i]);
            }

            if (!changed)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Relax(long[] distances, int tail, int head, long cost)
    {
        long distance = distances[tail] + cost;
        if (distance >= distances[head])
        {
            return false;
        }

        distances[head] = distance;
        return true;
    }
}
