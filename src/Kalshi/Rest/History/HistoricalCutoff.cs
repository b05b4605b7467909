namespace Dutchbook.Kalshi;

/// <summary>Before these instants things are read under <c>/historical</c> only.</summary>
/// <param name="Markets">By settlement.</param>
/// <param name="Trades">By the moment of the trade.</param>
/// <param name="Orders">By their end; resting orders stay live.</param>
/// <param name="Positions">By their last change; null when the venue does not say.</param>
public sealed record HistoricalCutoff(
    DateTimeOffset Markets, DateTimeOffset Trades, DateTimeOffset Orders, DateTimeOffset? Positions);
