using System.Numerics;

namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>The best quantities of a planted cluster, as the exact linear programme of payoffs in every world.</summary>
internal static class SizingTruth
{
    private const long Dollar = 1_000_000;

    /// <param name="worlds">Every admissible world.</param>
    /// <param name="levels">Market, side, micro-dollars a contract, hundredths of a contract.</param>
    /// <param name="budgets">Micro-dollars, and the markets that share them.</param>
    /// <returns>Micro-dollars locked in at most, times a hundred, as a fraction.</returns>
    public static (BigInteger Value, BigInteger Denominator) Best(
        int[] worlds, IReadOnlyList<(int Market, bool Yes, long Price, long Depth)> levels,
        IReadOnlyList<(long Micros, int[] Markets)> budgets)
    {
        // Variables: hundredths of each level, then hundredths that are paid at least.
        int count = levels.Count;
        BigInteger[] objective = [.. levels.Select(static level => new BigInteger(-level.Price)), Dollar];
        List<(BigInteger[] Row, BigInteger Bound)> rows = [];
        foreach (int world in worlds)
        {
            rows.Add(([.. levels.Select(level =>
                new BigInteger(((world >> level.Market & 1) == 1) == level.Yes ? -1 : 0)), BigInteger.One], 0));
        }

        for (int index = 0; index < count; index++)
        {
            BigInteger[] row = new BigInteger[count + 1];
            row[index] = 1;
            rows.Add((row, levels[index].Depth));
        }

        foreach ((long micros, int[] markets) in budgets)
        {
            rows.Add(([.. levels.Select(level =>
                new BigInteger(markets.Contains(level.Market) ? level.Price : 0)), BigInteger.Zero], new BigInteger(micros) * 100));
        }

        (BigInteger Value, BigInteger Denominator, BigInteger[] _) best = ExactSimplex.Maximise(objective, rows)
            ?? throw new InvalidOperationException("Depth is limited.");
        return (best.Value, best.Denominator);
    }
}
