namespace Dutchbook.Domain;

/// <summary>The fee of one taker order that buys from levels, as it will be and as it can be at most.</summary>
public static class OrderFee
{
    /// <summary>The exact fee if each level is taken in one fill, in the order given.</summary>
    public static Money ForFills(FeeTerms terms, MemberKind member, ReadOnlySpan<BookLevel> fills)
    {
        FeeCarry carry = new(member);
        Money total = Money.Zero;
        foreach (BookLevel fill in fills)
        {
            total += Charge(ref carry, terms, fill.Price, fill.Quantity);
        }

        return total;
    }

    /// <summary>
    /// The exact fee of the first <paramref name="quantity"/> of the levels, each level taken in one fill.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The levels hold less, or the quantity is negative.</exception>
    public static Money ForQuantity(
        FeeTerms terms, MemberKind member, ReadOnlySpan<BookLevel> levels, Quantity quantity)
    {
        FeeCarry carry = new(member);
        Money total = Money.Zero;
        Quantity rest = quantity;
        for (int i = 0; rest.IsPositive && i < levels.Length; i++)
        {
            Quantity taken = Quantity.Min(rest, levels[i].Quantity);
            total += Charge(ref carry, terms, levels[i].Price, taken);
            rest -= taken;
        }

        return rest == Quantity.Zero
            ? total
            : throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "The levels hold less.");
    }

    /// <summary>
    /// The most an order can cost whose fills are known, in whatever order they came: trade fees plus one unit.
    /// </summary>
    public static Money BoundKnownFills(FeeTerms terms, MemberKind member, ReadOnlySpan<BookLevel> fills)
    {
        Money bound = member.BalanceUnit();
        foreach (BookLevel fill in fills)
        {
            bound += FeeModel.TradeFee(terms, LiquidityRole.Taker, fill.Price, fill.Quantity);
        }

        return bound;
    }

    /// <summary>
    /// The most an order can cost that takes these levels at their prices, however the venue splits the fills: the
    /// exact model, one micro-dollar of rounding for each fill, and one unit. A fill is at least 0.01 contract, so
    /// there are at most as many fills as hundredths. A fill at a better price may carry a higher fee, but never a
    /// higher cost with its fee.
    /// </summary>
    public static Money Bound(FeeTerms terms, MemberKind member, ReadOnlySpan<BookLevel> levels)
    {
        Int128 model = 0;
        long fills = 0;
        foreach (BookLevel level in levels)
        {
            model += FeeModel.Numerator(terms, LiquidityRole.Taker, level.Price, level.Quantity);
            fills = checked(fills + level.Quantity.Hundredths);
        }

        // A fee-free trade has nothing to round up; only the balance is still aligned.
        return FeeModel.RoundUp(model) + member.BalanceUnit() + Money.FromMicros(model == 0 ? 0 : fills);
    }

    private static Money Charge(ref FeeCarry carry, FeeTerms terms, Price price, Quantity quantity) =>
        carry.Charge(-(price * quantity), FeeModel.TradeFee(terms, LiquidityRole.Taker, price, quantity)).Net();
}
