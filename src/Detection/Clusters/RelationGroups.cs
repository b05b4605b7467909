namespace Dutchbook.Detection;

/// <summary>Relations in connected parts: those that share a market, directly or through others, stand together.</summary>
internal sealed class RelationGroups(RelationSlots slots)
{
    private readonly int[] _parents = new int[slots.Markets];
    private readonly int[] _sizes = new int[slots.Markets];
    private readonly int[] _marks = new int[slots.Markets];
    private int _mark;

    /// <summary>A relation that names a market twice says something else than its form.</summary>
    public bool IsWellFormed(int relation)
    {
        _mark++;
        foreach (int slot in slots.Of(relation))
        {
            if (_marks[slot >> 1] == _mark)
            {
                return false;
            }

            _marks[slot >> 1] = _mark;
        }

        return true;
    }

    /// <summary>
    /// The parts in the order of their first relations, each in the order given. A relation that would make a part of
    /// more markets than this is left out.
    /// </summary>
    public List<int[]> Divide(IReadOnlyList<int> relations, int mostMarkets, List<int> leftOut)
    {
        foreach (int relation in relations)
        {
            foreach (int slot in slots.Of(relation))
            {
                _parents[slot >> 1] = slot >> 1;
                _sizes[slot >> 1] = 1;
            }
        }

        List<int> joined = new(relations.Count);
        foreach (int relation in relations)
        {
            (TryJoin(slots.Of(relation), mostMarkets) ? joined : leftOut).Add(relation);
        }

        return Parts(joined);
    }

    /// <summary>How many markets a part of the last division names.</summary>
    public int MarketsOf(int[] part) => _sizes[RootOf(part[0])];

    private List<int[]> Parts(List<int> relations)
    {
        // Counted first, so that each part is made in its size: nearly all are of one relation.
        int[] partOf = new int[slots.Markets];
        List<int> sizes = [];
        foreach (int relation in relations)
        {
            ref int part = ref partOf[RootOf(relation)];
            if (part == 0)
            {
                sizes.Add(0);
                part = sizes.Count;
            }

            sizes[part - 1]++;
        }

        List<int[]> parts = new(sizes.Count);
        foreach (int size in sizes)
        {
            parts.Add(new int[size]);
        }

        for (int i = relations.Count - 1; i >= 0; i--)
        {
            int part = partOf[RootOf(relations[i])] - 1;
            parts[part][--sizes[part]] = relations[i];
        }

        return parts;
    }

    private int RootOf(int relation) => RootOfMarket(slots.Of(relation)[0] >> 1);

    private int RootOfMarket(int market)
    {
        while (_parents[market] != market)
        {
            _parents[market] = _parents[_parents[market]];
            market = _parents[market];
        }

        return market;
    }

    private bool TryJoin(ReadOnlySpan<int> members, int mostMarkets)
    {
        long size = 0;
        _mark++;
        foreach (int member in members)
        {
            int root = RootOfMarket(member >> 1);
            size += _marks[root] == _mark ? 0 : _sizes[root];
            _marks[root] = _mark;
        }

        if (size > mostMarkets)
        {
            return false;
        }

        int target = RootOfMarket(members[0] >> 1);
        foreach (int member in members)
        {
            int root = RootOfMarket(member >> 1);
            if (root != target)
            {
                _parents[root] = target;
                _sizes[target] += _sizes[root];
            }
        }

        return true;
    }
}
