namespace Dutchbook.Domain;

/// <summary>
/// The venue's quadratic fee of one fill, multiplier x k x contracts x price x (1 - price), in exact integers. It
/// is the same for the price of either side.
/// </summary>
public static class FeeModel
{
    /// <summary>The largest multiplier we believe; below 14 a worse price never costs less after fees.</summary>
    public static Ratio GreatestMultiplier { get; } = Ratio.FromPartsPerMillion(10 * Ratio.Whole);

    /// <summary>What <see cref="Numerator"/> is divided by to give micro-dollars.</summary>
    /// <remarks>
    /// Multiplier 10^6, k 10^4, quantity 10^2 and two prices 10^8, less 10^6 micro-dollars in a dollar.
    /// </remarks>
    public const long Denominator = 100_000_000_000_000;

    /// <summary>One contract in the unit of <see cref="Quantity"/>.</summary>
    private const long HundredthsPerContract = 100;

    /// <summary>
    /// Up to this rate and quantity the product of both with p(1-p), at most 2.5 x 10^7, fits a long.
    /// </summary>
    private const long GreatestShortRate = 1_000;
    private const long GreatestShortQuantity = 300_000_000;

    /// <summary>The fee of one fill, rounded up to $0.000001 as the venue charges it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A negative quantity, a multiplier outside 0 to 10, or a type without a formula.
    /// </exception>
    /// <exception cref="OverflowException">The fee is more micro-dollars than a long holds.</exception>
    public static Money TradeFee(FeeTerms terms, LiquidityRole role, Price price, Quantity quantity) =>
        Money.FromMicros(DivideUp(Rate(terms, role), Spread(price), NotNegative(quantity)));

    /// <summary>
    /// The fee of a fill as an exact number of 1/<see cref="Denominator"/> micro-dollars, for sums and bounds.
    /// </summary>
    /// <inheritdoc cref="TradeFee"/>
    public static Int128 Numerator(FeeTerms terms, LiquidityRole role, Price price, Quantity quantity) =>
        (Int128)Rate(terms, role) * Spread(price) * NotNegative(quantity);

    /// <summary>What each further contract adds to the fee before rounding, never below it.</summary>
    public static Money PerContractAtMost(FeeTerms terms, LiquidityRole role, Price price) =>
        Money.FromMicros(DivideUp(Rate(terms, role), Spread(price), HundredthsPerContract));

    /// <summary>
    /// What each further contract adds to the fee before rounding, never above it. Rounding only adds to a fee, so
    /// any order costs at least this much a contract.
    /// </summary>
    public static Money PerContractAtLeast(FeeTerms terms, LiquidityRole role, Price price) =>
        Money.FromMicros((long)((Int128)Rate(terms, role) * Spread(price) * HundredthsPerContract / Denominator));

    /// <summary>Divides a sum of numerators into micro-dollars, rounding up.</summary>
    public static Money RoundUp(Int128 numerator)
    {
        (Int128 quotient, Int128 rest) = Int128.DivRem(numerator, Denominator);
        return Money.FromMicros(checked((long)(rest > 0 ? quotient + 1 : quotient)));
    }

    /// <summary>Multiplier times k, in units of 10^-10.</summary>
    private static long Rate(FeeTerms terms, LiquidityRole role)
    {
        long multiplier = terms.Multiplier.PartsPerMillion;
        if (multiplier < 0 || terms.Multiplier > GreatestMultiplier)
        {
            throw new ArgumentOutOfRangeException(nameof(terms), terms, "A fee multiplier is between 0 and 10.");
        }

        return multiplier * TenThousandths(terms.Type, role);
    }

    /// <summary>
    /// k in units of 0.0001: 0.07 for takers; makers pay nothing, a quarter or half of it (fee schedule).
    /// </summary>
    private static long TenThousandths(FeeType type, LiquidityRole role) => type switch
    {
        FeeType.Quadratic => role switch { LiquidityRole.Taker => 700, LiquidityRole.Maker => 0 },
        FeeType.QuadraticWithMakerFees => role switch { LiquidityRole.Taker => 700, LiquidityRole.Maker => 175 },
        FeeType.QuadraticWithComboMakerFees => role switch { LiquidityRole.Taker => 700, LiquidityRole.Maker => 350 },
        FeeType.Unknown or FeeType.Flat =>
            throw new ArgumentOutOfRangeException(nameof(type), type, "This fee type has no published formula."),
    };

    /// <summary>p(1-p) in units of 10^-8.</summary>
    private static long Spread(Price price) => (long)price.Ticks * (Price.TicksPerDollar - price.Ticks);

    private static long NotNegative(Quantity quantity) => quantity.Hundredths >= 0
        ? quantity.Hundredths
        : throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A fill has no negative quantity.");

    private static long DivideUp(long rate, long spread, long hundredths)
    {
        // Usual rates have few digits, so that one long holds the product: sizing asks thousands of times.
        const long shortening = 1_000_000;
        const long shortDenominator = Denominator / shortening;
        if (rate % shortening == 0 && rate / shortening <= GreatestShortRate && hundredths <= GreatestShortQuantity)
        {
            return ((rate / shortening * spread * hundredths) + shortDenominator - 1) / shortDenominator;
        }

        return RoundUp((Int128)rate * spread * hundredths).Micros;
    }
}
