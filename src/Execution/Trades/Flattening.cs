using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>A trade that a person wants flat: leg by leg, as much as the bids take, within the loss that the person agreed to.</summary>
internal static class Flattening
{
    /// <summary>A person waits for it: what nobody bids for stays, and may be tried again.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public static TradeStep Begin(TradeState state, TradeInput input)
    {
        TradeState wanted = state with
        {
            Phase = TradePhase.Unwinding,
            Flatten = input.Wish,
            EndedAt = null,
            SellingSince = null,
            Reason = input.Wish?.Closing is null ? "a person wants it flat" : "what it holds is being closed or rolled",
        };
        return input.Account.HasOpenOrder
            ? new TradeStep(wanted with { Wait = TradeWait.Order, DueAt = null }, [])
            : TradeMachine.Look(wanted);
    }

    public static TradeStep Decide(TradeState state, TradeInput input, Dictionary<string, OrderBook> books, FlattenWish wish)
    {
        if (wish.Closing is { } terms)
        {
            return ClosingCourse.Decide(state, input, books, wish, terms);
        }

        TradePlan plan = state.Plan;
        bool isLeft = false;
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            Quantity held = input.Account.Held[i];
            if (!held.IsPositive || BookTrust.IsOver(input.Views![plan.Legs[i].Ticker].Status))
            {
                continue;
            }

            isLeft = true;
            if (FlattenQuote.Sale(plan.Legs[i], books[plan.Legs[i].Ticker], held, plan.Member) is { } sale && state.Placed < wish.MostPlaced)
            {
                OrderIntent intent = TradeMachine.Intend(state, input, new LegAction(i, IsSale: true, sale.Quantity, sale.Limit));
                if (input.Account.WorstLoss(plan, intent) <= wish.Bound)
                {
                    return TradeMachine.Place(state, intent);
                }
            }
        }

        return isLeft
            ? Pause(state, input, wish, "nobody bids for what is left within the loss agreed to")
            : TradeMachine.Rest(state, input, "sold because a person wanted it");
    }

    public static TradeStep Pause(TradeState state, TradeInput input, FlattenWish wish, string why)
    {
        TradePolicy policy = state.Plan.Policy;
        bool isOpen = wish.Closing is not null && ClosingCourse.HasBegun(state, wish);
        bool isOver = input.At - wish.Since >= (isOpen ? policy.GiveUpAfter : Patience) || state.Placed >= wish.MostPlaced;
        return isOver
            ? TradeMachine.Rest(state, input, $"given up: {why}")
            : new TradeStep(state with { Wait = TradeWait.Timer, DueAt = input.At + policy.Pause, Reason = why }, []);
    }
}
