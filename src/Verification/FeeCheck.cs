using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// The venue's fee of one taker order, by its published schedule: each fill pays multiplier x 0.07 x contracts x price
/// x (1 - price), rounded up to $0.000001; its balance change is rounded down to the account's unit; whole units of
/// what the rounding took are given back with later fills of the order, never more than a fill's own fee.
/// </summary>
internal static class FeeCheck
{
    /// <summary>0.07 in ten thousandths.</summary>
    private const int TakerRate = 700;

    private const int TicksPerDollar = 10_000;

    /// <summary>
    /// Multiplier 10^6, rate 10^4, two prices 10^8 and hundredths 10^2, less the 10^6 micro-dollars of a dollar.
    /// </summary>
    public static readonly BigInteger Denominator = BigInteger.Pow(10, 14);

    private static readonly string[] KnownTypes = ["Quadratic", "QuadraticWithMakerFees", "QuadraticWithComboMakerFees"];

    public static bool IsKnown(string type) => KnownTypes.Contains(type, StringComparer.Ordinal);

    /// <summary>The account's unit in micro-dollars: $0.0001 for direct members, a cent for the others.</summary>
    public static int BalanceUnit(Node member) => member.Text switch
    {
        "Direct" => 100,
        "NonDirect" => 10_000,
        _ => throw new ProofException(member, $"\"{member.Text}\" is not a kind of member"),
    };

    /// <summary>The fee in micro-dollars when each level is one fill.</summary>
    public static BigInteger Net(IReadOnlyList<Level> levels, BigInteger multiplier, int unit)
    {
        BigInteger carried = 0;
        BigInteger total = 0;
        foreach (Level level in levels)
        {
            BigInteger trade = Up(Model(level, multiplier), Denominator);
            BigInteger change = -(level.Cost + trade);
            BigInteger rounding = change - (Down(change, unit) * unit);
            carried += rounding;
            BigInteger rebate = BigInteger.Min(carried / unit * unit, trade + rounding);
            carried -= rebate;
            total += trade + rounding - rebate;
        }

        return total;
    }

    /// <summary>
    /// The most it can be however the fills are split: at most one fill a hundredth of a contract, each rounded up by
    /// less than a micro-dollar, and less than one unit of rounding kept.
    /// </summary>
    public static BigInteger Bound(IReadOnlyList<Level> levels, BigInteger multiplier, int unit)
    {
        BigInteger model = 0;
        BigInteger fills = 0;
        foreach (Level level in levels)
        {
            model += Model(level, multiplier);
            fills += level.Quantity;
        }

        return Up(model, Denominator) + unit + (model.IsZero ? 0 : fills);
    }

    /// <summary>The fee before rounding, in 10^-14 micro-dollars.</summary>
    public static BigInteger Model(Level level, BigInteger multiplier) =>
        multiplier * TakerRate * level.Quantity * level.Price * (TicksPerDollar - level.Price);

    public static BigInteger Up(BigInteger value, BigInteger divisor) => -Down(-value, divisor);

    private static BigInteger Down(BigInteger value, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(value, divisor, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}

/// <summary>A price in ticks and a quantity in hundredths; their product is micro-dollars.</summary>
internal readonly record struct Level(BigInteger Price, BigInteger Quantity)
{
    public BigInteger Cost => Price * Quantity;
}
