namespace Dutchbook.Sandbox;

/// <summary>What is said of the venue and was never proven, each switched the other way: whoever relies on one must find out.</summary>
public sealed record VenueQuirks
{
    /// <summary>The client order id of an order that was cancelled unfilled may be used again.</summary>
    public bool ForgetsCancelledIds { get; init; }

    /// <summary>That of an order that filled.</summary>
    public bool ForgetsFilledIds { get; init; }

    /// <summary>That of an order that was killed.</summary>
    public bool ForgetsKilledIds { get; init; }

    /// <summary>A used id is refused only with the same order behind it.</summary>
    public bool TakesUsedIdsForOtherOrders { get; init; }

    /// <summary>A group takes orders although it was triggered.</summary>
    public bool TriggeredGroupsTakeOrders { get; init; }

    /// <summary>Reduce-only orders are taken like others.</summary>
    public bool IgnoresReduceOnly { get; init; }

    /// <summary>A cancel of everything also cancels what is placed for so long after it.</summary>
    public TimeSpan CancelAllReach { get; init; }
}
