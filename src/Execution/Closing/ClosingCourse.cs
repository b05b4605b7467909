using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// A trade whose baskets are being closed or rolled: the first order only while it is still worth it, then whatever is worth most in
/// the worst admissible world of going on, matching what went already, going back, and holding.
/// </summary>
internal static class ClosingCourse
{
    public static TradeStep Decide(
        TradeState state, TradeInput input, Dictionary<string, OrderBook> books, FlattenWish wish, ClosingTerms terms)
    {
        IReadOnlyList<Quantity> held = input.Account.Held;
        if (terms.Changes.All(change => held[change.Leg] == Reached(input.Account, change)))
        {
            return HasBegun(state, wish) && Surplus(state, input, books, wish, terms) is { } sale
                ? TradeMachine.Place(state, sale)
                : TradeMachine.Rest(state, input, "closed as it was offered");
        }

        if (!HasBegun(state, wish))
        {
            return Begin(state, input, books, wish, terms);
        }

        return terms.Changes.All(change => held[change.Leg] == change.From)
            ? TradeMachine.Rest(state, input, "held on: the first order did not fill, or was taken back")
            : GoOn(state, input, books, wish, terms);
    }

    /// <summary>An order of it was put before the gate.</summary>
    public static bool HasBegun(TradeState state, FlattenWish wish) => state.Placed > wish.MostPlaced - state.Plan.MostOrders();

    private static TradeStep Begin(
        TradeState state, TradeInput input, Dictionary<string, OrderBook> books, FlattenWish wish, ClosingTerms terms)
    {
        TradePlan plan = state.Plan;
        List<LegAction> actions = [];
        Money brings = Money.Zero;
        foreach (LegChange change in terms.Changes)
        {
            if (input.Account.Held[change.Leg] != change.From
                || Take(plan, books, change.Leg, change.Amount, change.IsSale) is not { } taking || taking.Quantity < change.Amount)
            {
                return TradeMachine.Rest(state, input, "held on: the books no longer take it");
            }

            actions.Add(new LegAction(change.Leg, change.IsSale, change.Amount, taking.Limit));
            brings -= taking.Cash;
        }

        // What is bought in place of a leg is new risk: all or nothing, and through every check of new risk. A sale takes what it can,
        // because the venue does not say that it knows reduce-only orders that fill or die.
        OrderIntent intent = TradeMachine.Intend(state, input, actions[0]);
        intent = actions[0].IsSale ? intent : intent with { Purpose = OrderPurpose.Open, TimeInForce = TimeInForce.FillOrKill };
        return brings < terms.AtLeast ? TradeMachine.Rest(state, input, $"held on: it would bring {brings} now")
            : input.Account.WorstLoss(plan, intent) > wish.Bound
                ? TradeMachine.Rest(state, input, "held on: more might be lost than was shown")
                : TradeMachine.Place(state, intent);
    }

    private static TradeStep GoOn(
        TradeState state, TradeInput input, Dictionary<string, OrderBook> books, FlattenWish wish, ClosingTerms terms)
    {
        TradePlan plan = state.Plan;
        Course?[] courses =
        [
            Evaluate(plan, input.Account, books, terms, change => Reached(input.Account, change)),
            Evaluate(plan, input.Account, books, terms, change => Matched(plan, input.Account, change)),
            Evaluate(plan, input.Account, books, terms, change => Restored(input.Account, change)),
        ];
        if ((Best(state, input, wish, terms, courses) ?? Surplus(state, input, books, wish, terms)) is { } next)
        {
            return TradeMachine.Place(state, next);
        }

        bool isOver = terms.Changes.All(change => input.Account.Held[change.Leg] == Reached(input.Account, change)
            || BookTrust.IsOver(input.Views![plan.Legs[change.Leg].Ticker].Status));
        return TradeMachine.IsExposed(plan, input.Account) && !isOver
            ? Flattening.Pause(state, input, wish, "nothing can be bought or sold to hedge what is held")
            : TradeMachine.Rest(state, input, "nothing better than holding what is left");
    }

    /// <summary>
    /// What had been held beyond whole baskets of the legs that are closed is no part of what was offered, but it is sold, at no less
    /// than its floor, before a trade is left exposed. Null where there is none, or nobody bids for it.
    /// </summary>
    private static OrderIntent? Surplus(
        TradeState state, TradeInput input, Dictionary<string, OrderBook> books, FlattenWish wish, ClosingTerms terms) =>
        TradeMachine.IsExposed(state.Plan, input.Account)
            ? Best(state, input, wish, terms, [Evaluate(state.Plan, input.Account, books, terms, change => change.IsSale
                ? InBaskets(state.Plan, input.Account, change.Leg)
                : input.Account.Held[change.Leg], isFloored: true)])
            : null;

