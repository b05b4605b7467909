namespace Dutchbook.Enrichment;

/// <summary>The standard normal distribution, to about 14 digits.</summary>
internal static class Normal
{
    /// <summary>From here on outward the continued fraction is the better one.</summary>
    private const double Far = 3.5;

    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    public static double Cumulative(double x) => x switch
    {
        < -Far => Density(x) / TailFraction(-x),
        > Far => 1 - Cumulative(-x),
        _ => 0.5 + (Density(x) * OddSeries(x)),
    };

    /// <summary>x + 1/(x + 2/(x + 3/(x + ...))): far from the middle it converges quickly.</summary>
    private static double TailFraction(double x)
    {
        double fraction = x;
        for (int level = 120; level > 0; level--)
        {
            fraction = x + (level / fraction);
        }

        return fraction;
    }

    /// <summary>x + x^3/3 + x^5/(3 x 5) + ...: by itself it converges everywhere, and inside the limit quickly.</summary>
    private static double OddSeries(double x)
    {
        double term = x;
        double sum = x;
        for (int odd = 3; odd < 500; odd += 2)
        {
            term *= x * x / odd;
            sum += term;
            if (Math.Abs(term) <= Math.Abs(sum) * 1e-17)
            {
                break;
            }
        }

        return sum;
    }
}
