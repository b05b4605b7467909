namespace Dutchbook.Execution;

/// <summary>One thing that happened to an order, with what was learnt by it.</summary>
public abstract record OrderInput(DateTimeOffset At)
{
    public sealed record Approved(DateTimeOffset At) : OrderInput(At);

    public sealed record Denied(DateTimeOffset At, string Reason) : OrderInput(At);

    public sealed record SendBegan(DateTimeOffset At, DateTimeOffset SendBy) : OrderInput(At);

    public sealed record Withdrawn(DateTimeOffset At, string Reason) : OrderInput(At);

    public sealed record CancelAsked(DateTimeOffset At) : OrderInput(At);

    public sealed record LookBegan(DateTimeOffset At) : OrderInput(At);

    public sealed record Restarted(DateTimeOffset At) : OrderInput(At);

    public sealed record Answered(DateTimeOffset At, SubmitAnswer Answer) : OrderInput(At);

    public sealed record Seen(DateTimeOffset At, VenueOrder Order) : OrderInput(At);

    /// <param name="AsOf">How far the list that lacks it reaches; null when the list could not be read.</param>
    public sealed record Missed(DateTimeOffset At, DateTimeOffset? AsOf) : OrderInput(At);

    public sealed record FillTold(DateTimeOffset At, VenueFill Fill) : OrderInput(At);
}
