namespace Dutchbook.Detection;

/// <summary>
/// The cycle of negative cost that keeps a market from its box, put together from two blocked searches.
/// </summary>
/// <remarks>
/// The first half runs from the violated arc's head to what blocked the search there, the second from what blocked the
/// other search to the violated arc's tail. What blocks is the violated arc's own other end, or an end of the line; two
/// different ends are joined by cash.
/// </remarks>
internal sealed class LineCycle(int cells)
{
    /// <summary>The halves, each written from what blocked it: the first one backwards.</summary>
    private readonly LineArc[] _first = new LineArc[cells + 1];
    private readonly LineArc[] _second = new LineArc[cells + 1];

    private readonly LineArc[] _arcs = new LineArc[(2 * cells) + 3];

    /// <summary>Where each cut point stands on the second half, from 1 on; 0 between two calls.</summary>
    private readonly int[] _place = new int[cells + 1];

    private LineShape _shape = new(1, []);
    private LineArc _violated;
    private int _firstLength;
    private int _secondLength;
    private int _head;
    private int _end;
    private int _start;
    private int _length;

    public ReadOnlySpan<LineArc> Arcs => _arcs.AsSpan(0, _length);

    /// <summary>Dollars paid on the way from one end of the line to the other: 1, 0 or -1.</summary>
    public int Cash { get; private set; }

    /// <summary>Takes the way from the violated arc's head to what blocked the first search.</summary>
    public void Begin(LineShape shape, LineArc violated, ReadOnlySpan<LineArc> arrived, int head, int blocker)
    {
        _shape = shape;
        _violated = violated;
        _head = head;
        _end = blocker;
        _firstLength = Trace(arrived, blocker, head, _first);
    }

    /// <summary>Takes the way from what blocked the second search to the violated arc's tail.</summary>
    public void Continue(ReadOnlySpan<LineArc> arrived, int tail, int blocker)
    {
        _start = blocker;
        _secondLength = Trace(arrived, blocker, tail, _second);
    }

    /// <summary>The first search ran into the violated arc's tail.</summary>
    public void CloseByFirst() => Close(_first.AsSpan(0, _firstLength), [], 0);

    /// <summary>The second search ran into the violated arc's head.</summary>
    public void CloseBySecond() => Close([], _second.AsSpan(0, _secondLength), 0);

    /// <summary>
    /// Both halves run to an end of the line. Where they meet before, the walk through the ends is a detour: without it
    /// the cycle is shorter and costs no more, because a cycle without the violated arc costs at least nothing.
    /// </summary>
    public void CloseByBoth()
    {
        Span<LineArc> first = _first.AsSpan(0, _firstLength);
        Span<LineArc> second = _second.AsSpan(0, _secondLength);
        int cut = _start;
        for (int i = 0; i < second.Length; i++)
        {
            cut = OtherEnd(second[i], cut);
            _place[cut] = i + 1;
        }

        int kept = first.Length;
        cut = _head;
        while (kept > 0 && _place[cut] == 0)
        {
            cut = OtherEnd(first[--kept], cut);
        }

        int meeting = _place[cut];
        cut = _start;
        foreach (LineArc arc in second)
        {
            cut = OtherEnd(arc, cut);
            _place[cut] = 0;
        }

        int cash = _end == _start ? 0 : _end == 0 ? 1 : -1;
        Close(first[kept..], second[meeting..], meeting > 0 ? 0 : cash);
    }

    private void Close(ReadOnlySpan<LineArc> first, ReadOnlySpan<LineArc> second, int cash)
    {
        _length = 0;
        _arcs[_length++] = _violated;
        for (int i = first.Length - 1; i >= 0; i--)
        {
            _arcs[_length++] = first[i];
        }

        second.CopyTo(_arcs.AsSpan(_length));
        _length += second.Length;
        Cash = cash;
    }

    private int Trace(ReadOnlySpan<LineArc> arrived, int blocker, int origin, LineArc[] path)
    {
        int length = 0;
        for (int cut = blocker; cut != origin; cut = OtherEnd(path[length - 1], cut))
        {
            path[length++] = arrived[cut];
        }

        return length;
    }

    private int OtherEnd(LineArc arc, int cut)
    {
        LineInterval reach = arc.IsMarket ? _shape.Intervals[arc.Market] : new LineInterval(arc.Cell, arc.Cell + 1);
        return cut == reach.From ? reach.To : reach.From;
    }
}
