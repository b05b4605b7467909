namespace Dutchbook.Domain;

/// <summary>
/// One time that a mispricing was there: from the look that first saw it to the one that no longer did. The same basket
/// may have many.
/// </summary>
public sealed record Episode
{
    /// <summary>The id of the opportunity: the hash of its claims.</summary>
    public required string OpportunityId { get; init; }

    public required OpportunityStatus Status { get; init; }

    /// <summary>By the newest look, like score and edge.</summary>
    public required Grade Grade { get; init; }

    public required Money Score { get; init; }

    public required Money Edge { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The look that no longer saw it; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Looks that saw it.</summary>
    public required int TimesSeen { get; init; }

    /// <summary>The greatest edge of any look, and when that was.</summary>
    public required Money BestEdge { get; init; }

    public required DateTimeOffset BestAt { get; init; }

    /// <summary>Unit baskets that the greatest edge was of; null where an earlier release did not write it down.</summary>
    public Quantity? BestUnits { get; init; }

    /// <summary>The first look after the best one that saw half of its edge or less; null while none did.</summary>
    public DateTimeOffset? HalvedAt { get; init; }

    /// <summary>Why it ended; null while it lasts.</summary>
    public EpisodeEnd? End { get; init; }

    /// <summary>
    /// From the best look to the one that saw half of its edge or less, or nothing any more; null while it lasts above that. Looks are
    /// some time apart: what was there between two of them is not known.
    /// </summary>
    public TimeSpan? HalfLife => (HalvedAt ?? EndedAt) - BestAt;

    /// <summary>The earliest close of a leg; null when unknown.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The markets of its legs: a look that did not read them cannot say that it is gone.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>It is still there, or a trade of it is under way.</summary>
    public bool IsOpen => EndedAt is null || Status == OpportunityStatus.Executing;

    /// <summary>It waits to be looked at or traded.</summary>
    public bool IsWaiting => EndedAt is null && (Status is OpportunityStatus.Detected or OpportunityStatus.Validated);
}
