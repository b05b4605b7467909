using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>How far structural proofs are believed.</summary>
public sealed record MappingOptions
{
    /// <summary>Below 1, because a rule may misread a market's terms.</summary>
    public Ratio StructuralConfidence { get; init; } = Ratio.FromPartsPerMillion(995_000);
}
