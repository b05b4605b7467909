using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What taking from a book comes to.</summary>
/// <param name="Quantity">Contracts that can be had.</param>
/// <param name="Cash">Cash out, fees included; of a sale it is negative.</param>
/// <param name="Limit">The price of the last level taken, of the side that is bought.</param>
internal readonly record struct Taking(Quantity Quantity, Money Cash, Price Limit)
{
    public override string ToString() => $"{Quantity} for {Cash} to {Limit}";
}

/// <summary>Walks the levels of one book, exact fees included.</summary>
internal static class BookWalk
{
    /// <summary>Buys up to a quantity at no more than a price; null where nothing can be had.</summary>
    public static Taking? Buy(FeeTerms terms, IReadOnlyList<BookLevel> asks, Quantity wanted, Price most, MemberKind member)
    {
        List<BookLevel> taken = [];
        Quantity rest = wanted;
        Money cost = Money.Zero;
        foreach (BookLevel ask in asks)
        {
            if (!rest.IsPositive || ask.Price > most)
            {
                break;
            }

            BookLevel part = new(ask.Price, Quantity.Min(ask.Quantity, rest));
            taken.Add(part);
            cost += part.Price * part.Quantity;
            rest -= part.Quantity;
        }

        return taken.Count == 0
            ? null
            : new Taking(wanted - rest, cost + OrderFee.ForFills(terms, member, [.. taken]), taken[^1].Price);
    }

    /// <summary>Sells up to a quantity of a leg's claim at no less than its floor; null where nothing can be sold.</summary>
    public static Taking? Sell(PlanLeg leg, IReadOnlyList<BookLevel> bids, Quantity wanted, MemberKind member) =>
        Sell(leg, bids, wanted, leg.UnwindFloor, member);

    /// <summary>Sells up to a quantity of a leg's claim at no less than a price; null where nothing can be sold.</summary>
    public static Taking? Sell(PlanLeg leg, IReadOnlyList<BookLevel> bids, Quantity wanted, Price least, MemberKind member)
    {
        BookLevel[] asks = [.. bids.Select(static bid => new BookLevel(bid.Price.Complement(), bid.Quantity))];
        return Buy(leg.Terms, asks, wanted, least.Complement(), member) is { } bought
            ? bought with { Cash = bought.Cash - (Price.One * bought.Quantity) }
            : null;
    }
}
