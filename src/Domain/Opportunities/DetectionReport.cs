namespace Dutchbook.Domain;

/// <summary>What layer 3 hands on: opportunities, those below threshold, how everything else fell away, and the nearest misses.</summary>
public sealed record DetectionReport
{
    public required IReadOnlyList<Opportunity> Opportunities { get; init; }

    public required IReadOnlyList<Opportunity> BelowThreshold { get; init; }

    public required IReadOnlyList<FunnelStage> Funnel { get; init; }

    public required IReadOnlyList<NearMiss> NearMisses { get; init; }
}

/// <summary>One stage of the funnel: how many went in, how many came out, and why the others did not.</summary>
public sealed record FunnelStage(string Stage, int In, int Out, IReadOnlyDictionary<string, int> Reasons);

/// <summary>A basket that just fails: its edge for one unit, and what would make it trade.</summary>
public sealed record NearMiss
{
    public required Signal Signal { get; init; }

    public required IReadOnlyList<RelationUse> Relations { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Edge per unit basket at the touch after fees; negative.</summary>
    public required Money Edge { get; init; }

    /// <summary>In words: the cents, and on which leg.</summary>
    public required string Needs { get; init; }
}
