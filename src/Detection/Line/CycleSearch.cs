namespace Dutchbook.Detection;

/// <summary>The negative cycle of a line with the greatest profit per leg, by exact parametric Bellman-Ford.</summary>
/// <remarks>
/// The two ends of the line are one cut point here, with the cash that leads from one to the other inside the costs of
/// the arcs that reach them: a cycle of claims and wasted cells is then a portfolio by itself.
/// </remarks>
internal sealed class CycleSearch
{
    private readonly int[] _tails;
    private readonly int[] _heads;
    private readonly int[] _costs;
    private readonly LineArc[] _arcs;
    private readonly long[] _distances;

    /// <summary>The arc by which each cut point was last improved, or -1.</summary>
    private readonly int[] _parents;
    private readonly int[] _seen;
    private readonly LineArc[] _cycle;
    private readonly int[] _path;
    private readonly ShortestTightCycle _shortest;
    private int _count;
    private int _cuts;
    private int _length;

    public CycleSearch(int cells, int markets)
    {
        int arcs = (2 * markets) + cells;
        _tails = new int[arcs];
        _heads = new int[arcs];
        _costs = new int[arcs];
        _arcs = new LineArc[arcs];
        _distances = new long[cells];
        _parents = new int[cells];
        _seen = new int[cells];
        _cycle = new LineArc[cells];
        _path = new int[cells];
        _shortest = new ShortestTightCycle(cells, arcs);
    }

    public ReadOnlySpan<LineArc> Cycle => _cycle.AsSpan(0, _length);

    /// <summary>Micro-dollars locked by one contract of each claim of the cycle.</summary>
    public long Profit { get; private set; }

    public void Load(LineShape shape, ReadOnlySpan<int> bids, ReadOnlySpan<int> asks)
    {
        _cuts = shape.Cells;
        _count = 0;
        for (int market = 0; market < shape.Markets; market++)
        {
            LineInterval interval = shape.Intervals[market];
            if (asks[market] < LinePrice.Beyond)
            {
                Add(interval.From, interval.To, asks[market], LineArc.Yes(market));
            }

            if (bids[market] > -LinePrice.Beyond)
            {
                Add(interval.To, interval.From, -bids[market], LineArc.No(market));
            }
        }

        for (int cell = _cuts - 1; cell >= 0; cell--)
        {
            Add(cell + 1, cell, 0, LineArc.Waste(cell));
        }
    }

    /// <summary>Finds the best cycle of the arcs that are left, if any of them is negative.</summary>
    public bool FindBest()
    {
        Profit = 0;
        _length = 0;
        int legs = 1;
        while (Improve(Profit, legs, out long profit, out int count))
        {
            Profit = profit;
            legs = count;
        }

        if (Profit == 0)
        {
            return false;
        }

        // Every cycle as good as the best consists of arcs without slack: the shortest of those is taken.
        _shortest.Begin(_cuts);
        for (int arc = 0; arc < _count; arc++)
        {
            if (_distances[_tails[arc]] + Weight(arc, Profit, legs) == _distances[_heads[arc]])
            {
                _shortest.Add(arc, _tails[arc], _heads[arc], _arcs[arc].IsMarket);
            }
        }

        Keep(_shortest.Find());
        return true;
    }

    /// <summary>Takes the claims of the cycle off the line.</summary>
    public void RemoveCycle()
    {
        int kept = 0;
        for (int arc = 0; arc < _count; arc++)
        {
            if (!_arcs[arc].IsMarket || !Cycle.Contains(_arcs[arc]))
            {
                _tails[kept] = _tails[arc];
                _heads[kept] = _heads[arc];
                _costs[kept] = _costs[arc];
                _arcs[kept++] = _arcs[arc];
            }
        }

        _count = kept;
    }

    private void Add(int tail, int head, int cost, LineArc arc)
    {
        cost += tail == _cuts ? LinePrice.Dollar : 0;
        cost -= head == _cuts ? LinePrice.Dollar : 0;
        _tails[_count] = tail == _cuts ? 0 : tail;
        _heads[_count] = head == _cuts ? 0 : head;
        _costs[_count] = cost;
        _arcs[_count++] = arc;
    }

    private long Weight(int arc, long profit, int legs) =>
        ((long)_costs[arc] * legs) + (_arcs[arc].IsMarket ? profit : 0);

    /// <summary>
    /// Looks for a cycle that locks more per leg than the one given, and takes the best of the first it meets.
    /// </summary>
    private bool Improve(long than, int legs, out long profit, out int count)
    {
        Span<long> distances = _distances.AsSpan(0, _cuts);
        distances.Clear();
        _parents.AsSpan(0, _cuts).Fill(-1);
        profit = 0;
        count = 1;
        bool isImproving = true;
        while (isImproving)
        {
            isImproving = false;
            for (int arc = 0; arc < _count; arc++)
            {
                long distance = distances[_tails[arc]] + Weight(arc, than, legs);
                if (distance < distances[_heads[arc]])
                {
                    distances[_heads[arc]] = distance;
                    _parents[_heads[arc]] = arc;
                    isImproving = true;
                }
            }

            if (isImproving && MeetsCycle(ref profit, ref count))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The arcs of last improvement lead back from every cut point; where they close, the cycle is negative.
    /// </summary>
    private bool MeetsCycle(ref long profit, ref int count)
    {
        Span<int> seen = _seen.AsSpan(0, _cuts);
        seen.Clear();
        bool found = false;
        for (int start = 0; start < _cuts; start++)
        {
            int cut = start;
            while (seen[cut] == 0 && _parents[cut] >= 0)
            {
                seen[cut] = start + 1;
                cut = _tails[_parents[cut]];
            }

            if (seen[cut] == start + 1)
            {
                Measure(cut, out long candidate, out int legs);
                if (!found || candidate * count > profit * legs)
                {
                    (profit, count, found) = (candidate, legs, true);
                }
            }

            seen[cut] = seen[cut] == 0 ? start + 1 : seen[cut];
        }

        return found;
    }

    private void Measure(int start, out long profit, out int legs)
    {
        profit = 0;
        legs = 0;
        int cut = start;
        do
        {
            int arc = _parents[cut];
            profit -= _costs[arc];
            legs += _arcs[arc].IsMarket ? 1 : 0;
            cut = _tails[arc];
        }
        while (cut != start);
    }

    private void Keep(ReadOnlySpan<int> arcs)
    {
        _length = 0;
        Profit = 0;
        foreach (int arc in arcs)
        {
            _cycle[_length++] = _arcs[arc];
            Profit -= _costs[arc];
        }
    }
}
