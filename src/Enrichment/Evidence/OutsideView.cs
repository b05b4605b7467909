using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>Everything outside evidence says about one opportunity.</summary>
public sealed record OutsideView
{
    public required string OpportunityId { get; init; }

    public required IReadOnlyList<LegView> Legs { get; init; }

    public required BasketVerdict Verdict { get; init; }

    /// <summary>What the basket is worth by the evidence alone, at least and at most.</summary>
    public required Money LeastWorth { get; init; }

    public required Money MostWorth { get; init; }

    public required Ratio ConfidenceBefore { get; init; }

    public required Ratio ConfidenceAfter { get; init; }

    /// <summary>Sources that should have known and could not say.</summary>
    public IReadOnlyList<SourceFailure> Failures { get; init; } = [];

    /// <summary>The leg furthest outside its band; null where all are in line or unknown.</summary>
    public LegView? OutOfLine => Legs.Where(static leg => leg.Distance > Ratio.Zero).MaxBy(static leg => leg.Distance);

    /// <summary>Legs whose answer is already public.</summary>
    public IEnumerable<LegView> Decided => Legs.Where(static leg => leg.Value.IsDecided);

    public bool HasEvidence => Legs.Any(static leg => leg.Value.Evidence.Count > 0);
}
