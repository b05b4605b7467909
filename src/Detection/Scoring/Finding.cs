using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A sized basket that earns, with the relations that carry its payoff.</summary>
/// <param name="SizingReason">Why the size is not within the safety multiple; null when it is.</param>
internal sealed record Finding(
    Sizing Sizing, Signal Signal, IReadOnlyList<RelationUse> Uses, EventLookup EventOf, string? SizingReason)
{
    public RelationBasis Basis { get; init; } = RelationBasis.Alone;
}
