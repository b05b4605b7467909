namespace Dutchbook.Detection;

/// <summary>
/// Moves a mixture until every market lies in its box and no world's weight is negative. Works like a bounded simplex
/// without an objective: any basis will do, so a changed box leaves the last basis as good a start as it was. Markets
/// are steered to the middle of their boxes, which makes the next break rarer. After many steps the smallest variable
/// is chosen every time (Bland's rule), so that it ends.
/// </summary>
internal sealed class FeasibilitySearch
{
    private const double Tiny = 1e-10;
    private const double Pivotable = 1e-9;

    private readonly MixtureTableau _tableau;
    private readonly Boxes _boxes;
    private long _version = -1;
    private long _steps;

    public FeasibilitySearch(MixtureTableau tableau, Boxes boxes)
    {
        _tableau = tableau;
        _boxes = boxes;
    }

    public enum Outcome
    {
        Feasible,

        /// <summary>A row cannot be brought into its bounds by any column.</summary>
        Blocked,
        OutOfWork,
    }

    /// <summary>The row that is blocked, and whether it lies below its bound.</summary>
    public (int Row, bool Below) Block { get; private set; }

    /// <summary>Brings free markets that a changed box left outside back to its middle.</summary>
    public void Settle()
    {
        for (int column = 1; column < _tableau.Columns; column++)
        {
            int variable = _tableau.ColumnVariable[column];
            if (_tableau.IsMarket(variable))
            {
                double value = _tableau.Value[variable];
                if (value < _boxes.Low(variable) || value > _boxes.High(variable))
                {
                    _tableau.Shift(column, _boxes.Middle(variable) - value);
                }
            }
        }
    }

    /// <summary>Goes on from where the last call ended, unless a box has changed since.</summary>
    /// <param name="work">Steps left to take; lowered by those taken.</param>
    /// <param name="pivots">Raised by the exchanges made.</param>
    public Outcome Run(ref long work, ref long pivots)
    {
        if (_version != _boxes.Version)
        {
            (_version, _steps) = (_boxes.Version, 0);
        }

        while (true)
        {
            bool bland = _steps >= 4 * _tableau.Rows;
            int row = bland ? FirstViolated() : MostViolated();
            if (row < 0)
            {
                return Outcome.Feasible;
            }

            if (work-- <= 0)
            {
                return Outcome.OutOfWork;
            }

            _steps++;
            bool below = Shortfall(row) > 0;
            if (!bland && TryShift(row, below))
            {
                continue;
            }

            int column = bland ? FirstUseful(row, below) : MostUseful(row, below);
            if (column < 0)
            {
                Block = (row, below);
                return Outcome.Blocked;
            }

            pivots++;
            Exchange(row, column, bland);
        }
    }

    /// <summary>How far a row lies below (positive) or above (negative) its bounds; zero inside them.</summary>
    private double Shortfall(int row)
    {
        int variable = _tableau.RowVariable[row];
        double value = _tableau.Value[variable];
        if (!_tableau.IsMarket(variable))
        {
            return value < -Tiny ? -value : 0;
        }

        return value < _boxes.Low(variable) - Tiny ? _boxes.Low(variable) - value
            : value > _boxes.High(variable) + Tiny ? _boxes.High(variable) - value : 0;
    }

    private int MostViolated()
    {
        int worst = -1;
        double most = 0;
        for (int row = 0; row < _tableau.Rows; row++)
        {
            double size = Math.Abs(Shortfall(row));
            if (size > most)
            {
                (worst, most) = (row, size);
            }
        }

        return worst;
    }

    private int FirstViolated()
    {
        int first = -1;
        for (int row = 0; row < _tableau.Rows; row++)
        {
            if (Shortfall(row) != 0 && (first < 0 || _tableau.RowVariable[row] < _tableau.RowVariable[first]))
            {
                first = row;
            }
        }

        return first;
    }

    /// <summary>How far a column can move in the direction that helps the row.</summary>
    private double Room(int column, double cell, bool below, bool comfortable)
    {
        if (Math.Abs(cell) < Pivotable)
        {
            return 0;
        }

        bool rises = cell > 0 == below;
        int variable = _tableau.ColumnVariable[column];
        if (!_tableau.IsMarket(variable))
        {
            return rises ? double.PositiveInfinity : 0;
        }

        double margin = comfortable ? _boxes.Margin(variable) : 0;
        double value = _tableau.Value[variable];
        return rises ? _boxes.High(variable) - margin - value : value - _boxes.Low(variable) - margin;
    }

    /// <summary>Mends a row by moving one market within the comfortable part of its box, without an exchange.</summary>
    private bool TryShift(int row, bool below)
    {
        int variable = _tableau.RowVariable[row];
        ReadOnlySpan<double> cells = _tableau.Row(row);
        int best = -1;
        double reach = 0;
        for (int column = 1; column < cells.Length; column++)
        {
            if (_tableau.IsMarket(_tableau.ColumnVariable[column]))
            {
                double reached = Room(column, cells[column], below, comfortable: true) * Math.Abs(cells[column]);
                if (reached > reach)
                {
                    (best, reach) = (column, reached);
                }
            }
        }

        double margin = _tableau.IsMarket(variable) ? _boxes.Margin(variable) : 0;
        if (best < 0 || reach < Math.Abs(Shortfall(row)) + margin)
        {
            return false;
        }

        double wished = Math.Min(reach, Math.Abs(Middle(variable) - _tableau.Value[variable]));
        _tableau.Shift(best, (below ? wished : -wished) / cells[best]);
        return true;
    }

    private int MostUseful(int row, bool below)
    {
        ReadOnlySpan<double> cells = _tableau.Row(row);
        int best = -1;
        double most = 0;
        for (int column = 1; column < cells.Length; column++)
        {
            double size = Math.Abs(cells[column]);
            if (size > most && Room(column, cells[column], below, comfortable: false) > Tiny)
            {
                (best, most) = (column, size);
            }
        }

        return best;
    }

    private int FirstUseful(int row, bool below)
    {
        ReadOnlySpan<double> cells = _tableau.Row(row);
        int first = -1;
        for (int column = 1; column < cells.Length; column++)
        {
            if ((first < 0 || _tableau.ColumnVariable[column] < _tableau.ColumnVariable[first])
                && Room(column, cells[column], below, comfortable: false) > Tiny)
            {
                first = column;
            }
        }

        return first;
    }

    private void Exchange(int row, int column, bool bland)
    {
        int leaving = _tableau.RowVariable[row];
        double target = bland ? Nearest(leaving) : Middle(leaving);
        _tableau.Shift(column, (target - _tableau.Value[leaving]) / _tableau.Cell(row, column));
        _tableau.Value[leaving] = target;
        _tableau.Pivot(row, column);
    }

    private double Middle(int variable) => _tableau.IsMarket(variable) ? _boxes.Middle(variable) : 0;

    private double Nearest(int variable) => _tableau.IsMarket(variable)
        ? Math.Clamp(_tableau.Value[variable], _boxes.Low(variable), _boxes.High(variable))
        : 0;
}
