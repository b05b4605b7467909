namespace Dutchbook.Domain;

/// <summary>Why a relation is believed, in words: the field or sentence, and what it says.</summary>
public sealed record Evidence(string Source, string Statement)
{
    public override string ToString() => $"{Source}: {Statement}";
}
