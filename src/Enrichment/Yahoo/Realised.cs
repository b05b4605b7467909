namespace Dutchbook.Enrichment;

/// <summary>The volatility that daily closes have shown.</summary>
internal static class Realised
{
    /// <summary>With fewer returns the estimate says more of chance than of the asset.</summary>
    public const int FewestReturns = 20;

    /// <summary>Per year, as the root of the mean squared daily logarithmic return; null with too few closes.</summary>
    public static double? Volatility(IReadOnlyList<ChartBar> bars, int daysPerYear)
    {
        double[] closes = [.. bars.Where(static bar => bar.Close is > 0).Select(static bar => (double)bar.Close!.Value)];
        if (closes.Length <= FewestReturns)
        {
            return null;
        }

        double sum = 0;
        for (int i = 1; i < closes.Length; i++)
        {
            double step = Math.Log(closes[i] / closes[i - 1]);
            sum += step * step;
        }

        return Math.Sqrt(sum / (closes.Length - 1) * daysPerYear);
    }
}
