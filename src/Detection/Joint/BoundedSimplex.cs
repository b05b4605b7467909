namespace Dutchbook.Detection;

/// <summary>
/// A small dense simplex for programmes that start feasible at nothing: every variable lies between zero and its bound,
/// every row is a further variable that must not fall below zero. It searches in floating point; what it finds is
/// judged elsewhere, in integers.
/// </summary>
internal sealed class BoundedSimplex
{
    private const double Tiny = 1e-9;

    private readonly int _columns;
    private readonly double[] _gain;
    private readonly double[] _most;
    private readonly List<double[]> _rows = [];
    private readonly List<double> _values = [];

    /// <summary>The variable of each column, and of each row; a flipped one counts from its bound down.</summary>
    private readonly int[] _columnVariable;
    private readonly List<int> _rowVariable = [];
    private readonly List<double> _bounds;
    private readonly List<bool> _isFlipped;

    /// <param name="gains">What one of each variable adds to the objective.</param>
    /// <param name="bounds">The most of each variable.</param>
    public BoundedSimplex(ReadOnlySpan<double> gains, ReadOnlySpan<double> bounds)
    {
        _columns = gains.Length;
        _gain = gains.ToArray();
        _most = bounds.ToArray();
        _columnVariable = [.. Enumerable.Range(0, _columns)];
        _bounds = [.. _most];
        _isFlipped = [.. _most.Select(static _ => false)];
    }

    /// <summary>Cells changed so far: the measure of work.</summary>
    public long Work { get; private set; }

    /// <summary>
    /// Demands that this sum of the variables and a constant is not negative; before the first solution only.
    /// </summary>
    public void Require(ReadOnlySpan<double> row, double constant)
    {
        // A hair's breadth of room, different for each row, keeps ties from going round in circles.
        _values.Add(constant + (1e-8 * (1 + (_rows.Count % 97 / 97.0))));
        _rows.Add(row.ToArray());
        _rowVariable.Add(_bounds.Count);
        _bounds.Add(double.PositiveInfinity);
        _isFlipped.Add(false);
    }

    /// <summary>False when the work ran out first.</summary>
    public bool Maximise(long mostWork)
    {
        long steps = 0;
        while (Entering(isCautious: steps > 20L * (_rows.Count + _columns)) is int column and >= 0)
        {
            steps++;
            Work += (long)_rows.Count * _columns;
            if (Work > mostWork)
            {
                return false;
            }

            Enter(column);
        }

        return true;
    }

    /// <summary>The value of a variable.</summary>
    public double Value(int variable)
    {
        int row = _rowVariable.IndexOf(variable);
        double value = row >= 0 ? _values[row] : 0;
        return _isFlipped[variable] ? _bounds[variable] - value : value;
    }

    /// <summary>What a little more room in a row would add: its weight in the dual.</summary>
    public double DualOf(int row)
    {
        int column = Array.IndexOf(_columnVariable, _columns + row);
        return column < 0 ? 0 : Math.Max(0, -_gain[column]);
    }

    private int Entering(bool isCautious)
    {
        int best = -1;
        for (int column = 0; column < _columns; column++)
        {
            if (_gain[column] > Tiny && (best < 0 || (isCautious
                ? _columnVariable[column] < _columnVariable[best]
                : _gain[column] > _gain[best])))
            {
                best = column;
            }
        }

        return best;
    }

    private void Enter(int column)
    {
        double most = _bounds[_columnVariable[column]];
        int leaving = -1;
        bool leavesAtBound = false;
        for (int row = 0; row < _rows.Count; row++)
        {
            double slope = _rows[row][column];
            double room = slope < -Tiny ? _values[row] / -slope
                : slope > Tiny ? (_bounds[_rowVariable[row]] - _values[row]) / slope
                : double.PositiveInfinity;
            if (room < most)
            {
                (most, leaving, leavesAtBound) = (Math.Max(0, room), row, slope > 0);
            }
        }

        if (leaving < 0)
        {
            FlipColumn(column);
            return;
        }

        if (leavesAtBound)
        {
            FlipRow(leaving);
        }

        Exchange(leaving, column);
    }

    private void FlipColumn(int column)
    {
        double bound = _bounds[_columnVariable[column]];
        for (int row = 0; row < _rows.Count; row++)
        {
            _values[row] += _rows[row][column] * bound;
            _rows[row][column] = -_rows[row][column];
        }

        _gain[column] = -_gain[column];
        _isFlipped[_columnVariable[column]] = !_isFlipped[_columnVariable[column]];
    }

    private void FlipRow(int row)
    {
        int variable = _rowVariable[row];
        _values[row] = _bounds[variable] - _values[row];
        foreach (ref double cell in _rows[row].AsSpan())
        {
            cell = -cell;
        }

        _isFlipped[variable] = !_isFlipped[variable];
    }

    private void Exchange(int row, int column)
    {
        double[] pivotal = _rows[row];
        double pivot = pivotal[column];
        double value = -_values[row] / pivot;
        for (int i = 0; i < _columns; i++)
        {
            pivotal[i] = i == column ? 1 / pivot : -pivotal[i] / pivot;
        }

        _values[row] = value;
        (_rowVariable[row], _columnVariable[column]) = (_columnVariable[column], _rowVariable[row]);
        for (int other = 0; other < _rows.Count; other++)
        {
            if (other != row)
            {
                _values[other] += _rows[other][column] * value;
                Substitute(_rows[other], pivotal, column);
            }
        }

        Substitute(_gain, pivotal, column);
    }

    private static void Substitute(double[] target, double[] pivotal, int column)
    {
        double factor = target[column];
        if (factor != 0)
        {
            target[column] = 0;
            for (int i = 0; i < pivotal.Length; i++)
            {
                target[i] += factor * pivotal[i];
            }
        }
    }
}