    /// <summary>The first order within the bound of the courses that are worth more than holding, the best course first.</summary>
    private static OrderIntent? Best(
        TradeState state, TradeInput input, FlattenWish wish, ClosingTerms terms, IReadOnlyList<Course?> courses)
    {
        Money holding = Worth(state.Plan, input.Account, terms, input.Account.Held);
        return state.Placed >= wish.MostPlaced ? null : courses.OfType<Course>()
            .Where(course => course.Worth > holding)
            .OrderByDescending(static course => course.Worth)
            .SelectMany(static course => course.Actions)
            .Select(action => TradeMachine.Intend(state, input, action))
            .FirstOrDefault(intent => input.Account.WorstLoss(state.Plan, intent) <= wish.Bound);
    }

    /// <summary>What is held of a leg once its change is made. What was sold beyond it is not bought back.</summary>
    private static Quantity Reached(TradeAccount account, LegChange change) =>
        change.IsSale ? Quantity.Min(change.To, account.Held[change.Leg]) : change.To;

    /// <summary>What is held of a leg once its change is taken back, but for what was sold beyond it.</summary>
    private static Quantity Restored(TradeAccount account, LegChange change) =>
        change.IsSale && account.Held[change.Leg] < change.To ? change.From - (change.To - account.Held[change.Leg]) : change.From;

    /// <summary>As much of a leg as makes whole baskets with what is left of the others, but no less than is to be held.</summary>
    private static Quantity Matched(TradePlan plan, TradeAccount account, LegChange change)
    {
        Quantity matched = InBaskets(plan, account, change.Leg);
        Quantity reached = Reached(account, change);
        return !change.IsSale ? account.Held[change.Leg] : matched > reached ? matched : reached;
    }

    private static Quantity InBaskets(TradePlan plan, TradeAccount account, int leg) =>
        Quantity.Min(account.Held[leg], plan.LegQuantity(leg, plan.Payoff.WholeUnits(account.Held)));

    /// <summary>Null where the books do not offer what must be bought; of what must be sold the bids may take a part.</summary>
    private static Course? Evaluate(
        TradePlan plan,
        TradeAccount account,
        Dictionary<string, OrderBook> books,
        ClosingTerms terms,
        Func<LegChange, Quantity> target,
        bool isFloored = false)
    {
        List<LegAction> actions = [];
        Quantity[] after = [.. account.Held];
        Money cash = Money.Zero;
        foreach (LegChange change in terms.Changes)
        {
            Quantity missing = target(change) - account.Held[change.Leg];
            bool isSale = missing < Quantity.Zero;
            Quantity amount = isSale ? -missing : missing;
            if (!amount.IsPositive)
            {
                continue;
            }

            Taking? taking = Take(plan, books, change.Leg, amount, isSale, isFloored);
            if (!isSale && (taking is not { } bought || bought.Quantity < amount))
            {
                return null;
            }

            if (taking is { } known)
            {
                cash += known.Cash;
                after[change.Leg] += isSale ? -known.Quantity : known.Quantity;
                actions.Add(new LegAction(change.Leg, isSale, known.Quantity, known.Limit));
            }
        }

        return actions.Count == 0 ? null : new Course(actions, Worth(plan, account, terms, after) - cash);
    }

    /// <summary>
    /// What is had in the worst world, where the baskets that are being closed count what they were to bring at least: by what they
    /// pay later, a closing for the sake of time would be taken back as soon as it had begun.
    /// </summary>
    private static Money Worth(TradePlan plan, TradeAccount account, ClosingTerms terms, IReadOnlyList<Quantity> held)
    {
        Quantity[] from = [.. account.Held];
        Quantity[] to = [.. account.Held];
        foreach (LegChange change in terms.Changes)
        {
            from[change.Leg] = change.From;
            to[change.Leg] = change.To;
        }

        Money sure = plan.Payoff.Guaranteed(held);
        Money kept = plan.Payoff.Guaranteed(to);
        Money givenUp = plan.Payoff.Guaranteed(from) - kept;
        return sure > kept && terms.AtLeast < givenUp
            ? kept + Money.FromMicros((long)((Int128)(sure - kept).Micros * terms.AtLeast.Micros / givenUp.Micros))
            : sure;
    }

    private static Taking? Take(TradePlan plan, Dictionary<string, OrderBook> books, int place, Quantity amount, bool isSale, bool isFloored = false)
    {
        PlanLeg leg = plan.Legs[place];
        return isSale && isFloored ? BookWalk.Sell(leg, Recourse.Bids(books[leg.Ticker], leg.Side), amount, plan.Member)
            : isSale
            ? FlattenQuote.Sale(leg, books[leg.Ticker], amount, plan.Member)
            : BookWalk.Buy(leg.Terms, books[leg.Ticker].Asks(leg.Side), amount, Price.One, plan.Member);
    }
}
