using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// One trade's life: a pure function of its state and what happened. It has at most one order under way, and decides only on
/// books that were read after the last one ended.
/// </summary>
public static class TradeMachine
{
    public static TradeStep Step(TradeState state, TradeInput input)
    {
        if (!IsAwaited(state, input))
        {
            return new TradeStep(state, []);
        }

        return TradeTable.Next(state.Phase, input.Signal) switch
        {
            TradeMove.Reserve => Look(state with { Phase = TradePhase.Reserved }),
            TradeMove.Refuse => End(state, TradePhase.Declined, input, input.Reason),
            TradeMove.Look => input.Account.HasOpenOrder
                ? new TradeStep(state with { Wait = TradeWait.Order }, [])
                : Look(state),
            TradeMove.Decide => Decide(state, input),
            TradeMove.Pause => Pause(state, input, input.Reason),
            TradeMove.TakeDenial => IsUntouched(input.Account)
                ? Rest(state, input, $"denied: {input.Reason}")
                : Pause(state, input, $"denied: {input.Reason}"),
            TradeMove.Finish => input.Account.HasOpenOrder ? new TradeStep(state, []) : Finish(state, input),
            TradeMove.Flatten => Flattening.Begin(state, input),
            TradeMove.Stay => new TradeStep(state, []),
            TradeMove.Misuse => throw new InvalidOperationException($"{input.Signal} must not happen to {state}."),
        };
    }

    /// <summary>Books, times and fills that come when nothing waits for them change nothing.</summary>
    private static bool IsAwaited(TradeState state, TradeInput input) => input.Signal switch
    {
        TradeSignal.Viewed or TradeSignal.Blind => state.Wait == TradeWait.Views || state.Phase == TradePhase.Draft,
        TradeSignal.Due => (state.Wait == TradeWait.Timer && input.At >= state.DueAt) || state.Phase == TradePhase.Draft,
        TradeSignal.Booked => state.Wait == TradeWait.Fills || state.Phase == TradePhase.Draft,
        TradeSignal.Restart => state.Wait != TradeWait.Fills,
        TradeSignal.Grant or TradeSignal.Decline or TradeSignal.OrderEnded or TradeSignal.OrderDenied or TradeSignal.Flatten => true,
    };

    internal static TradeStep Look(TradeState state) => new(
        state with { Wait = TradeWait.Views, DueAt = null },
        [new TradeCommand.Look([.. state.Plan.Legs.Select(static leg => leg.Ticker).Distinct(StringComparer.Ordinal)])]);

    /// <summary>Looks again later; what was never opened lapses, and what cannot be helped for long is left as it is.</summary>
    private static TradeStep Pause(TradeState state, TradeInput input, string why)
    {
        if (state.Flatten is { } wish)
        {
            return Flattening.Pause(state, input, wish, why);
        }

        TradePolicy policy = state.Plan.Policy;
        bool isOver = state.OpenedAt is { } opened
            ? input.At - opened >= policy.GiveUpAfter
            : input.At - state.Plan.CreatedAt >= policy.Deadline;
        return isOver
            ? Rest(state, input, $"given up: {why}")
            : new TradeStep(state with { Wait = TradeWait.Timer, DueAt = input.At + policy.Pause, Reason = why }, []);
    }

    private static TradeStep Decide(TradeState state, TradeInput input)
    {
        TradePlan plan = state.Plan;
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        foreach (MarketView view in input.Views!.Values)
        {
            books[view.Ticker] = BookTrust.IsOver(view.Status) ? OrderBook.Create([], [], input.At) : view.Book!;
        }

        if (state.Flatten is { } wish)
        {
            return Flattening.Decide(state, input, books, wish);
        }

        bool isOver = input.Account.Orders >= plan.MostOrders();
        if (input.Account.Orders == 0)
        {
            return Open(state, input, books);
        }

        // What was sold is not bought back: a trade that unwinds only shrinks.
        bool mayBuy = state.Phase != TradePhase.Unwinding
            && (input.At - state.OpenedAt!.Value <= plan.Policy.Deadline || plan.Policy.Completes);
        if (!isOver)
        {
            // The best course that can begin within the bound; sales of several legs may do so in one order only.
            foreach (Course course in Recourse.Rank(plan, input.Account, books, mayBuy))
            {
                foreach (LegAction action in course.Actions)
                {
                    OrderIntent intent = Intend(state, input, action);
                    if (input.Account.WorstLoss(plan, intent) <= plan.Losses.ExecutionBound)
                    {
                        return action.IsSale && mayBuy && IsEarly(state, input)
                            ? Pause(state with { SellingSince = state.SellingSince ?? input.At }, input, "selling looks better")
                            : Place(state, intent);
                    }
                }
            }
        }

        return IsExposed(plan, input.Account) && !isOver
            ? Pause(state, input, "nothing can be bought or sold to hedge what is held")
            : Rest(state, input, isOver ? "as many orders as the policy allows" : "nothing better than holding");
    }

    private static bool IsEarly(TradeState state, TradeInput input) =>
        state.SellingSince is not { } since || input.At - since < state.Plan.Policy.UnwindPatience;

