namespace Dutchbook.Execution;

/// <summary>Where an order is in its life. It only moves forward; everything from Denied, Closed and Rejected on is final.</summary>
public enum OrderPhase
{
    /// <summary>Wanted, and not yet put before the gate. Not durable.</summary>
    Planned = 0,

    /// <summary>The gate refused it: final, and nothing was sent.</summary>
    Denied,

    /// <summary>Approved and durable; its bytes have not left.</summary>
    Intended,

    /// <summary>Durable before the first byte left; the answer is awaited.</summary>
    Sent,

    /// <summary>The venue has it in its book.</summary>
    Working,

    /// <summary>A cancel was asked for; only the venue's own list ends it.</summary>
    Closing,

    /// <summary>It may have been taken, now or later: counted at its worst in every limit.</summary>
    Unknown,

    /// <summary>Unknown, and being looked up.</summary>
    Resolving,

    /// <summary>Dead at the venue with what it filled: final.</summary>
    Closed,

    /// <summary>Proven never to have been taken, and never to be: final.</summary>
    Rejected,
}

public static class OrderPhaseExtensions
{
    public static bool IsFinal(this OrderPhase phase) =>
        phase is OrderPhase.Denied or OrderPhase.Closed or OrderPhase.Rejected;

    /// <summary>The venue may hold it, or come to hold it, without our having seen it.</summary>
    public static bool IsUncertain(this OrderPhase phase) =>
        phase is OrderPhase.Sent or OrderPhase.Unknown or OrderPhase.Resolving;
}
