using System.Numerics;

namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>
/// The exact truth: maximises <c>c x</c> under <c>A x &lt;= b</c>, <c>x &gt;= 0</c>, <c>b &gt;= 0</c> in whole numbers (every
/// cell is an integer over one common denominator, Edmonds), always choosing the smallest index (Bland). Slow, certain.
/// </summary>
internal sealed class ExactSimplex
{
    private readonly BigInteger[][] _rows;
    private readonly int[] _basis;
    private readonly int _variables;
    private BigInteger _denominator = BigInteger.One;

    private ExactSimplex(BigInteger[] objective, List<(BigInteger[] Row, BigInteger Bound)> constraints)
    {
        _variables = objective.Length;
        int width = _variables + constraints.Count + 1;
        _rows = new BigInteger[constraints.Count + 1][];
        _basis = new int[constraints.Count];
        for (int r = 0; r < constraints.Count; r++)
        {
            if (constraints[r].Bound.Sign < 0)
            {
                throw new ArgumentException("The origin must be feasible.", nameof(constraints));
            }

            _rows[r] = new BigInteger[width];
            constraints[r].Row.CopyTo(_rows[r], 0);
            _rows[r][_variables + r] = BigInteger.One;
            _rows[r][^1] = constraints[r].Bound;
            _basis[r] = _variables + r;
        }

        _rows[^1] = new BigInteger[width];
        for (int c = 0; c < _variables; c++)
        {
            _rows[^1][c] = -objective[c];
        }
    }

    /// <summary>The optimum as a fraction, and the variables over the same denominator; null when unbounded.</summary>
    public static (BigInteger Value, BigInteger Denominator, BigInteger[] Variables)? Maximise(
        BigInteger[] objective, List<(BigInteger[] Row, BigInteger Bound)> constraints)
    {
        ExactSimplex simplex = new(objective, constraints);
        while (true)
        {
            int column = Array.FindIndex(simplex._rows[^1], 0, simplex._rows[^1].Length - 1, static cell => cell.Sign < 0);
            if (column < 0)
            {
                return simplex.Answer();
            }

            int row = simplex.Leaving(column);
            if (row < 0)
            {
                return null;
            }

            simplex.Pivot(row, column);
        }
    }

    private (BigInteger Value, BigInteger Denominator, BigInteger[] Variables) Answer()
    {
        BigInteger[] variables = new BigInteger[_variables];
        for (int r = 0; r < _basis.Length; r++)
        {
            if (_basis[r] < _variables)
            {
                variables[_basis[r]] = _rows[r][^1];
            }
        }

        return (_rows[^1][^1], _denominator, variables);
    }

    private int Leaving(int column)
    {
        int best = -1;
        for (int r = 0; r < _basis.Length; r++)
        {
            if (_rows[r][column].Sign <= 0)
            {
                continue;
            }

            int order = best < 0 ? -1
                : (_rows[r][^1] * _rows[best][column]).CompareTo(_rows[best][^1] * _rows[r][column]);
            if (order < 0 || (order == 0 && _basis[r] < _basis[best]))
            {
                best = r;
            }
        }

        return best;
    }

    private void Pivot(int row, int column)
    {
        BigInteger pivot = _rows[row][column];
        for (int r = 0; r < _rows.Length; r++)
        {
            BigInteger factor = _rows[r][column];
            if (r == row)
            {
                continue;
            }

            for (int c = 0; c < _rows[r].Length; c++)
            {
                BigInteger cross = factor.IsZero || _rows[row][c].IsZero ? _rows[r][c] * pivot
                    : (_rows[r][c] * pivot) - (factor * _rows[row][c]);
                _rows[r][c] = _denominator.IsOne ? cross : cross / _denominator;
            }
        }

        _denominator = pivot;
        _basis[row] = column;
    }
}
