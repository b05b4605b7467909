using System.Numerics;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// A linear programme in exact rationals: the greatest c x with A x at most b, x at least zero and b at least zero.
/// Dense, integer-preserving, by Bland's rule: slow, and right.
/// </summary>
internal sealed class RationalProgramme
{
    private readonly List<BigInteger[]> _rows = [];
    private readonly BigInteger[] _objective;

    public RationalProgramme(params long[] objective) =>
        _objective = [.. objective.Select(static value => new BigInteger(value))];

    public void AtMost(long bound, params ReadOnlySpan<long> row)
    {
        BigInteger[] added = new BigInteger[_objective.Length + 1];
        for (int i = 0; i < row.Length; i++)
        {
            added[i] = row[i];
        }

        added[^1] = bound >= 0 ? bound : throw new ArgumentOutOfRangeException(nameof(bound));
        _rows.Add(added);
    }

    /// <summary>The optimum as a fraction in lowest terms.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Greatest()
    {
        int variables = _objective.Length;
        int width = variables + _rows.Count + 1;
        BigInteger[][] tableau = new BigInteger[_rows.Count + 1][];
        int[] basis = new int[_rows.Count];
        for (int i = 0; i < _rows.Count; i++)
        {
            tableau[i] = new BigInteger[width];
            _rows[i].AsSpan(0, variables).CopyTo(tableau[i]);
            tableau[i][variables + i] = 1;
            tableau[i][^1] = _rows[i][^1];
            basis[i] = variables + i;
        }

        BigInteger[] costs = tableau[^1] = new BigInteger[width];
        for (int j = 0; j < variables; j++)
        {
            costs[j] = -_objective[j];
        }

        BigInteger scale = 1;
        while (true)
        {
            int column = Array.FindIndex(costs, 0, width - 1, static cost => cost.Sign < 0);
            if (column < 0)
            {
                BigInteger divisor = BigInteger.GreatestCommonDivisor(costs[^1], scale);
                return (costs[^1] / divisor, scale / divisor);
            }

            int row = Leaving(tableau, basis, column);
            BigInteger pivot = tableau[row][column];
            for (int i = 0; i < tableau.Length; i++)
            {
                if (i != row)
                {
                    Eliminate(tableau[i], tableau[row], column, pivot, scale);
                }
            }

            scale = pivot;
            basis[row] = column;
        }
    }

    private static int Leaving(BigInteger[][] tableau, int[] basis, int column)
    {
        int row = -1;
        for (int i = 0; i < basis.Length; i++)
        {
            if (tableau[i][column].Sign <= 0)
            {
                continue;
            }

            int order = row < 0
                ? -1
                : (tableau[i][^1] * tableau[row][column]).CompareTo(tableau[row][^1] * tableau[i][column]);
            if (order < 0 || (order == 0 && basis[i] < basis[row]))
            {
                row = i;
            }
        }

        return row >= 0 ? row : throw new InvalidOperationException("the programme is unbounded");
    }

    private static void Eliminate(
        BigInteger[] row, BigInteger[] pivotRow, int column, BigInteger pivot, BigInteger scale)
    {
        BigInteger factor = row[column];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = ((row[j] * pivot) - (factor * pivotRow[j])) / scale;
        }
    }
}
