namespace Dutchbook.Enrichment;

/// <summary>How a source has been doing, for a person who wants to know.</summary>
/// <param name="RestingUntil">It is left alone until then; null while it is asked.</param>
public sealed record SourceHealth(
    string Source, DateTimeOffset? LastAnswer, SourceFailure? LastFailure, DateTimeOffset? FailedAt, DateTimeOffset? RestingUntil)
{
    /// <summary>The newest thing it did was to fail.</summary>
    public bool IsFailing => LastFailure is not null && (LastAnswer is null || FailedAt >= LastAnswer);
}
