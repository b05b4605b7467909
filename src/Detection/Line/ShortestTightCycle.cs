namespace Dutchbook.Detection;

/// <summary>
/// Among cycles of arcs without slack, which all lock the same per leg, the one with the fewest legs; of several, the
/// one through the lowest claim.
/// </summary>
/// <remarks>Layer by layer: first what wasted cells reach for nothing, then what one more leg reaches.</remarks>
internal sealed class ShortestTightCycle(int cuts, int arcs)
{
    private readonly int[] _arcs = new int[arcs];
    private readonly int[] _tails = new int[arcs];
    private readonly int[] _heads = new int[arcs];
    private readonly bool[] _isLeg = new bool[arcs];
    private readonly int[] _starts = new int[cuts + 2];
    private readonly int[] _outgoing = new int[arcs];
    private readonly int[] _layers = new int[cuts];
    private readonly int[] _parents = new int[cuts];
    private readonly int[] _queue = new int[cuts];
    private readonly int[] _best = new int[cuts];
    private int _count;
    private int _cuts;

    public void Begin(int cutPoints)
    {
        _cuts = cutPoints;
        _count = 0;
    }

    public void Add(int arc, int tail, int head, bool isLeg)
    {
        _arcs[_count] = arc;
        _tails[_count] = tail;
        _heads[_count] = head;
        _isLeg[_count++] = isLeg;
    }

    /// <summary>The arcs of the cycle, in order; there must be one.</summary>
    public ReadOnlySpan<int> Find()
    {
        Sort();
        int fewest = int.MaxValue;
        int length = 0;
        for (int closing = 0; closing < _count; closing++)
        {
            if (!_isLeg[closing] || !Reaches(closing, fewest))
            {
                continue;
            }

            fewest = 1 + _layers[_tails[closing]];
            length = 0;
            _best[length++] = _arcs[closing];
            for (int cut = _tails[closing]; cut != _heads[closing]; cut = _tails[_parents[cut]])
            {
                _best[length++] = _arcs[_parents[cut]];
            }
        }

        return _best.AsSpan(0, length);
    }

    private void Sort()
    {
        Span<int> starts = _starts.AsSpan(0, _cuts + 2);
        starts.Clear();
        for (int i = 0; i < _count; i++)
        {
            starts[_tails[i] + 2]++;
        }

        for (int i = 2; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        for (int i = 0; i < _count; i++)
        {
            _outgoing[starts[_tails[i] + 1]++] = i;
        }
    }

    /// <summary>Whether the arc's head leads back to its tail so that the cycle has fewer legs than that.</summary>
    private bool Reaches(int closing, int fewest)
    {
        int goal = _tails[closing];
        int start = _heads[closing];
        Span<int> layers = _layers.AsSpan(0, _cuts);
        layers.Fill(-1);
        layers[start] = 0;
        _queue[0] = start;
        int begin = 0;
        int end = 1;
        for (int layer = 0; begin < end && layer + 1 < fewest; layer++)
        {
            for (int i = begin; i < end; i++)
            {
                Expand(_queue[i], false, layer, ref end);
            }

            if (layers[goal] >= 0)
            {
                return true;
            }

            int next = end;
            for (int i = begin; i < end; i++)
            {
                Expand(_queue[i], true, layer + 1, ref next);
            }

            begin = end;
            end = next;
        }

        return false;
    }

    private void Expand(int cut, bool byLeg, int layer, ref int end)
    {
        foreach (int arc in _outgoing.AsSpan(_starts[cut], _starts[cut + 1] - _starts[cut]))
        {
            int head = _heads[arc];
            if (_isLeg[arc] == byLeg && _layers[head] < 0)
            {
                _layers[head] = layer;
                _parents[head] = arc;
                _queue[end++] = head;
            }
        }
    }
}
