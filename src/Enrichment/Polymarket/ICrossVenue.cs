using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>Another venue where the same question is traded.</summary>
public interface ICrossVenue
{
    /// <summary>The gap between a leg here and the opposite side there; null where there is none, or no such question.</summary>
    /// <exception cref="SourceException">The venue could not be read.</exception>
    Task<CrossGap?> GapAsync(BasketLeg leg, MemberKind member, CancellationToken cancellation);
}
