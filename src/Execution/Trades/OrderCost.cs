using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What one order takes from the account at most, and what it took.</summary>
public static class OrderCost
{
    /// <summary>
    /// Cash out at worst for a fill of this much: price at the limit, fees at their bound. Of a sale it is negative: what
    /// comes in at least.
    /// </summary>
    public static Money AtMost(OrderIntent intent, Quantity filled, FeeTerms terms, MemberKind member)
    {
        if (!filled.IsPositive)
        {
            return Money.Zero;
        }

        Money fee = OrderFee.Bound(terms, member, [new BookLevel(intent.LimitPrice, filled)]);
        Money pairs = intent.Purpose == OrderPurpose.Unwind ? Price.One * filled : Money.Zero;
        return (intent.LimitPrice * filled) + fee - pairs;
    }

    /// <summary>Cash out by its fills, exact; what is reported without a fill counts at its worst.</summary>
    public static Money Known(OrderState order, FeeTerms terms, MemberKind member)
    {
        Money paid = Money.Zero;
        foreach (VenueFill fill in order.Fills)
        {
            paid += (fill.Price * fill.Quantity) + fill.Fee;
            paid -= order.Intent.Purpose == OrderPurpose.Unwind ? Price.One * fill.Quantity : Money.Zero;
        }

        return paid + AtMost(order.Intent, order.Filled() - order.Booked(), terms, member);
    }
}
