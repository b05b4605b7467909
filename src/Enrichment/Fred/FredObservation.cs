namespace Dutchbook.Enrichment;

/// <summary>One value of a statistic. Its day is the first of the period it is about.</summary>
/// <param name="Value">Null where the statistic marks it as not available.</param>
public sealed record FredObservation(DateOnly Day, decimal? Value);
