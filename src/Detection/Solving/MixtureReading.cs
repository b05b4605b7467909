namespace Dutchbook.Detection;

/// <summary>Reads the mixture out of a tableau.</summary>
internal static class MixtureReading
{
    /// <summary>Each world's weight as a numerator; their sum is a given whole.</summary>
    public static WitnessMixture Whole(MixtureTableau tableau, RetainedWorlds worlds, long whole)
    {
        List<ulong[]> mixed = [];
        List<double> weights = [];
        foreach (int variable in tableau.RowVariable)
        {
            if (!tableau.IsMarket(variable) && tableau.Value[variable] > 0)
            {
                mixed.Add(worlds.Bits(variable - worlds.Markets).ToArray());
                weights.Add(tableau.Value[variable]);
            }
        }

        return new(worlds.Markets, mixed, Numerators(weights, whole));
    }

    private static long[] Numerators(List<double> weights, long whole)
    {
        long[] numerators = new long[weights.Count];
        long left = whole;
        int largest = 0;
        for (int w = 0; w < numerators.Length; w++)
        {
            numerators[w] = (long)Math.Round(weights[w] * whole);
            left -= numerators[w];
            largest = weights[w] > weights[largest] ? w : largest;
        }

        // The largest weight takes what rounding left over.
        numerators[largest] += left;
        return numerators;
    }
}
