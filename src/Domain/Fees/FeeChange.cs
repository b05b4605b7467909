namespace Dutchbook.Domain;

/// <summary>A scheduled change of a series' fee fields, or of an event's overrides.</summary>
/// <param name="Ticker">Of the series or the event.</param>
/// <param name="Type">The new word; absent text on an event means that its override ends.</param>
/// <param name="Multiplier">The new multiplier; null on an event means that its override ends.</param>
public sealed record FeeChange(string Ticker, Open<FeeType> Type, Ratio? Multiplier, DateTimeOffset ScheduledAt);
