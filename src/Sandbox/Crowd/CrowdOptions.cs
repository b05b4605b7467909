namespace Dutchbook.Sandbox;

/// <summary>How the simulated traders behave. Equal seeds and times give equal trading.</summary>
public sealed record CrowdOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>What they do in a second: quotes changed, sizes changed, trades.</summary>
    public int ActionsPerSecond { get; init; } = 20;

    /// <summary>How often somebody quotes a price that cannot be right; null for never.</summary>
    public TimeSpan? MispriceEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long such a price stands.</summary>
    public TimeSpan MispricedFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a new event is listed, where prices follow beliefs; null for never.</summary>
    public TimeSpan? ListEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>By how much at least, in ticks of $0.0001 before fees.</summary>
    public int LeastGapTicks { get; init; } = 500;

    public int GreatestGapTicks { get; init; } = 1_500;
}

/// <summary>
/// A mispricing the traders made on purpose: one of each claim, bought at its ask, costs <see cref="GapTicks"/> less than what must
/// come back, before fees.
/// </summary>
/// <param name="EndedAt">Null while it stands.</param>
public sealed record PlantedTruth(
    int Number, DateTimeOffset At, PlantKind Kind, IReadOnlyList<PlantedClaim> Claims, int AtLeast, int GapTicks, DateTimeOffset? EndedAt);
