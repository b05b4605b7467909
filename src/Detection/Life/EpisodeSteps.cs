using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>How an episode begins, goes on and ends; the only code that makes one from another.</summary>
internal static class EpisodeSteps
{
    public static Episode Begin(Opportunity seen, DateTimeOffset at) => new()
    {
        OpportunityId = seen.Id,
        Status = seen.Status == OpportunityStatus.Validated ? OpportunityStatus.Validated : OpportunityStatus.Detected,
        Grade = seen.Grade,
        Score = seen.Score,
        Edge = seen.Edge,
        FirstSeen = at,
        LastSeen = at,
        TimesSeen = 1,
        BestEdge = seen.Edge,
        BestAt = at,
        BestUnits = seen.Units,
        ExpiresAt = seen.ExpiresAt,
        Tickers = [.. seen.Legs.Select(static leg => leg.Claim.Market.Ticker)],
    };

    /// <summary>The same look told twice counts once.</summary>
    public static Episode Refresh(Episode known, Opportunity seen, DateTimeOffset at)
    {
        OpportunityTurn turn = seen.Status == OpportunityStatus.Validated ? OpportunityTurn.Confirmed : OpportunityTurn.Seen;
        bool isBetter = seen.Edge > known.BestEdge;
        return known with
        {
            Status = Legal(known, turn),
            Grade = seen.Grade,
            Score = seen.Score,
            Edge = seen.Edge,
            LastSeen = at,
            EndedAt = null,
            End = null,
            TimesSeen = known.TimesSeen + (at > known.LastSeen ? 1 : 0),
            BestEdge = isBetter ? seen.Edge : known.BestEdge,
            BestAt = isBetter ? at : known.BestAt,
            BestUnits = isBetter ? seen.Units : known.BestUnits,
            HalvedAt = isBetter ? null
                : known.HalvedAt is null && at > known.BestAt && 2 * seen.Edge.Micros <= known.BestEdge.Micros ? at
                : known.HalvedAt,
            ExpiresAt = seen.ExpiresAt,
            Tickers = [.. seen.Legs.Select(static leg => leg.Claim.Market.Ticker)],
        };
    }

    public static Episode End(Episode known, DateTimeOffset at, EpisodeEnd why) =>
        known with { Status = Legal(known, OpportunityTurn.Gone), EndedAt = at, End = why };

    /// <exception cref="InvalidOperationException">The turn is impossible in the episode's status.</exception>
    public static OpportunityStatus Legal(Episode known, OpportunityTurn turn) =>
        OpportunityLife.Next(known.Status, turn) ?? throw new InvalidOperationException(
            $"Opportunity {known.OpportunityId} is {known.Status}: it cannot be {turn}.");
}
