namespace Dutchbook.Kalshi;

/// <summary>A game, a race, a release: what several events are about.</summary>
/// <param name="RelatedEvents">All events that hang on it.</param>
/// <param name="PrimaryEvents">Those about its outcome itself.</param>
public sealed record Milestone(
    string Id,
    string Category,
    string Type,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> RelatedEvents,
    IReadOnlyList<string> PrimaryEvents,
    string? SourceId,
    DateTimeOffset? UpdatedAt);

/// <summary>Which milestones are wanted; what is null does not narrow.</summary>
public sealed record MilestoneFilter
{
    public string? Category { get; init; }

    public string? Competition { get; init; }

    public string? Type { get; init; }

    public string? SourceId { get; init; }

    public string? RelatedEventTicker { get; init; }

    public DateTimeOffset? StartsFrom { get; init; }

    /// <summary>Whole seconds count.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }
}
