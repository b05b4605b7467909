namespace Dutchbook.Enrichment;

/// <summary>What a source said to a small question.</summary>
/// <param name="Words">What it answered, in a few words; empty where it failed.</param>
/// <param name="Failure">Null for an answer in the shape that is known.</param>
public sealed record SourceProbe(string Source, string Words, SourceFailure? Failure);
