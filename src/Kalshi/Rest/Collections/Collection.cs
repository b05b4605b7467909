namespace Dutchbook.Kalshi;

/// <summary>From what, and how, the venue makes combos. What it does not say is null.</summary>
/// <param name="Events">Whose markets may be legs.</param>
/// <param name="IsOrdered">Whether the order of legs matters.</param>
/// <param name="FewestLegs">Included.</param>
/// <param name="MostLegs">Included; the venue writes 0 for no limit.</param>
/// <param name="Meaning">The venue's words for when a combo is YES.</param>
public sealed record Collection(
    string Ticker,
    string? SeriesTicker,
    string Title,
    string Description,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    IReadOnlyList<CollectionEvent> Events,
    bool? IsOrdered,
    int? FewestLegs,
    int? MostLegs,
    string Meaning,
    int? ExchangeIndex);

/// <summary>One event of a collection, and how many of its markets a combo may take.</summary>
public sealed record CollectionEvent(string Ticker, bool? IsYesOnly, int? FewestLegs, int? MostLegs);

/// <summary>Which collections are wanted; what is null does not narrow.</summary>
public sealed record CollectionFilter
{
    /// <summary><c>unopened</c>, <c>open</c> or <c>closed</c>.</summary>
    public string? Status { get; init; }

    public string? AssociatedEventTicker { get; init; }

    public string? SeriesTicker { get; init; }
}
