using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>One order's life: a pure function of its state and what happened.</summary>
public static class OrderMachine
{
    public static OrderStep Step(OrderState state, OrderInput input, Fence fence)
    {
        OrderSignal signal = Classify(state, input, fence);
        OrderMove move = OrderTable.Next(state.Phase, signal);
        if (move.Kind == OrderMoveKind.Misuse)
        {
            throw new InvalidOperationException($"{signal} must not happen to {state}.");
        }

        OrderState learnt = Learn(state, input, fence);
        OrderState next = move.Kind == OrderMoveKind.Go
            ? learnt with { Phase = move.Phase, ChangedAt = input.At, Reason = Reason(learnt, input) }
            : learnt;
        string? contradiction = move.Kind == OrderMoveKind.Contradiction
            ? $"{signal} of an order that is {state.Phase}"
            : Impossible(state, next, input);
        return new OrderStep(next, contradiction);
    }

    private static OrderSignal Classify(OrderState state, OrderInput input, Fence fence) => input switch
    {
        OrderInput.Approved => OrderSignal.Approve,
        OrderInput.Denied => OrderSignal.Deny,
        OrderInput.SendBegan => OrderSignal.BeginSend,
        OrderInput.Withdrawn => OrderSignal.Withdraw,
        OrderInput.CancelAsked => OrderSignal.AskCancel,
        OrderInput.LookBegan => OrderSignal.BeginLook,
        OrderInput.Restarted => OrderSignal.Restart,
        OrderInput.Answered answered => answered.Answer switch
        {
            SubmitAnswer.Accepted accepted => accepted.Remaining.IsPositive
                ? OrderSignal.AnsweredResting
                : OrderSignal.AnsweredEnded,

            // True of this delivery only: the network may have delivered it twice, and the second comes when the pause is over.
            SubmitAnswer.Rejected { Kind: RejectionKind.NotTrading } => OrderSignal.AnsweredUnknown,
            SubmitAnswer.Rejected => OrderSignal.AnsweredRefused,
            SubmitAnswer.Exists or SubmitAnswer.Unknown => OrderSignal.AnsweredUnknown,
            _ => throw new ArgumentOutOfRangeException(nameof(input), input, "no known answer"),
        },

        // A word that we do not know ends nothing.
        OrderInput.Seen seen => seen.Order.Status is VenueOrderStatus.Canceled or VenueOrderStatus.Executed
            ? OrderSignal.SeenEnded
            : OrderSignal.SeenResting,
        OrderInput.Missed missed => IsProof(state, missed, fence) ? OrderSignal.ProvenAbsent : OrderSignal.NotSeen,
        OrderInput.FillTold told => Has(state, told.Fill)
            ? OrderSignal.FillSeen
            : state.Booked() + told.Fill.Quantity >= state.Intent.Quantity
                ? OrderSignal.FilledWhole
                : OrderSignal.FillSeen,
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "no known input"),
    };

    /// <summary>
    /// Absence is proof only of what was sent and never heard of, from the second list past the fence that lacks it.
    /// </summary>
    private static bool IsProof(OrderState state, OrderInput.Missed missed, Fence fence) =>
        state.Phase.IsUncertain()
        && state.OrderId.Length == 0
        && !state.Filled().IsPositive
        && state.AbsentAt is { } first
        && missed.At - first >= fence.Between
        && missed.AsOf is { } asOf
        && fence.Passed(state.SendBy!.Value, asOf);

    private static OrderState Learn(OrderState state, OrderInput input, Fence fence) => input switch
    {
        OrderInput.SendBegan began => state with { SentAt = began.At, SendBy = began.SendBy },
        OrderInput.CancelAsked => state with { CancelWanted = true },
        OrderInput.LookBegan => state with { LookedAt = input.At },
        OrderInput.Answered { Answer: SubmitAnswer.Accepted accepted } =>
            Hear(state, accepted.OrderId, accepted.Filled),
        OrderInput.Answered { Answer: SubmitAnswer.Rejected rejected } => state with { Rejection = rejected.Kind },
        OrderInput.Seen seen => Hear(state, seen.Order.OrderId, seen.Order.Filled),
        OrderInput.Missed { AsOf: { } asOf } when state.AbsentAt is null
            && state.SendBy is { } sendBy && fence.Passed(sendBy, asOf) => state with { AbsentAt = input.At },
        OrderInput.FillTold told when !Has(state, told.Fill) =>
            Hear(state, told.Fill.OrderId, Quantity.Zero) with { Fills = [.. state.Fills, told.Fill] },
        _ => state,
    };

    private static OrderState Hear(OrderState state, string orderId, Quantity filled) => state with
    {
        OrderId = state.OrderId.Length > 0 ? state.OrderId : orderId,
        Reported = filled > state.Reported ? filled : state.Reported,
        AbsentAt = null,
    };

    private static bool Has(OrderState state, VenueFill fill)
    {
        foreach (VenueFill known in state.Fills)
        {
            if (string.Equals(known.FillId, fill.FillId, StringComparison.Ordinal)
                && string.Equals(known.OrderId, fill.OrderId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Reason(OrderState state, OrderInput input) => input switch
    {
        OrderInput.Denied denied => denied.Reason,
        OrderInput.Withdrawn withdrawn => withdrawn.Reason,
        OrderInput.Restarted => "the process began anew",
        OrderInput.Answered { Answer: SubmitAnswer.Rejected rejected } => $"{rejected.Code} {rejected.Evidence}".Trim(),
        OrderInput.Answered { Answer: SubmitAnswer.Exists exists } => $"the venue has it already: {exists.Evidence}",
        OrderInput.Answered { Answer: SubmitAnswer.Unknown unknown } => unknown.Reason,
        OrderInput.Missed => "two lists past the fence lack it",
        _ => state.Reason,
    };

    /// <summary>What no honest venue can say of one order; null when it can.</summary>
    private static string? Impossible(OrderState before, OrderState after, OrderInput input)
    {
        string heard = input switch
        {
            OrderInput.Answered { Answer: SubmitAnswer.Accepted accepted } => accepted.OrderId,
            OrderInput.Seen seen => seen.Order.OrderId,
            OrderInput.FillTold told => told.Fill.OrderId,
            _ => "",
        };
        if (heard.Length > 0 && before.OrderId.Length > 0 && !string.Equals(heard, before.OrderId, StringComparison.Ordinal))
        {
            return $"two orders of the venue, {before.OrderId} and {heard}, bear one id of ours";
        }

        if (input is OrderInput.Seen { Order: var order }
            && (!string.Equals(order.Ticker, before.Intent.Ticker, StringComparison.Ordinal) || order.Side != before.Intent.Side))
        {
            return $"the venue shows it as {order.Side.Word()} {order.Ticker}";
        }

        if (input is OrderInput.FillTold { Fill: var fill })
        {
            if (!string.Equals(fill.Ticker, before.Intent.Ticker, StringComparison.Ordinal) || fill.Side != before.Intent.Side)
            {
                return $"a fill of {fill.Side.Word()} {fill.Ticker}";
            }

            if (fill.Price > before.Intent.LimitPrice)
            {
                return $"a fill at {fill.Price}, worse than the limit";
            }
        }

        return after.Filled() > after.Intent.Quantity ? $"{after.Filled()} filled of {after.Intent.Quantity}" : null;
    }
}

/// <param name="State">The order after it.</param>
/// <param name="Contradiction">What the venue said that cannot be true; trading halts on it. Null when there is none.</param>
public sealed record OrderStep(OrderState State, string? Contradiction);
