namespace Dutchbook.Detection;

/// <summary>The breaks that a moving column meets, its own included, and where a world's weight would fall below zero.</summary>
internal sealed class BreaksAhead
{
    /// <summary>Stands for the moving column where a row is asked for.</summary>
    public const int Own = -1;

    private const double Still = 1e-9;
    private const double Together = 1e-12;

    private double[] _at = [];
    private double[] _speed = [];
    private int[] _row = [];
    private int _count;
    private double _passed;
    private int _own;
    private double _ownStart;

    /// <param name="At">How far the column has moved by then.</param>
    /// <param name="Row">Whose break it is.</param>
    /// <param name="Rise">By how much the slope rises: without end where nothing may pass.</param>
    public readonly record struct Stop(double At, int Row, double Rise);

    public void Collect(MixtureTableau tableau, Penalties penalties, int column, double direction)
    {
        if (_at.Length <= tableau.Rows)
        {
            (_at, _speed, _row) = (new double[tableau.Rows + 1], new double[tableau.Rows + 1], new int[tableau.Rows + 1]);
        }

        _count = 0;
        _passed = 0;
        _own = tableau.ColumnVariable[column];
        _ownStart = tableau.Value[_own];
        if (tableau.IsMarket(_own))
        {
            penalties.Enter(_own, _ownStart, direction > 0);
            Add(tableau, penalties, Own, direction);
        }

        for (int row = 0; row < tableau.Rows; row++)
        {
            double speed = tableau.Cell(row, column) * direction;
            if (Math.Abs(speed) > Still)
            {
                Add(tableau, penalties, row, speed);
            }
        }
    }

    /// <summary>Passes the nearest break. Of several together, the one that moves fastest: the steadiest to exchange.</summary>
    public bool TryPass(MixtureTableau tableau, Penalties penalties, out Stop stop)
    {
        int next = -1;
        for (int i = 0; i < _count; i++)
        {
            if (next < 0 || _at[i] < _at[next] - Together
                || (_at[i] <= _at[next] + Together && Math.Abs(_speed[i]) > Math.Abs(_speed[next])))
            {
                next = i;
            }
        }

        if (next < 0)
        {
            stop = new(0, Own, 0);
            return false;
        }

        (double at, int row, double speed) = (_at[next], _row[next], _speed[next]);
        _count--;
        (_at[next], _row[next], _speed[next]) = (_at[_count], _row[_count], _speed[_count]);
        _passed = Math.Max(_passed, at);
        int variable = row == Own ? _own : tableau.RowVariable[row];
        if (!tableau.IsMarket(variable))
        {
            stop = new(_passed, row, double.PositiveInfinity);
            return true;
        }

        stop = new(_passed, row, penalties.Pass(variable, speed > 0) * speed);
        Add(tableau, penalties, row, speed);
        return true;
    }

    private void Add(MixtureTableau tableau, Penalties penalties, int row, double speed)
    {
        int variable = row == Own ? _own : tableau.RowVariable[row];
        double value = row == Own ? _ownStart : tableau.Value[variable];
        double at = 0;
        if (tableau.IsMarket(variable) ? !penalties.TryNext(variable, speed > 0, out at) : speed > 0)
        {
            return;
        }

        // A world's only break is at weight zero.
        at = (at - value) / speed;
        _at[_count] = Math.Max(0, at);
        _row[_count] = row;
        _speed[_count++] = speed;
    }
}
