namespace Dutchbook.Domain;

/// <summary>What can happen to an opportunity in its life.</summary>
public enum OpportunityTurn
{
    /// <summary>A pass saw it, from books that were not fetched together.</summary>
    Seen,

    /// <summary>A second look confirmed it from books fetched together.</summary>
    Confirmed,

    /// <summary>A pass that looked did not find it, or its first leg closed.</summary>
    Gone,

    /// <summary>A trade of it began.</summary>
    Started,

    /// <summary>The trade bought the whole basket.</summary>
    Filled,

    /// <summary>The trade ended in any other way.</summary>
    Failed,
}

/// <summary>The legal steps in the life of an opportunity.</summary>
public static class OpportunityLife
{
    /// <summary>The status after a turn; null when the turn is impossible in this status.</summary>
    /// <remarks>
    /// A basket that was Validated and is merely seen again is only Detected, because its new figures were not
    /// confirmed. A trade under way is not ended by what the market shows, and an ended one keeps its result while the
    /// mispricing lasts. What has expired stays so: when it comes back, a new episode begins.
    /// </remarks>
    public static OpportunityStatus? Next(OpportunityStatus status, OpportunityTurn turn) => status switch
    {
        OpportunityStatus.Detected => turn switch
        {
            OpportunityTurn.Seen => OpportunityStatus.Detected,
            OpportunityTurn.Confirmed => OpportunityStatus.Validated,
            OpportunityTurn.Gone => OpportunityStatus.Expired,
            OpportunityTurn.Started => null,
            OpportunityTurn.Filled => null,
            OpportunityTurn.Failed => null,
        },
        OpportunityStatus.Validated => turn switch
        {
            OpportunityTurn.Seen => OpportunityStatus.Detected,
            OpportunityTurn.Confirmed => OpportunityStatus.Validated,
            OpportunityTurn.Gone => OpportunityStatus.Expired,
            OpportunityTurn.Started => OpportunityStatus.Executing,
            OpportunityTurn.Filled => null,
            OpportunityTurn.Failed => null,
        },
        OpportunityStatus.Executing => turn switch
        {
            OpportunityTurn.Seen => OpportunityStatus.Executing,
            OpportunityTurn.Confirmed => OpportunityStatus.Executing,
            OpportunityTurn.Gone => OpportunityStatus.Executing,
            OpportunityTurn.Started => null,
            OpportunityTurn.Filled => OpportunityStatus.Filled,
            OpportunityTurn.Failed => OpportunityStatus.Failed,
        },
        OpportunityStatus.Filled => turn switch
        {
            OpportunityTurn.Seen => OpportunityStatus.Filled,
            OpportunityTurn.Confirmed => OpportunityStatus.Filled,
            OpportunityTurn.Gone => OpportunityStatus.Filled,
            OpportunityTurn.Started => null,
            OpportunityTurn.Filled => null,
            OpportunityTurn.Failed => null,
        },
        OpportunityStatus.Failed => turn switch
        {
            OpportunityTurn.Seen => OpportunityStatus.Failed,
            OpportunityTurn.Confirmed => OpportunityStatus.Failed,
            OpportunityTurn.Gone => OpportunityStatus.Failed,
            OpportunityTurn.Started => null,
            OpportunityTurn.Filled => null,
            OpportunityTurn.Failed => null,
        },
        OpportunityStatus.Expired => turn switch
        {
            OpportunityTurn.Seen => null,
            OpportunityTurn.Confirmed => null,
            OpportunityTurn.Gone => null,
            OpportunityTurn.Started => null,
            OpportunityTurn.Filled => null,
            OpportunityTurn.Failed => null,
        },
    };
}
