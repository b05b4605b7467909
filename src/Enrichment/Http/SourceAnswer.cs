namespace Dutchbook.Enrichment;

/// <summary>The bytes of an answer and when they came.</summary>
internal sealed record SourceAnswer(ReadOnlyMemory<byte> Body, DateTimeOffset At);
