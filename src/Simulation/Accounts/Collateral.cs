using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>
/// What an account must keep for the orders it has in the books. Everything is paid for in full beforehand; only what would
/// close pairs needs nothing, because each pair is a dollar at once.
/// </summary>
internal static class Collateral
{
    /// <summary>
    /// What orders in one market can cost at most, whichever of them fill. Contracts that close pairs are counted for the
    /// cheapest orders: in that order the rest costs most.
    /// </summary>
    public static Money Needed(Account account, MarketListing market, IEnumerable<Order> resting, Order? incoming) =>
        Needed(account, market, resting, incoming, Side.Yes) + Needed(account, market, resting, incoming, Side.No);

    private static Money Needed(Account account, MarketListing market, IEnumerable<Order> resting, Order? incoming, Side side)
    {
        Money needed = Money.Zero;
        Quantity closing = Closing(account, market, side);
        if (closing.IsPositive)
        {
            IEnumerable<Order> orders = resting.Where(order => order.Side == side && order.Remaining.IsPositive);
            if (incoming?.Side == side)
            {
                orders = orders.Append(incoming);
            }

            foreach (Order order in orders.OrderBy(static order => order.Price))
            {
                Quantity covered = Quantity.Min(closing, order.Remaining);
                closing -= covered;
                bool isTaker = ReferenceEquals(order, incoming);
                needed += (order.Price * (order.Remaining - covered)) + FeeAtMost(account, order, isTaker);
            }

            return needed;
        }

        // Where nothing closes a pair the orders need not be sorted: this runs for every order that is placed.
        foreach (Order order in resting)
        {
            needed += order.Side == side && order.Remaining.IsPositive
                ? (order.Price * order.Remaining) + FeeAtMost(account, order, isTaker: false) : Money.Zero;
        }

        return incoming?.Side == side
            ? needed + (incoming.Price * incoming.Remaining) + FeeAtMost(account, incoming, isTaker: true) : needed;
    }

    /// <summary>
    /// Where the collateral of NO positions was returned, selling one gives the returned dollar back: nothing is closed for
    /// free there.
    /// </summary>
    private static Quantity Closing(Account account, MarketListing market, Side side)
    {
        bool isReturned = side == Side.Yes && account.ReturnsCollateral && market.IsExclusive;
        return isReturned ? Quantity.Zero : account.HoldingOf(market.Ticker).ClosedBy(side);
    }

    /// <summary>The fee of an order however it fills: the model, a micro-dollar for each fill, and a unit of rounding.</summary>
    private static Money FeeAtMost(Account account, Order order, bool isTaker)
    {
        FeeTerms terms = order.Market.Fees;
        LiquidityRole role = isTaker ? LiquidityRole.Taker : LiquidityRole.Maker;
        Int128 model = FeeModel.Numerator(terms, role, order.Price, order.Remaining);
        Money splits = Money.FromMicros(model == 0 ? 0 : order.Remaining.Hundredths);
        return FeeModel.RoundUp(model) + splits + account.Member.BalanceUnit();
    }
}
