namespace Dutchbook.Enrichment;

/// <summary>Thrown by a source's client; whoever asks the source turns it into a <see cref="SourceFailure"/>.</summary>
public sealed class SourceException(SourceFailure failure, Exception? inner = null) : Exception(failure.ToString(), inner)
{
    public SourceException(string source, FailureKind kind, string detail, Exception? inner = null)
        : this(new SourceFailure(source, kind, detail), inner)
    {
    }

    public SourceFailure Failure { get; } = failure;
}
