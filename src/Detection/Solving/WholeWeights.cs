namespace Dutchbook.Detection;

/// <summary>Finds the small whole numbers behind the weights that a simplex leaves in floating point.</summary>
internal static class WholeWeights
{
    private const double Near = 1e-6;
    private const int Denominators = 24;

    /// <summary>Weights in their smallest whole proportion, when a small one fits; otherwise to a part in a million.</summary>
    public static void Recover(ReadOnlySpan<double> weights, Span<long> whole)
    {
        if (!TryRecover(weights, whole, out double most))
        {
            Round(weights, 1e6 / most, whole);
        }
    }

    /// <summary>False when no small proportion fits.</summary>
    public static bool TryRecover(ReadOnlySpan<double> weights, Span<long> whole, out double most)
    {
        most = 0;
        double least = double.PositiveInfinity;
        foreach (double weight in weights)
        {
            double size = Math.Abs(weight);
            most = Math.Max(most, size);
            if (size > Near)
            {
                least = Math.Min(least, size);
            }
        }

        for (int denominator = 1; denominator <= Denominators; denominator++)
        {
            if (Fits(weights, denominator / least, whole))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Weights to a given share of the largest.</summary>
    public static void Round(ReadOnlySpan<double> weights, double scale, Span<long> whole)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            whole[i] = (long)Math.Round(weights[i] * scale);
        }
    }

    private static bool Fits(ReadOnlySpan<double> weights, double scale, Span<long> whole)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            double scaled = weights[i] * scale;
            double nearest = Math.Round(scaled);
            if (Math.Abs(scaled - nearest) > Near * Math.Max(1, Math.Abs(scaled)))
            {
                return false;
            }

            whole[i] = (long)nearest;
        }

        return true;
    }
}
