namespace Dutchbook.Execution;

/// <summary>How long an order may wait, in the venue's words.</summary>
public enum TimeInForce
{
    /// <summary>All of it at once, or nothing.</summary>
    FillOrKill = 0,

    /// <summary>What can be had at once; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>It may rest in the book.</summary>
    GoodTillCanceled,
}
