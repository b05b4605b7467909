namespace Dutchbook.Execution;

/// <summary>
/// The table of the order machine: what each signal does in each phase. Nested switches without a default, so that the
/// compiler names a pair that is missing.
/// </summary>
public static class OrderTable
{
    public static OrderMove Next(OrderPhase phase, OrderSignal signal) => phase switch
    {
        OrderPhase.Planned => signal switch
        {
            OrderSignal.Approve => OrderMove.To(OrderPhase.Intended),
            OrderSignal.Deny => OrderMove.To(OrderPhase.Denied),
            OrderSignal.NotSeen or OrderSignal.ProvenAbsent => OrderMove.Stay,
            OrderSignal.SeenResting or OrderSignal.SeenEnded => OrderMove.Contradiction,
            OrderSignal.FillSeen or OrderSignal.FilledWhole => OrderMove.Contradiction,
            OrderSignal.BeginSend or OrderSignal.Withdraw or OrderSignal.AskCancel => OrderMove.Misuse,
            OrderSignal.BeginLook or OrderSignal.Restart => OrderMove.Misuse,
            OrderSignal.AnsweredResting or OrderSignal.AnsweredEnded => OrderMove.Misuse,
            OrderSignal.AnsweredRefused or OrderSignal.AnsweredUnknown => OrderMove.Misuse,
        },
        OrderPhase.Denied => NeverSent(signal),
        OrderPhase.Intended => signal switch
        {
            OrderSignal.BeginSend => OrderMove.To(OrderPhase.Sent),

            // Sent is durable before the first byte leaves: what is still Intended after a crash never left.
            OrderSignal.Withdraw or OrderSignal.Restart => OrderMove.To(OrderPhase.Rejected),
            OrderSignal.AskCancel or OrderSignal.NotSeen or OrderSignal.ProvenAbsent => OrderMove.Stay,
            OrderSignal.SeenResting or OrderSignal.SeenEnded => OrderMove.Contradiction,
            OrderSignal.FillSeen or OrderSignal.FilledWhole => OrderMove.Contradiction,
            OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginLook => OrderMove.Misuse,
            OrderSignal.AnsweredResting or OrderSignal.AnsweredEnded => OrderMove.Misuse,
            OrderSignal.AnsweredRefused or OrderSignal.AnsweredUnknown => OrderMove.Misuse,
        },
        OrderPhase.Sent => signal switch
        {
            OrderSignal.AnsweredResting or OrderSignal.SeenResting => OrderMove.To(OrderPhase.Working),
            OrderSignal.AnsweredEnded or OrderSignal.SeenEnded => OrderMove.To(OrderPhase.Closed),
            OrderSignal.FilledWhole => OrderMove.To(OrderPhase.Closed),
            OrderSignal.AnsweredRefused or OrderSignal.ProvenAbsent => OrderMove.To(OrderPhase.Rejected),
            OrderSignal.AnsweredUnknown or OrderSignal.Restart => OrderMove.To(OrderPhase.Unknown),
            OrderSignal.BeginLook => OrderMove.To(OrderPhase.Resolving),
            OrderSignal.AskCancel or OrderSignal.NotSeen or OrderSignal.FillSeen => OrderMove.Stay,
            OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend => OrderMove.Misuse,
            OrderSignal.Withdraw => OrderMove.Misuse,
        },
        OrderPhase.Working => signal switch
        {
            OrderSignal.AnsweredEnded or OrderSignal.SeenEnded => OrderMove.To(OrderPhase.Closed),
            OrderSignal.FilledWhole => OrderMove.To(OrderPhase.Closed),
            OrderSignal.AskCancel => OrderMove.To(OrderPhase.Closing),
            _ => InBook(signal),
        },
        OrderPhase.Closing => signal switch
        {
            OrderSignal.AnsweredEnded or OrderSignal.SeenEnded => OrderMove.To(OrderPhase.Closed),
            OrderSignal.FilledWhole => OrderMove.To(OrderPhase.Closed),
            OrderSignal.AskCancel => OrderMove.Stay,
            _ => InBook(signal),
        },
        OrderPhase.Unknown => signal switch
        {
            OrderSignal.BeginLook => OrderMove.To(OrderPhase.Resolving),
            OrderSignal.NotSeen or OrderSignal.Restart or OrderSignal.AnsweredUnknown => OrderMove.Stay,
            _ => Unresolved(signal),
        },
        OrderPhase.Resolving => signal switch
        {
            OrderSignal.BeginLook or OrderSignal.AnsweredUnknown => OrderMove.Stay,
            OrderSignal.NotSeen or OrderSignal.Restart => OrderMove.To(OrderPhase.Unknown),
            _ => Unresolved(signal),
        },
        OrderPhase.Closed => signal switch
        {
            // What is told late, twice or from a stale list ends nothing anew.
            OrderSignal.AnsweredResting or OrderSignal.AnsweredEnded or OrderSignal.AnsweredUnknown => OrderMove.Stay,
            OrderSignal.SeenResting or OrderSignal.SeenEnded or OrderSignal.NotSeen => OrderMove.Stay,
            OrderSignal.FillSeen or OrderSignal.FilledWhole => OrderMove.Stay,
            OrderSignal.AskCancel or OrderSignal.BeginLook or OrderSignal.Restart => OrderMove.Stay,
            OrderSignal.AnsweredRefused or OrderSignal.ProvenAbsent => OrderMove.Contradiction,
            OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend => OrderMove.Misuse,
            OrderSignal.Withdraw => OrderMove.Misuse,
        },
        OrderPhase.Rejected => signal switch
        {
            OrderSignal.AnsweredRefused or OrderSignal.AnsweredUnknown => OrderMove.Stay,
            OrderSignal.NotSeen or OrderSignal.ProvenAbsent => OrderMove.Stay,
            OrderSignal.AskCancel or OrderSignal.BeginLook or OrderSignal.Restart => OrderMove.Stay,
            OrderSignal.AnsweredResting or OrderSignal.AnsweredEnded => OrderMove.Contradiction,
            OrderSignal.SeenResting or OrderSignal.SeenEnded => OrderMove.Contradiction,
            OrderSignal.FillSeen or OrderSignal.FilledWhole => OrderMove.Contradiction,
            OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend => OrderMove.Misuse,
            OrderSignal.Withdraw => OrderMove.Misuse,
        },
    };

