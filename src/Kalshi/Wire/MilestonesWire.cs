namespace Dutchbook.Kalshi;

/// <summary>GET /milestones: https://docs.kalshi.com/api-reference/milestone/get-milestones.</summary>
internal sealed record MilestonesWire
{
    public required Items<MilestoneWire>? Milestones { get; init; }
}

internal sealed record MilestoneWire
{
    public required string Id { get; init; }

    public string? Category { get; init; }

    public string? Type { get; init; }

    public string? Title { get; init; }

    public required string StartDate { get; init; }

    public string? EndDate { get; init; }

    public required IReadOnlyList<string>? RelatedEventTickers { get; init; }

    public required IReadOnlyList<string>? PrimaryEventTickers { get; init; }

    public string? SourceId { get; init; }

    public string? LastUpdatedTs { get; init; }
}
