using System.Numerics;

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
        /// <summary>No market has a slope steeper than was tolerated.</summary>
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

    /// <param name="tolerated">The steepest slope that a market may be left on.</param>
    /// <param name="work">Steps left to take; lowered by those taken.</param>
    /// <param name="pivots">Raised by the exchanges made.</param>
    public Outcome Run(double tolerated, ref long work, ref long pivots)
    {
        while (Steepest(_penalties.Slopes) > tolerated)
        {
            PriceColumns();
            (int column, double rate) = Entering(smallest: _idle > 2 * _tableau.Rows);
            if (column < 0)
            {
                return IsFreeAtBreaks(tolerated) ? Outcome.Free : Outcome.Least;
            }

            if (work-- <= 0)
            {
                return Outcome.OutOfWork;
            }

            Step(column, rate, tolerated, ref pivots);
        }

        return Outcome.Free;
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
                slopes[_tableau.RowVariable[row]] = _penalties.Slopes[_tableau.RowVariable[row]];
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

    /// <summary>
    /// Moves markets that rest between breaks on to the next one, at no change of the sum: to a corner, whose weights
    /// are fractions of the breaks with small denominators.
    /// </summary>
    public void GoToCorner(ref long pivots)
    {
        for (int column = 1; column < _tableau.Columns; column++)
        {
            int variable = _tableau.ColumnVariable[column];
            double value = _tableau.Value[variable];
            if (!_tableau.IsMarket(variable)
                || _penalties.SlopeUp(variable, value) != _penalties.SlopeDown(variable, value))
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
                MoveTo(stop, column, 1, double.NegativeInfinity, ref pivots);
            }
        }

        Locate();
    }

    private static double Steepest(ReadOnlySpan<double> slopes)
    {
        Vector<double> most = Vector<double>.Zero;
        int market = 0;
        for (; market <= slopes.Length - Vector<double>.Count; market += Vector<double>.Count)
        {
            most = Vector.Max(most, Vector.Abs(new Vector<double>(slopes[market..])));
        }

        double steepest = 0;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            steepest = Math.Max(steepest, most[lane]);
        }

        for (; market < slopes.Length; market++)
        {
            steepest = Math.Max(steepest, Math.Abs(slopes[market]));
        }

        return steepest;
    }

    /// <summary>What moving each column up adds through the rows.</summary>
    private void PriceColumns()
    {
        if (_price.Length < _tableau.ColumnVariable.Length)
        {
            _price = new double[_tableau.ColumnVariable.Length];
        }

        Array.Clear(_price, 0, _tableau.PaddedColumns);
        ReadOnlySpan<double> slopes = _penalties.Slopes;
        ReadOnlySpan<int> variables = _tableau.RowVariable;
        for (int row = 0; row < variables.Length; row++)
        {
            int variable = variables[row];
            if (variable < slopes.Length && slopes[variable] != 0)
            {
                _tableau.AddRow(row, slopes[variable], _price);
            }
        }
    }

    /// <summary>The column that falls fastest, and its rate: positive when it falls by moving down.</summary>
    private (int Column, double Rate) Entering(bool smallest)
    {
        ReadOnlySpan<int> variables = _tableau.ColumnVariable.AsSpan(0, _tableau.Columns);
        ReadOnlySpan<double> prices = _price.AsSpan(0, variables.Length);
        int best = -1;
        double rate = 0;
        double fastest = Flat;
        for (int column = 1; column < variables.Length; column++)
        {
            int variable = variables[column];
            double found = prices[column];
            if (_tableau.IsMarket(variable))
            {
                double value = _tableau.Value[variable];
                double down = -found - _penalties.SlopeDown(variable, value);
                found += _penalties.SlopeUp(variable, value);
                found = found < 0 && found <= down ? found : down < 0 ? -down : 0;
            }
            else if (found > 0)
            {
                continue;
            }

            double speed = Math.Abs(found);
            if (smallest ? speed > Flat && (best < 0 || variable < variables[best]) : speed > fastest)
            {
                (best, rate, fastest) = (column, found, speed);
            }
        }

        return (best, rate);
    }

    /// <summary>Moves a column as far as the sum falls.</summary>
    private void Step(int column, double rate, double tolerated, ref long pivots)
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
        MoveTo(stop, column, direction, tolerated, ref pivots);
    }

    private void MoveTo(BreaksAhead.Stop stop, int column, double direction, double tolerated, ref long pivots)
    {
        _tableau.Shift(column, direction * stop.At);
        int moved = _tableau.ColumnVariable[column];
        int stopped = stop.Row == BreaksAhead.Own ? moved : _tableau.RowVariable[stop.Row];
        if (_tableau.IsMarket(stopped))
        {
            _penalties.Locate(stopped, _tableau.Value[stopped]);
        }

        // Where all is well, a market may rest anywhere as a column, and the exchange is saved. A world may not.
        if (stop.Row == BreaksAhead.Own || (_tableau.IsMarket(moved) && Steepest(_penalties.Slopes) <= tolerated))
        {
            return;
        }

        if (!_tableau.IsMarket(stopped))
        {
            _tableau.Value[stopped] = 0;
        }

        pivots++;
        _tableau.Pivot(stop.Row, column);
    }

    /// <summary>Whether no market has a slope, whichever side of a break it was left on.</summary>
    private bool IsFreeAtBreaks(double tolerated)
    {
        for (int market = 0; market < _tableau.Rows - 1; market++)
        {
            double value = _tableau.Value[market];
            if (_penalties.SlopeDown(market, value) > tolerated || _penalties.SlopeUp(market, value) < -tolerated)
            {
                return false;
            }
        }

        return true;
    }
}
