using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>What people decided about matches, and where those that were found wait for them. Asked by many at once.</summary>
public interface IMatchReview
{
    /// <summary>The decision about a match as it is now.</summary>
    MatchStanding StandingOf(FoundMatch match);

    /// <summary>A match was found and waits for a decision, or goes by the one there is.</summary>
    void Take(FoundMatch match);
}

/// <summary>How a match stands with those who review.</summary>
/// <param name="Words">For a reader, such as "approved by ada on 2026-03-01".</param>
/// <param name="HasLapsed">There was a decision, about texts or a grade that have changed since.</param>
public sealed record MatchStanding(MatchDecision Decision, string Words, bool HasLapsed = false);

/// <summary>Where nothing is kept, nothing is reviewed.</summary>
public sealed class UnreviewedMatches : IMatchReview
{
    public static UnreviewedMatches Instance { get; } = new();

    public MatchStanding StandingOf(FoundMatch match) => new(MatchDecision.Pending, "unreviewed match");

    public void Take(FoundMatch match)
    {
        // Nowhere to keep it.
    }
}
