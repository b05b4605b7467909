using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// What to do next with what is held, by arithmetic: of buying what is missing, selling what is too much, and holding, the
/// course that ends with the most in its worst admissible world. What was paid already does not count.
/// </summary>
internal static class Recourse
{
    /// <returns>Courses by what they are worth, the best first, and of equals holding first; holding is the last.</returns>
    public static IReadOnlyList<Course> Rank(
        TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books, bool mayBuy)
    {
        Course holding = new([], plan.Payoff.Guaranteed(account.Held));
        List<Course> courses = [];
        foreach (Quantity units in Candidates(plan, account, books, mayBuy))
        {
            if (Evaluate(plan, account, books, units) is { } course && course.Worth > holding.Worth)
            {
                courses.Add(course);
            }
        }

        return [.. courses.OrderByDescending(static course => course.Worth), holding];
    }

    /// <summary>Nothing is held yet: the whole plan at its limits, or as much of it as the books still offer.</summary>
    public static Course? Opening(TradePlan plan, IReadOnlyDictionary<string, OrderBook> books)
    {
        Quantity units = plan.Units;
        if (plan.Policy.RechecksEdge)
        {
            for (int i = 0; i < plan.Legs.Count; i++)
            {
                PlanLeg leg = plan.Legs[i];
                Quantity offered = Offered(books[leg.Ticker].Asks(leg.Side), leg.Limit);
                units = Quantity.Min(units, Quantity.FromHundredths(offered.Hundredths / leg.Weight));
            }
        }

        return units.IsPositive ? Evaluate(plan, Nothing(plan), books, units, atLimits: true) : null;
    }

    private static TradeAccount Nothing(TradePlan plan) => TradeAccount.Of(plan, []);

    private static SortedSet<Quantity> Candidates(
        TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books, bool mayBuy)
    {
        Quantity reach = Quantity.Zero;
        Quantity tried = plan.Units;
        Quantity reachable = plan.Units;
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            PlanLeg leg = plan.Legs[i];
            Quantity whole = Quantity.FromHundredths(account.Held[i].Hundredths / leg.Weight);
            reach = whole > reach ? whole : reach;
            if (account.Attempts[i] > 0)
            {
                tried = Quantity.Min(tried, whole);
            }

            Quantity offered = Offered(books[leg.Ticker].Asks(leg.Side), Price.One);
            Quantity sum = account.Held[i] + offered;
            reachable = Quantity.Min(reachable, Quantity.FromHundredths(sum.Hundredths / leg.Weight));
        }

        SortedSet<Quantity> units = [Quantity.Zero, plan.Payoff.WholeUnits(account.Held)];
        if (mayBuy)
        {
            units.Add(tried);
            if (plan.Policy.Completes)
            {
                reach = Quantity.Min(reach, plan.Units);
                units.Add(reach);
                units.Add(Quantity.Min(reach, reachable));
            }
        }

        return units;
    }

    /// <summary>Null where the books do not offer what is missing.</summary>
    private static Course? Evaluate(
        TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books, Quantity units,
        bool atLimits = false)
    {
        List<LegAction> buys = [];
        List<LegAction> sales = [];
        Money cash = Money.Zero;
        Quantity[] after = [.. account.Held];
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            PlanLeg leg = plan.Legs[i];
            OrderBook book = books[leg.Ticker];
            Quantity missing = plan.LegQuantity(i, units) - account.Held[i];
            if (missing.IsPositive)
            {
                if (Purchase(plan, account, i, book, missing, atLimits) is not { } bought)
                {
                    return null;
                }

                cash += bought.Cash;
                buys.Add(new LegAction(i, IsSale: false, missing, bought.Limit));
                after[i] += missing;
            }
            else if (missing < Quantity.Zero
                && BookWalk.Sell(leg, Bids(book, leg.Side), -missing, plan.Member) is { } sale
                && sale.Cash < Money.Zero)
            {
                cash += sale.Cash;
                sales.Add(new LegAction(i, IsSale: true, sale.Quantity, sale.Limit));
                after[i] -= sale.Quantity;
            }
        }

        return new Course([.. buys, .. sales], plan.Payoff.Guaranteed(after) - cash);
    }

    private static Taking? Purchase(
        TradePlan plan, TradeAccount account, int place, OrderBook book, Quantity missing, bool atLimits)
    {
        PlanLeg leg = plan.Legs[place];
        bool isFirst = account.Attempts[place] == 0;
        Price planned = place > 0 && plan.Policy.LaterLegTicks > 0
            ? leg.OnGrid(leg.Side, Price.FromTicks(Math.Min(leg.Limit.Ticks + plan.Policy.LaterLegTicks, 9_999))) ?? leg.Limit
            : leg.Limit;
        if (isFirst && !plan.Policy.RechecksEdge)
        {
            // It may rest: the book need not offer it now.
            Money fee = OrderFee.Bound(leg.Terms, plan.Member, [new BookLevel(planned, missing)]);
            return new Taking(missing, (planned * missing) + fee, planned);
        }

        Price most = atLimits ? leg.Limit : Price.One;
        if (BookWalk.Buy(leg.Terms, book.Asks(leg.Side), missing, most, plan.Member) is not { } taking || taking.Quantity < missing)
        {
            return null;
        }

        // A little more than the book asks now costs nothing if the book stays, and fills if it moves by less.
        Price reach = Price.FromTicks(Math.Min(taking.Limit.Ticks + plan.Policy.ChaseTicks, planned.Ticks));
        return taking.Limit < reach && leg.OnGrid(leg.Side, reach) is { } limit && limit > taking.Limit
            ? taking with { Limit = limit }
            : taking;
    }

    public static IReadOnlyList<BookLevel> Bids(OrderBook book, Side side) => side == Side.Yes ? book.YesBids : book.NoBids;

    public static Quantity Offered(IReadOnlyList<BookLevel> asks, Price most)
    {
        Quantity sum = Quantity.Zero;
        foreach (BookLevel ask in asks)
        {
            sum += ask.Price <= most ? ask.Quantity : Quantity.Zero;
        }

        return sum;
    }
}

/// <summary>One leg's part in a course.</summary>
/// <param name="Leg">The place in the plan.</param>
/// <param name="IsSale">False of a purchase.</param>
/// <param name="Quantity">Contracts.</param>
/// <param name="Limit">Of the side that is bought: of a sale the other side of the leg's claim.</param>
internal readonly record struct LegAction(int Leg, bool IsSale, Quantity Quantity, Price Limit)
{
    public override string ToString() => $"{(IsSale ? "sell" : "buy")} {Quantity} of leg {Leg} to {Limit}";
}

/// <param name="Actions">Purchases first: they hedge. None means holding.</param>
/// <param name="Worth">What is had in the worst world at the end, less what is still to be paid.</param>
internal sealed record Course(IReadOnlyList<LegAction> Actions, Money Worth);
