using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>A market as stored. Null and empty mean that the venue did not say, or that nobody quotes.</summary>
public sealed record StoredMarket
{
    public required string Ticker { get; init; }

    public required string EventTicker { get; init; }

    public required string SeriesTicker { get; init; }

    /// <summary>The event's category.</summary>
    public required string Category { get; init; }

    public required Utf8Text Title { get; init; }

    public required Utf8Text RulesPrimary { get; init; }

    public required Utf8Text RulesSecondary { get; init; }

    /// <summary>The venue's word.</summary>
    public required string Status { get; init; }

    /// <summary>The venue's word.</summary>
    public required string Result { get; init; }

    /// <summary>The venue's word.</summary>
    public required string StrikeType { get; init; }

    public required decimal? FloorStrike { get; init; }

    public required decimal? CapStrike { get; init; }

    public required DateTimeOffset? CloseTime { get; init; }

    /// <summary>Sides that nobody quoted have no price and no size.</summary>
    public required Quote Quote { get; init; }

    public required Price? LastPrice { get; init; }

    public required Quantity? Volume { get; init; }

    public required Quantity? OpenInterest { get; init; }

    /// <summary>The snapshot that last changed the row.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>An event as stored, with the tickers of its members in reading order.</summary>
public sealed record StoredEvent(
    string Ticker, string SeriesTicker, Utf8Text Title, string Category, bool? MutuallyExclusive, bool IsWhole,
    IReadOnlyList<string> MarketTickers);

/// <summary>A market's top of the book from <paramref name="At"/> until the next point.</summary>
public readonly record struct PricePoint(DateTimeOffset At, Quote Quote);
