using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The proportion of a statistical basket in whole numbers: for every <see cref="Then"/> contracts of the implied claim,
/// <see cref="If"/> of NO of the other.
/// </summary>
internal readonly record struct HedgeWeights(int Then, int If)
{
    /// <summary>Estimates are given in percent; a finer proportion would only make the unit basket large.</summary>
    private const int Most = 100;

    /// <summary>
    /// The greatest fraction not above the estimate's lower limit, in lowest terms: a lower one is still a valid limit, a
    /// higher one is not. Null when the limit is no probability, or hedges less than one contract in a hundred.
    /// </summary>
    public static HedgeWeights? Of(Ratio limit)
    {
        if (limit <= Ratio.Zero || limit > Ratio.One)
        {
            return null;
        }

        HedgeWeights best = new(1, (int)(limit.PartsPerMillion / Ratio.Whole));
        for (int then = 2; then <= Most; then++)
        {
            int hedged = (int)(limit.PartsPerMillion * then / Ratio.Whole);

            // Cross products: equal fractions keep the smaller numbers, which are the lowest terms.
            best = hedged * best.Then > best.If * then ? new HedgeWeights(then, hedged) : best;
        }

        return best.If > 0 ? best : null;
    }

    public override string ToString() => $"{Then}:{If}";
}
