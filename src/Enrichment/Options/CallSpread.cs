using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>A bid and an ask of one option in dollars.</summary>
public readonly record struct OptionQuote(decimal Strike, decimal Bid, decimal Ask);

/// <summary>
/// What two calls say of the end above the strikes between them. Buying one and selling the other pays, per point of width, at
/// least the digital of the upper and at most that of the lower strike.
/// </summary>
public static class CallSpread
{
    /// <summary>
    /// The band that executable quotes leave, undiscounted by <paramref name="growth"/> (e^rT; 1 for futures-style quotes);
    /// nothing where the quotes are crossed or leave no probability at all.
    /// </summary>
    public static ProbabilityBand? Band(OptionQuote lower, OptionQuote upper, decimal growth = 1m)
    {
        decimal width = upper.Strike - lower.Strike;
        if (width <= 0 || growth <= 0 || !IsQuote(lower) || !IsQuote(upper))
        {
            return null;
        }

        decimal least = (lower.Bid - upper.Ask) / width * growth;
        decimal most = (lower.Ask - upper.Bid) / width * growth;
        if (least > 1 || most < 0)
        {
            return null;
        }

        return ProbabilityBand.Between(
            Ratio.FromPartsPerMillion((long)decimal.Floor(decimal.Max(least, 0) * Ratio.Whole)),
            Ratio.FromPartsPerMillion((long)decimal.Ceiling(decimal.Min(most, 1) * Ratio.Whole)));
    }

    private static bool IsQuote(OptionQuote quote) => quote.Bid >= 0 && quote.Ask >= quote.Bid && quote.Ask > 0;
}
