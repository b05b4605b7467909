namespace Dutchbook.Detection;

/// <summary>
/// Moves a mixture of worlds downhill until the sum of its markets' penalties is least: a primal simplex whose steps
/// pass through the breaks of the penalties. World weights never fall below zero, so every stop on the way is a
/// mixture. Quotes only change penalties, and new worlds only add columns: either way it goes on from where it stands.
/// </summary>
internal sealed class MixtureDescent
{
    private const double Flat = 1e-9;
    private const double Tiny = 1e-9;

    private readonly MixtureTableau _tableau;
    private readonly Penalties _penalties;
    private readonly BreaksAhead _ahead = new();
    private double[] _price = [];
    private int _idle;

    public MixtureDescent(MixtureTableau tableau, Penalties penalties)
    {
        _tableau = tableau;
        _penalties = penalties;
    }

    public enum Outcome
    {
        /// <summary>No market has a penalty left.</summary>
        Free,

        /// <summary>No retained world makes the penalties smaller.</summary>
        Least,

        OutOfWork,
    }

    /// <summary>Finds every market's piece again, after penalties or values were set from outside.</summary>
    public void Locate()
    {
        _idle = 0;
        for (int market = 0; market < _tableau.Rows - 1; market++)
        {
            _penalties.Locate(market, _tableau.Value[market]);
        }
    }

    /// <param name="work">Steps left to take; lowered by those taken.</param>
    /// <param name="pivots">Raised by the exchanges made.</param>
    public Outcome Run(ref long work, ref long pivots)
    {
        if (IsFree())
        {
            return Outcome.Free;
        }

        while (true)
        {
            PriceColumns();
            (int column, double rate) = Entering(smallest: _idle > 2 * _tableau.Rows);
            if (column < 0)
            {
                return IsFreeAtBreaks() ? Outcome.Free : Outcome.Least;
            }

            if (work-- <= 0)
            {
                return Outcome.OutOfWork;
            }

            if (Step(column, rate, ref pivots))
            {
                return Outcome.Free;
            }
        }
    }

    /// <summary>
    /// The slope of the least sum in each market's probability: the basket that gains from it. Returns the slope in the
    /// constant. Meaningful after <see cref="Outcome.Least"/>.
    /// </summary>
    public double ReadSlopes(Span<double> slopes)
    {
        PriceColumns();
        for (int row = 0; row < _tableau.Rows; row++)
        {
            if (_tableau.IsMarket(_tableau.RowVariable[row]))
            {
                slopes[_tableau.RowVariable[row]] = _penalties.Slope(_tableau.RowVariable[row]);
            }
        }

        for (int column = 1; column < _tableau.Columns; column++)
        {
            if (_tableau.IsMarket(_tableau.ColumnVariable[column]))
            {
                slopes[_tableau.ColumnVariable[column]] = -_price[column];
            }
        }

        return _price[0];
    }

    /// <summary>What moving each column up adds through the rows.</summary>
    private void PriceColumns()
    {
        if (_price.Length < _tableau.ColumnVariable.Length)
        {
            _price = new double[_tableau.ColumnVariable.Length];
        }

        Array.Clear(_price, 0, _tableau.ColumnVariable.Length);
        for (int row = 0; row < _tableau.Rows; row++)
        {
            int variable = _tableau.RowVariable[row];
            double slope = _tableau.IsMarket(variable) ? _penalties.Slope(variable) : 0;
            if (slope != 0)
            {
                _tableau.AddRow(row, slope, _price);
            }
        }
    }

    /// <summary>The column that falls fastest, and its rate: positive when it falls by moving down.</summary>
    private (int Column, double Rate) Entering(bool smallest)
    {
        int best = -1;
        double rate = 0;
        for (int column = 1; column < _tableau.Columns; column++)
        {
            int variable = _tableau.ColumnVariable[column];
            double up = _price[column];
            double down = 0;
            if (_tableau.IsMarket(variable))
            {
                double value = _tableau.Value[variable];
                down = -up - _penalties.SlopeDown(variable, value);
                up += _penalties.SlopeUp(variable, value);
            }

            double found = up < -Flat && up <= down ? up : down < -Flat ? -down : 0;
            bool better = smallest
                ? found != 0 && (best < 0 || variable < _tableau.ColumnVariable[best])
                : Math.Abs(found) > Math.Abs(rate);
            if (better)
            {
                (best, rate) = (column, found);
            }
        }

        return (best, rate);
    }

    /// <summary>Moves a column as far as the sum falls. True when no market has a penalty left.</summary>
    private bool Step(int column, double rate, ref long pivots)
    {
        double direction = rate < 0 ? 1 : -1;
        _ahead.Collect(_tableau, _penalties, column, direction);
        double slope = -Math.Abs(rate);
        BreaksAhead.Stop stop = default;
        while (slope < -Flat && _ahead.TryPass(_tableau, _penalties, out stop))
        {
            slope += stop.Rise;
        }

        _idle = stop.At > Tiny ? 0 : _idle + 1;
        return MoveTo(stop, column, direction, rest: true, ref pivots);
    }

    /// <summary>True when no market has a penalty left; then a market may rest where it is, without an exchange.</summary>
    private bool MoveTo(BreaksAhead.Stop stop, int column, double direction, bool rest, ref long pivots)
    {
        _tableau.Shift(column, direction * stop.At);
        int stopped = stop.Row == BreaksAhead.Own ? _tableau.ColumnVariable[column] : _tableau.RowVariable[stop.Row];
        if (_tableau.IsMarket(stopped))
        {
            _penalties.Locate(stopped, _tableau.Value[stopped]);
        }

        bool free = IsFree();
        if (stop.Row == BreaksAhead.Own || (rest && free && _tableau.IsMarket(_tableau.ColumnVariable[column])))
        {
            return free;
        }

        // A world cannot rest: as a column its weight is zero.
        if (!_tableau.IsMarket(stopped))
        {
            _tableau.Value[stopped] = 0;
        }

        pivots++;
        _tableau.Pivot(stop.Row, column);
        return free;
    }

    /// <summary>
    /// Moves markets that rest between breaks on to the next one, at no change of the sum: to a corner, whose weights
    /// are fractions of the breaks with small denominators.
    /// </summary>
    public void GoToCorner(ref long pivots)
    {
        for (int column = 1; column < _tableau.Columns; column++)
        {
            int variable = _tableau.ColumnVariable[column];
            if (!_tableau.IsMarket(variable)
                || _penalties.SlopeUp(variable, _tableau.Value[variable]) != _penalties.SlopeDown(variable, _tableau.Value[variable]))
            {
                continue;
            }

            _ahead.Collect(_tableau, _penalties, column, 1);
            BreaksAhead.Stop stop = default;
            while (stop.Rise <= 0 && _ahead.TryPass(_tableau, _penalties, out stop))
            {
            }

            if (stop.Rise > 0)
            {
                MoveTo(stop, column, 1, rest: false, ref pivots);
            }
        }

        Locate();
    }

    /// <summary>Whether no market has a penalty, whichever side of a break it was left on.</summary>
    private bool IsFreeAtBreaks()
    {
        for (int market = 0; market < _tableau.Rows - 1; market++)
        {
            double value = _tableau.Value[market];
            if (_penalties.SlopeDown(market, value) > 0 || _penalties.SlopeUp(market, value) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsFree()
    {
        for (int market = 0; market < _tableau.Rows - 1; market++)
        {
            if (_penalties.Slope(market) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
