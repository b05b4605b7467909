using System.Numerics;
using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// A taker's fee at Polymarket: contracts x rate x (p (1 - p))^exponent, in steps of $0.00001. Its page says rounded and a
/// client floors; this rounds up, so that no gap is flattered. Makers pay nothing.
/// </summary>
public sealed record PolymarketFee(Ratio Rate, int Exponent)
{
    /// <summary>More than the exchange has ever used; a larger one would be a changed unit.</summary>
    public const int GreatestExponent = 4;

    public static PolymarketFee None { get; } = new(Ratio.Zero, 1);

    /// <exception cref="ArgumentOutOfRangeException">A negative size.</exception>
    public Money Of(Price price, Quantity quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity.Hundredths, nameof(quantity));

        // Hundredths x millionths x (10^-8)^exponent, in hundred-thousandths of a dollar.
        BigInteger spread = (BigInteger)price.Ticks * (Price.TicksPerDollar - price.Ticks);
        BigInteger product = quantity.Hundredths * (BigInteger)Rate.PartsPerMillion * BigInteger.Pow(spread, Exponent);
        BigInteger scale = BigInteger.Pow(10, 8 * Exponent) * 1_000;
        BigInteger steps = (product + scale - 1) / scale;
        return Money.FromMicros(checked((long)(steps * 10)));
    }
}
