using System.Numerics;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>The greatest profit that a line's prices lock per contract traded, found without any notion of a line.</summary>
internal static class LineOracle
{
    /// <summary>By every portfolio of at most one contract of each claim.</summary>
    public static (long Profit, int Contracts) ByEnumeration(RandomLine line)
    {
        int markets = line.Intervals.Length;
        int[] yes = new int[markets];
        int[] no = new int[markets];
        (long Profit, int Contracts) best = (0, 1);
        for (int portfolio = 1; portfolio < 1 << (2 * markets); portfolio++)
        {
            for (int i = 0; i < markets; i++)
            {
                yes[i] = (portfolio >> (2 * i)) & 1;
                no[i] = (portfolio >> ((2 * i) + 1)) & 1;
            }

            int contracts = BitOperations.PopCount((uint)portfolio);
            if (line.Worst(yes, no) is long profit
                && (profit * best.Contracts > best.Profit * contracts
                    || (profit * best.Contracts == best.Profit * contracts && contracts < best.Contracts)))
            {
                best = (profit, contracts);
            }
        }

        return best;
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
