namespace Dutchbook.Enrichment;

/// <summary>A source that could not answer, named. It holds no address with a key in it.</summary>
public sealed record SourceFailure(string Source, FailureKind Kind, string Detail)
{
    public override string ToString() => $"{Source}: {Kind.Word()}: {Detail}";
}
