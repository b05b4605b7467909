namespace Dutchbook.Detection;

/// <summary>
/// What any quantities can lock in at most, in integers: a belief over worlds values every level, and nothing earns more
/// than all levels that the belief thinks too cheap. A return asked of a budget may be added at the price of that budget.
/// </summary>
internal static class SizingBound
{
    private const long ReturnUnit = 1L << 26;

    /// <returns>Micro-dollars, rounded up.</returns>
    public static long Of(SizingProblem problem, WitnessMixture belief, ReadOnlySpan<double> returns)
    {
        Int128 whole = 0;
        Int128[] worth = new Int128[problem.Markets];
        for (int w = 0; w < belief.Worlds.Count; w++)
        {
            whole += belief.Numerators[w];
            for (int market = 0; market < worth.Length; market++)
            {
                worth[market] += WorldBits.Get(belief.Worlds[w], market) ? belief.Numerators[w] : 0;
            }
        }

        long[] asked = new long[problem.Budgets.Count];
        for (int group = 0; group < asked.Length; group++)
        {
            asked[group] = (long)Math.Round(Math.Max(0, returns[group]) * ReturnUnit);
        }

        // In micro-dollars times the mixture's denominator, the unit of returns and the hundredths of a contract.
        Int128 sum = 0;
        foreach (SizingLevel level in problem.Levels)
        {
            int group = problem.GroupOf(level.Market);
            Int128 worthOfClaim = (level.IsYes ? worth[level.Market] : whole - worth[level.Market]) * Box.Dollar * ReturnUnit;
            Int128 cost = whole * level.Price * (ReturnUnit + (group < 0 ? 0 : asked[group]));
            sum += worthOfClaim > cost ? (worthOfClaim - cost) * level.Depth : 0;
        }

        Int128 unit = whole * ReturnUnit * SizingLevel.HundredthsPerContract;
        for (int group = 0; group < asked.Length; group++)
        {
            sum += (Int128)problem.Budgets[group] * asked[group] * whole * SizingLevel.HundredthsPerContract;
        }

        return (long)((sum + unit - 1) / unit);
    }
}
