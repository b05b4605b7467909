namespace Dutchbook.Kalshi;

/// <summary>
/// What is known of a write after its one and only try. It is rejected only on evidence, accepted only on an answer
/// about this very write, and unknown in every other case: a time-out is not a failure. Only a read can settle what is
/// unknown.
/// </summary>
public abstract record WriteOutcome<T>
{
    private WriteOutcome()
    {
    }

    /// <summary>The venue did it, and says what it did.</summary>
    public sealed record Accepted(T Answer) : WriteOutcome<T>;

    /// <summary>It was not done, and will not be.</summary>
    public sealed record Rejected(Rejection Evidence) : WriteOutcome<T>;

    /// <summary>It may have been done, or may yet be.</summary>
    public sealed record Unknown(WriteDoubt Doubt) : WriteOutcome<T>;
}
