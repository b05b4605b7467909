namespace Dutchbook.Domain;

/// <summary>
/// The fees of one order, fill by fill (fee rounding): each fill's balance change is rounded down to the account's
/// unit, what that takes is carried by the order, and whole units of it are given back with later fills, taker and
/// maker alike.
/// </summary>
public sealed class OrderFees(FeeTerms terms, MemberKind member)
{
    private FeeCarry _carry = new(member);

    /// <summary>The sum of net fees so far.</summary>
    public Money Total { get; private set; }

    /// <summary>Rounding taken and not yet given back; always less than the account's unit.</summary>
    public Money Carried => Money.FromMicros(_carry.Micros);

    /// <summary>Charges one fill.</summary>
    /// <param name="price">Of the side that is bought.</param>
    /// <param name="cashFlow">The actual cash flow before fees; by default that of a purchase, minus its cost.</param>
    public FillFee Add(Price price, Quantity quantity, LiquidityRole role, Money? cashFlow = null)
    {
        Money tradeFee = FeeModel.TradeFee(terms, role, price, quantity);
        FillFee fee = _carry.Charge(cashFlow ?? -(price * quantity), tradeFee);
        Total += fee.Net();
        return fee;
    }
}

/// <summary>The carried rounding of one order; a value, so that sizing can price orders without allocating.</summary>
internal struct FeeCarry(MemberKind member)
{
    private readonly long _unit = member.BalanceUnit().Micros;

    public long Micros { get; private set; }

    /// <summary>
    /// Aligns the balance and rebates. The rebate is capped at exactly what the fill costs, not at the whole units
    /// in it: so the carry stays below one unit, and an order never costs more than its trade fees plus one unit.
    /// </summary>
    public FillFee Charge(Money cashFlow, Money tradeFee)
    {
        long change = cashFlow.Micros - tradeFee.Micros;
        long rounding = change % _unit;
        rounding = rounding < 0 ? rounding + _unit : rounding;
        long carried = Micros + rounding;
        long rebate = Math.Min(carried - (carried % _unit), tradeFee.Micros + rounding);
        Micros = carried - rebate;
        return new FillFee(tradeFee, Money.FromMicros(rounding), Money.FromMicros(rebate));
    }
}
