using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// Held claims are stock: of every size that the bids take, what selling whole baskets brings is weighed against what they are sure
/// to be paid.
/// </summary>
public static class Closings
{
    /// <summary>How far prices may move until the orders arrive.</summary>
    internal static readonly Price Slack = Price.FromTicks(100);

    /// <summary>
    /// The closing that gains most, if one is worth it; otherwise the largest, to be shown. Null where not one hundredth of a
    /// basket can be sold, or a test lets nothing pass.
    /// </summary>
    /// <param name="plan">Of a trade that holds whole baskets.</param>
    /// <param name="account">What it holds.</param>
    /// <param name="books">By ticker, as they are now.</param>
    /// <param name="now">The time.</param>
    /// <param name="rules">What is worth it.</param>
    /// <param name="passes">Limits that its size must keep; null for none.</param>
    public static ClosingOffer? Best(
        TradePlan plan,
        TradeAccount account,
        IReadOnlyDictionary<string, OrderBook> books,
        DateTimeOffset now,
        ClosingRules rules,
        Func<ClosingOffer, bool>? passes = null)
    {
        ClosingOffer? best = null;
        ClosingOffer? largest = null;
        foreach (Quantity units in Sizes(plan, account, books))
        {
            if (Make(plan, account, books, units, now, rules) is not { } offer || passes?.Invoke(offer) == false)
            {
                continue;
            }

            largest = offer;
            best = offer.IsWorth(rules) && (best is null || offer.Gain >= best.Gain) ? offer : best;
        }

        return best ?? largest;
    }

    /// <summary>The closing of so many baskets; null where the bids do not take them.</summary>
    public static ClosingOffer? Make(
        TradePlan plan,
        TradeAccount account,
        IReadOnlyDictionary<string, OrderBook> books,
        Quantity units,
        DateTimeOffset now,
        ClosingRules rules)
    {
        List<(LegChange Change, Taking Sale)> sales = [];
        Money brings = Money.Zero;
        foreach (LegChange change in Changes(plan, account, units))
        {
            PlanLeg leg = plan.Legs[change.Leg];
            if (!books.TryGetValue(leg.Ticker, out OrderBook? book)
                || FlattenQuote.Sale(leg, book, change.Amount, plan.Member) is not { } sale || sale.Quantity < change.Amount)
            {
                return null;
            }

            sales.Add((change, sale));
            brings -= sale.Cash;
        }

        if (sales.Count == 0)
        {
            return null;
        }

        int[] order = LegOrder.Of([.. sales.Select(sale => Difficulty(plan, books, sale.Change, sale.Sale))]);
        sales = [.. order.Select(place => sales[place])];
        Quantity[] left = [.. account.Held];
        sales.ForEach(sale => left[sale.Change.Leg] = sale.Change.To);
        Money givesUp = plan.Payoff.Guaranteed(account.Held) - plan.Payoff.Guaranteed(left);
        DateTimeOffset? until = Waiting.Until(plan);
        Money givesUpNow = Waiting.WorthNow(givesUp, until - now, rules.MinWaitReturn);
        Money bound = Bound(plan, account, sales);
        Money slack = sales.Aggregate(Money.Zero, static (sum, sale) => sum + (Slack * sale.Change.Amount));
        Money wanted = givesUpNow + rules.MinGain(units);
        return new ClosingOffer
        {
            Kind = ClosingKind.Close,
            Plan = plan,
            Units = units,
            Terms = new ClosingTerms(
                [.. sales.Select(static sale => sale.Change)], brings > wanted && brings > givesUpNow ? wanted : brings - slack),
            Brings = brings,
            GivesUp = givesUp,
            GivesUpNow = givesUpNow,
            Until = until,
            WaitReturn = Waiting.Return(brings, givesUp, until - now),
            Bound = bound,
            AtRisk = bound - (account.Spent - plan.Payoff.Guaranteed(account.Held)),
            MostOutlay = Money.Zero,
        };
    }

    /// <summary>Every size at which a level of a book ends, and halvings, so that a limit between them finds one that it lets pass.</summary>
    private static SortedSet<Quantity> Sizes(TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books)
    {
        Quantity whole = plan.Payoff.WholeUnits(account.Held);
        SortedSet<Quantity> sizes = [];
        for (long half = whole.Hundredths; half > 0; half /= 2)
        {
            sizes.Add(Quantity.FromHundredths(half));
        }

        foreach (PlanLeg leg in plan.Legs.Where(leg => books.ContainsKey(leg.Ticker)))
        {
            long sum = 0;
            foreach (BookLevel bid in Recourse.Bids(books[leg.Ticker], leg.Side))
            {
                sum += bid.Quantity.Hundredths;
                sizes.Add(Quantity.FromHundredths(Math.Min(sum / leg.Weight, whole.Hundredths)));
            }
        }

        sizes.Remove(Quantity.Zero);
        return sizes;
    }

    /// <summary>What is sold of each leg; where a leg was rolled, first what is left of the old one.</summary>
    private static IEnumerable<LegChange> Changes(TradePlan plan, TradeAccount account, Quantity units)
    {
        for (int place = 0; place < plan.Legs.Count; place++)
        {
            Quantity wanted = plan.Payoff.Places[place] == place ? plan.LegQuantity(place, units) : Quantity.Zero;
            for (int leg = place; leg < plan.Legs.Count && wanted.IsPositive; leg++)
            {
                if (plan.Payoff.Places[leg] == place && account.Held[leg].IsPositive)
                {
                    Quantity part = Quantity.Min(wanted, account.Held[leg]);
                    wanted -= part;
                    yield return new LegChange(leg, account.Held[leg], account.Held[leg] - part);
                }
            }
        }
    }

    /// <summary>How likely a sale fails, and what buying back costs of what was sold before.</summary>
    private static LegDifficulty Difficulty(
        TradePlan plan, IReadOnlyDictionary<string, OrderBook> books, LegChange change, Taking sale)
    {
        PlanLeg leg = plan.Legs[change.Leg];
        OrderBook book = books[leg.Ticker];
        Money back = BookWalk.Buy(leg.Terms, book.Asks(leg.Side), change.Amount, Price.One, plan.Member) is { } taking
            && taking.Quantity == change.Amount ? taking.Cash : Price.One * change.Amount;
        Quantity offered = Recourse.Offered(
            [.. Recourse.Bids(book, leg.Side).Select(static bid => new BookLevel(bid.Price.Complement(), bid.Quantity))], sale.Limit);
        return LegDifficulty.Of(change.Amount, offered, back + sale.Cash);
    }

    /// <summary>The legs are sold in this order and no other, so the worst stop is after one of them.</summary>
    private static Money Bound(TradePlan plan, TradeAccount account, List<(LegChange Change, Taking Sale)> sales)
    {
        Quantity[] held = [.. account.Held];
        Money spent = account.Spent;
        Money worst = spent - plan.Payoff.Guaranteed(held);
        Money slack = plan.Member.BalanceUnit() * plan.MostOrders();
        foreach ((LegChange change, Taking sale) in sales)
        {
            held[change.Leg] = change.To;
            spent -= FlattenQuote.AtLimit(plan.Legs[change.Leg], sale, plan.Member);
            slack += Slack * change.Amount;
            worst = Money.Max(worst, spent - plan.Payoff.Guaranteed(held));
        }

        return worst + slack;
    }
}