    private static TradeStep Open(TradeState state, TradeInput input, Dictionary<string, OrderBook> books)
    {
        TradePlan plan = state.Plan;
        if (Recourse.Opening(plan, books) is not { Actions.Count: > 0 } course)
        {
            return Rest(state, input, "the books no longer offer it");
        }

        Quantity units = Quantity.FromHundredths(course.Actions[0].Quantity.Hundredths / plan.Legs[0].Weight);
        Money least = Money.FromMicros(plan.MinEdgePerUnit.Micros * units.Hundredths / 100);
        if (plan.Policy.RechecksEdge && (!course.Worth.IsPositive || course.Worth < least))
        {
            return Rest(state, input, $"its edge is {course.Worth} now");
        }

        return Place(state with { OpenedAt = input.At }, Intend(state, input, course.Actions[0]));
    }

    internal static OrderIntent Intend(TradeState state, TradeInput input, LegAction action)
    {
        TradePlan plan = state.Plan;
        PlanLeg leg = plan.Legs[action.Leg];
        int attempt = input.Account.Attempts[action.Leg];
        OrderPurpose purpose = action.IsSale ? OrderPurpose.Unwind
            : input.Account.Orders == 0 ? OrderPurpose.Open
            : attempt == 0 ? OrderPurpose.Continue
            : OrderPurpose.Complete;
        TimeInForce life = purpose switch
        {
            OrderPurpose.Open => plan.Policy.FirstLeg,
            OrderPurpose.Continue => plan.Policy.LaterLegs,
            OrderPurpose.Complete or OrderPurpose.Unwind => TimeInForce.ImmediateOrCancel,
        };
        return new OrderIntent
        {
            ClientOrderId = string.Create(CultureInfo.InvariantCulture, $"{plan.TradeId}-{state.Placed}"),
            TradeId = plan.TradeId,
            Leg = action.Leg,
            Attempt = attempt,
            Purpose = purpose,
            Ticker = leg.Ticker,
            Side = action.IsSale ? leg.Side.Opposite() : leg.Side,
            LimitPrice = action.Limit,
            Quantity = action.Quantity,
            TimeInForce = life,
            ReduceOnly = action.IsSale,
            ExpiresAt = life == TimeInForce.GoodTillCanceled ? input.At + plan.Policy.RestFor : null,
            Shard = leg.Shard,
            Subaccount = plan.Subaccount,
            DecidedAt = input.At,
        };
    }

    internal static TradeStep Place(TradeState state, OrderIntent intent)
    {
        TradePhase phase = intent.Purpose switch
        {
            OrderPurpose.Open or OrderPurpose.Continue => TradePhase.Working,
            OrderPurpose.Complete => TradePhase.Completing,
            OrderPurpose.Unwind => TradePhase.Unwinding,
        };
        return new TradeStep(
            state with { Phase = phase, Wait = TradeWait.Order, DueAt = null, SellingSince = null, Placed = state.Placed + 1, Reason = "" },
            [new TradeCommand.Place(intent)]);
    }

    /// <summary>Sends nothing more; ends at once if every fill is read.</summary>
    internal static TradeStep Rest(TradeState state, TradeInput input, string why)
    {
        TradeState resting = state with { Phase = TradePhase.Balanced, Wait = TradeWait.Fills, DueAt = null, Reason = why };
        return input.Account.IsBooked ? Finish(resting, input) : new TradeStep(resting, []);
    }

    private static TradeStep Finish(TradeState state, TradeInput input)
    {
        TradeAccount account = input.Account;
        TradePhase phase = account.Held.All(static held => held == Quantity.Zero) ? TradePhase.Flat
            : IsExposed(state.Plan, account) ? TradePhase.Residual
            : TradePhase.Complete;
        return End(state, phase, input, state.Reason);
    }

    private static TradeStep End(TradeState state, TradePhase phase, TradeInput input, string why)
    {
        TradeState ended = state with { Phase = phase, Wait = TradeWait.Nothing, DueAt = null, EndedAt = input.At, Reason = why };
        List<TradeCommand> commands = [new TradeCommand.Tell(TradingEventKind.TradeEnded, $"{phase}: {why}")];

        // A person who wanted it flat knows what is left.
        if (phase == TradePhase.Residual && state.Flatten is null or { Closing: not null })
        {
            Money worst = input.Account.WorstLoss(state.Plan);
            commands.Add(new TradeCommand.Tell(
                TradingEventKind.UnhedgedLeg, $"unhedged contracts are held; at worst {worst} is lost, {why}"));
        }

        return new TradeStep(ended, commands);
    }

    private static bool IsUntouched(TradeAccount account) => account.Orders == 0;

    /// <summary>Something is held that neither makes whole baskets nor is sure to be paid what it all cost.</summary>
    internal static bool IsExposed(TradePlan plan, TradeAccount account) =>
        !plan.Payoff.IsWhole(account.Held) && plan.Payoff.Guaranteed(account.Held) < account.Spent;
}
