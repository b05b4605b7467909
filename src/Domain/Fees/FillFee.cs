namespace Dutchbook.Domain;

/// <summary>What one fill costs in fees, in the venue's three parts.</summary>
/// <param name="TradeFee">The formula, rounded up to $0.000001.</param>
/// <param name="RoundingFee">What aligning the balance takes; it may be positive where the trade fee is zero.</param>
/// <param name="Rebate">What the order had been over-charged by earlier roundings and now gets back.</param>
public readonly record struct FillFee(Money TradeFee, Money RoundingFee, Money Rebate)
{
    /// <summary>What is charged; never negative.</summary>
    public Money Net() => TradeFee + RoundingFee - Rebate;

    public override string ToString() => $"{Net()} (trade {TradeFee}, rounding {RoundingFee}, rebate {Rebate})";
}
