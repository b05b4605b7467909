namespace Dutchbook.Enrichment;

/// <summary>How a source has been doing, for a person who wants to know.</summary>
/// <param name="RestingUntil">It is left alone until then; null while it is asked.</param>
public sealed record SourceHealth(
    string Source, DateTimeOffset? LastAnswer, SourceFailure? LastFailure, DateTimeOffset? FailedAt, DateTimeOffset? RestingUntil)
{
    /// <summary>The time of the newest facts it told of: an answer of now may be about yesterday.</summary>
    public DateTimeOffset? NewestFact { get; init; }

    /// <summary>Questions that it answered, if only by knowing nothing.</summary>
    public int Answers { get; init; }

    /// <summary>Questions that it should have answered and did not.</summary>
    public int Failures { get; init; }

    /// <summary>The newest thing it did was to fail.</summary>
    public bool IsFailing => LastFailure is not null && (LastAnswer is null || FailedAt >= LastAnswer);

    /// <summary>Nobody asked it anything yet.</summary>
    public bool IsUnasked => LastAnswer is null && LastFailure is null;
}
