namespace Dutchbook.Domain;

/// <summary>The fees of a whole basket: one taker order for each leg, each rounded by itself.</summary>
public static class BasketFees
{
    /// <summary>The exact fee when each order takes each of its levels in one fill.</summary>
    public static Money Calculate(MemberKind member, params ReadOnlySpan<BasketOrder> orders)
    {
        Money total = Money.Zero;
        foreach (BasketOrder order in orders)
        {
            total += OrderFee.ForFills(order.Terms, member, order.Levels.Span);
        }

        return total;
    }

    /// <summary>
    /// The exact fee of buying the same number of contracts of every leg, each at one price in one fill.
    /// </summary>
    public static Money CalculateFees(
        Quantity contracts, MemberKind member, params ReadOnlySpan<(FeeTerms Terms, Price Price)> legs)
    {
        Money total = Money.Zero;
        foreach ((FeeTerms terms, Price price) in legs)
        {
            total += OrderFee.ForFills(terms, member, [new BookLevel(price, contracts)]);
        }

        return total;
    }

    /// <summary>The most the basket's fees can be, however the venue splits the fills.</summary>
    public static Money Bound(MemberKind member, params ReadOnlySpan<BasketOrder> orders)
    {
        Money total = Money.Zero;
        foreach (BasketOrder order in orders)
        {
            total += OrderFee.Bound(order.Terms, member, order.Levels.Span);
        }

        return total;
    }
}

/// <summary>One order of a basket: the levels it takes, at the price of the side it buys.</summary>
public readonly record struct BasketOrder(FeeTerms Terms, ReadOnlyMemory<BookLevel> Levels)
{
    public override string ToString() => $"{Levels.Length} levels, {Terms}";
}
