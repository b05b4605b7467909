using System.Numerics;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// The greatest profit that a line's prices lock per contract traded, found without any notion of a line.
/// </summary>
internal static class LineOracle
{
    /// <summary>
    /// By every portfolio of at most one contract of each claim; of equals, one of the fewest contracts.
    /// </summary>
    public static (long Profit, int Contracts) ByEnumeration(RandomLine line)
    {
        List<long[]> claims = [];
        for (int i = 0; i < line.Intervals.Length; i++)
        {
            IEnumerable<int> cells = Enumerable.Range(0, line.Cells);
            long[] pays = [.. cells.Select(cell => line.Pays(i, cell) ? RandomLine.Dollar : 0)];
            if (line.Asks[i] is long ask)
            {
                claims.Add([.. pays.Select(value => value - ask)]);
            }

            if (line.Bids[i] is long bid)
            {
                claims.Add([.. pays.Select(value => bid - value)]);
            }
        }

        (long Profit, int Contracts) best = (0, 1);
        Extend(claims, 0, 0, new long[line.Cells], ref best);
        return best;
    }

    private static void Extend(
        List<long[]> claims, int next, int contracts, long[] values, ref (long Profit, int Contracts) best)
    {
        if (next == claims.Count)
        {
            long profit = values.Min();
            int order = (profit * best.Contracts).CompareTo(best.Profit * contracts);
            if (order > 0 || (order == 0 && 0 < contracts && contracts < best.Contracts))
            {
                best = (profit, contracts);
            }

            return;
        }

        Extend(claims, next + 1, contracts, values, ref best);
        Add(values, claims[next], 1);
        Extend(claims, next + 1, contracts + 1, values, ref best);
        Add(values, claims[next], -1);
    }

    private static void Add(long[] values, long[] claim, int sign)
    {
        for (int cell = 0; cell < values.Length; cell++)
        {
            values[cell] += sign * claim[cell];
        }
    }

    /// <summary>By the linear programme over all portfolios of one contract in total, in exact rationals.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) ByProgramme(RandomLine line)
    {
        int markets = line.Intervals.Length;
        long[] objective = new long[(2 * markets) + 1];
        objective[^1] = 1;
        RationalProgramme programme = new(objective);
        long[] row = new long[objective.Length];
        for (int cell = 0; cell < line.Cells; cell++)
        {
            for (int i = 0; i < markets; i++)
            {
                long pays = line.Pays(i, cell) ? RandomLine.Dollar : 0;
                row[2 * i] = line.Asks[i] is long ask ? ask - pays : 0;
                row[(2 * i) + 1] = line.Bids[i] is long bid ? pays - bid : 0;
            }

            row[^1] = 1;
            programme.AtMost(0, row);
        }

        for (int i = 0; i < markets; i++)
        {
            row[2 * i] = line.Asks[i] is null ? 0 : 1;
            row[(2 * i) + 1] = line.Bids[i] is null ? 0 : 1;
        }

        row[^1] = 0;
        programme.AtMost(1, row);
        return programme.Greatest();
    }
}
