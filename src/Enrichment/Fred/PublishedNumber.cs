namespace Dutchbook.Enrichment;

/// <summary>The number for a month.</summary>
/// <param name="FirstOn">The day it first came out, where this is the first print.</param>
/// <param name="Doubt">Why this may not be the number that a market settles on; null where it is.</param>
internal sealed record PublishedNumber(decimal Value, DateOnly? FirstOn, string? Doubt);
