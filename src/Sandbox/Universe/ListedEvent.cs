namespace Dutchbook.Sandbox;

/// <summary>An event as the sandbox lists it.</summary>
public sealed record ListedEvent
{
    public required string Ticker { get; init; }

    public required string SeriesTicker { get; init; }

    public string Title { get; init; } = "";

    public string SubTitle { get; init; } = "";

    public string Category { get; init; } = "";

    public bool MutuallyExclusive { get; init; }

    /// <summary>MECNET for exclusive sets, DIRECNET for ordered thresholds, empty otherwise.</summary>
    public string CollateralReturnType { get; init; } = "";

    public DateTimeOffset? StrikeDate { get; init; }

    public string StrikePeriod { get; init; } = "";

    public IReadOnlyList<ListedSource> Sources { get; init; } = [];

    public string? FeeTypeOverride { get; init; }

    public decimal? FeeMultiplierOverride { get; init; }

    public string Competition { get; init; } = "";

    public string CompetitionScope { get; init; } = "";

    public int ExchangeIndex { get; init; }

    /// <summary>The collection a combo event came from; empty for ordinary events.</summary>
    public string CollectionTicker { get; init; } = "";

    public bool IsCombo => CollectionTicker.Length > 0;
}
