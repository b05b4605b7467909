namespace Dutchbook.Detection;

/// <summary>
/// What does not change on a line while prices do: how many cells it has, which of them each market pays in, and which
/// markets begin and end at each cut point.
/// </summary>
/// <remarks>
/// Cut points are numbered 0 to <see cref="Cells"/>: cell k lies between cut points k and k + 1, and exactly one cell
/// comes true. Anything laminar (a candidate within a party within a bloc) is a line too, its leaves in depth-first
/// order.
/// </remarks>
internal sealed class LineShape
{
    /// <summary>
    /// The most cells and the most markets of one line, so that sums of prices stay far from overflow.
    /// </summary>
    public const int Most = 1 << 15;

    private readonly LineInterval[] _intervals;

    /// <summary>
    /// Twice per cut point, where the markets that begin there and those that end there start in the list.
    /// </summary>
    private readonly int[] _bounds;

    private readonly int[] _incident;

    /// <exception cref="ArgumentException">The line has no cell, or is too long, or an interval leaves it.</exception>
    public LineShape(int cells, ReadOnlySpan<LineInterval> intervals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells, Most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intervals.Length, Most, nameof(intervals));
        Cells = cells;
        _intervals = intervals.ToArray();
        _bounds = new int[(2 * cells) + 3];
        foreach (LineInterval interval in _intervals)
        {
            if (interval.From < 0 || interval.To > cells || interval.From > interval.To)
            {
                throw new ArgumentException($"{interval} is not an interval of {cells} cells.", nameof(intervals));
            }

            if (interval.From < interval.To)
            {
                _bounds[(2 * interval.From) + 1]++;
                _bounds[(2 * interval.To) + 2]++;
            }
        }

        for (int i = 1; i < _bounds.Length; i++)
        {
            _bounds[i] += _bounds[i - 1];
        }

        _incident = new int[_bounds[^1]];
        int[] next = _bounds.ToArray();
        for (int market = 0; market < _intervals.Length; market++)
        {
            LineInterval interval = _intervals[market];
            if (interval.From < interval.To)
            {
                _incident[next[2 * interval.From]++] = market;
                _incident[next[(2 * interval.To) + 1]++] = market;
            }
        }
    }

    public int Cells { get; }

    public int Markets => _intervals.Length;

    public ReadOnlySpan<LineInterval> Intervals => _intervals;

    /// <summary>The markets whose first cell begins at this cut point, but for empty ones.</summary>
    public ReadOnlySpan<int> BeginningAt(int cut) => Incident(2 * cut);

    /// <summary>The markets whose last cell ends at this cut point, but for empty ones.</summary>
    public ReadOnlySpan<int> EndingAt(int cut) => Incident((2 * cut) + 1);

    private ReadOnlySpan<int> Incident(int slot) => _incident.AsSpan(_bounds[slot], _bounds[slot + 1] - _bounds[slot]);
}
