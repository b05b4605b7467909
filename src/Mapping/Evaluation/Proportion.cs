using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>
/// A share of cases with its 95 % confidence interval (Wilson), which is honest for few cases and for none and all.
/// </summary>
public readonly record struct Proportion(int Of, int All)
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval, from 0 to 1; everything when there are no cases.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (All == 0)
            {
                return (0, 1);
            }

            double share = (double)Of / All;
            double scale = 1 + (Z * Z / All);
            double middle = (share + (Z * Z / (2 * All))) / scale;
            double half = Z * Math.Sqrt((share * (1 - share) / All) + (Z * Z / (4.0 * All * All))) / scale;
            return (Of == 0 ? 0 : middle - half, Of == All ? 1 : middle + half);
        }
    }

    public override string ToString() => All == 0 ? "no cases" : string.Create(CultureInfo.InvariantCulture,
        $"{100.0 * Of / All:0.0} % ({100 * Interval.Low:0.0} to {100 * Interval.High:0.0}, {Of} of {All})");
}
