namespace Dutchbook.Sandbox;

/// <summary>
/// A series as the sandbox lists it; a null fee field is left out of the wire, as a venue that forgets it would.
/// </summary>
public sealed record ListedSeries
{
    public required string Ticker { get; init; }

    public required string Title { get; init; }

    public string Category { get; init; } = "";

    public string Frequency { get; init; } = "custom";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<ListedSource> Sources { get; init; } = [];

    public string? FeeType { get; init; } = "quadratic";

    public decimal? FeeMultiplier { get; init; } = 1m;

    public int ExchangeIndex { get; init; }
}

/// <summary>Where the deciding fact of a series is published.</summary>
public sealed record ListedSource(string Name, string Url);

/// <summary>A change of a series' fee that the venue has announced.</summary>
public sealed record ListedFeeChange(string SeriesTicker, string FeeType, decimal FeeMultiplier, DateTimeOffset At);