    private static OrderMove NeverSent(OrderSignal signal) => signal switch
    {
        OrderSignal.AskCancel or OrderSignal.BeginLook or OrderSignal.Restart => OrderMove.Stay,
        OrderSignal.NotSeen or OrderSignal.ProvenAbsent => OrderMove.Stay,
        OrderSignal.SeenResting or OrderSignal.SeenEnded => OrderMove.Contradiction,
        OrderSignal.FillSeen or OrderSignal.FilledWhole => OrderMove.Contradiction,
        OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend or OrderSignal.Withdraw => OrderMove.Misuse,
        OrderSignal.AnsweredResting or OrderSignal.AnsweredEnded => OrderMove.Misuse,
        OrderSignal.AnsweredRefused or OrderSignal.AnsweredUnknown => OrderMove.Misuse,
    };

    /// <summary>What Working and Closing have in common.</summary>
    private static OrderMove InBook(OrderSignal signal) => signal switch
    {
        OrderSignal.AnsweredResting or OrderSignal.AnsweredUnknown => OrderMove.Stay,
        OrderSignal.SeenResting or OrderSignal.NotSeen or OrderSignal.FillSeen => OrderMove.Stay,
        OrderSignal.BeginLook or OrderSignal.Restart => OrderMove.Stay,

        // It was seen at the venue: neither a refusal nor its absence can be true.
        OrderSignal.AnsweredRefused or OrderSignal.ProvenAbsent => OrderMove.Contradiction,
        OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend or OrderSignal.Withdraw => OrderMove.Misuse,
        OrderSignal.AnsweredEnded or OrderSignal.SeenEnded or OrderSignal.FilledWhole => OrderMove.Misuse,
        OrderSignal.AskCancel => OrderMove.Misuse,
    };

    /// <summary>What Unknown and Resolving have in common.</summary>
    private static OrderMove Unresolved(OrderSignal signal) => signal switch
    {
        OrderSignal.AnsweredResting or OrderSignal.SeenResting => OrderMove.To(OrderPhase.Working),
        OrderSignal.AnsweredEnded or OrderSignal.SeenEnded => OrderMove.To(OrderPhase.Closed),
        OrderSignal.FilledWhole => OrderMove.To(OrderPhase.Closed),
        OrderSignal.AnsweredRefused or OrderSignal.ProvenAbsent => OrderMove.To(OrderPhase.Rejected),
        OrderSignal.AskCancel or OrderSignal.FillSeen => OrderMove.Stay,
        OrderSignal.Approve or OrderSignal.Deny or OrderSignal.BeginSend or OrderSignal.Withdraw => OrderMove.Misuse,
        OrderSignal.BeginLook or OrderSignal.NotSeen or OrderSignal.Restart => OrderMove.Misuse,
        OrderSignal.AnsweredUnknown => OrderMove.Misuse,
    };
}

/// <summary>What a signal does to an order.</summary>
/// <param name="Kind">Whether it moves at all.</param>
/// <param name="Phase">Where to; of no meaning unless it moves.</param>
public readonly record struct OrderMove(OrderMoveKind Kind, OrderPhase Phase)
{
    /// <summary>Nothing moves; what was told may still raise what is known to be filled.</summary>
    public static OrderMove Stay { get; } = new(OrderMoveKind.Stay, default);

    /// <summary>The venue says what cannot be true with what it said before: nothing moves, and trading halts.</summary>
    public static OrderMove Contradiction { get; } = new(OrderMoveKind.Contradiction, default);

    /// <summary>Our own code did what it must not: it throws.</summary>
    public static OrderMove Misuse { get; } = new(OrderMoveKind.Misuse, default);

    public static OrderMove To(OrderPhase phase) => new(OrderMoveKind.Go, phase);

    public override string ToString() => Kind == OrderMoveKind.Go ? Phase.ToString() : Kind.ToString();
}

public enum OrderMoveKind
{
    Go = 0,
    Stay,
    Contradiction,
    Misuse,
}
