namespace Dutchbook.Domain;

/// <summary>A basket that costs less than it must pay, sized on the book and explained.</summary>
public sealed record Opportunity
{
    /// <summary>A hash of the sorted claims and weights: a replay finds the same id.</summary>
    public required string Id { get; init; }

    public required OpportunityStatus Status { get; init; }

    public required Grade Grade { get; init; }

    /// <summary>False when a person must not act on it as it stands; <see cref="Caveats"/> says why.</summary>
    public required bool Executable { get; init; }

    public required Signal Signal { get; init; }

    public required IReadOnlyList<RelationUse> Relations { get; init; }

    public required IReadOnlyList<BasketLeg> Legs { get; init; }

    /// <summary>Unit baskets bought.</summary>
    public required Quantity Units { get; init; }

    /// <summary>Unit baskets the levels on offer would fill, profitable or not.</summary>
    public required Quantity Available { get; init; }

    public required Money Cost { get; init; }

    public required Money Fees { get; init; }

    public required Money FeeBound { get; init; }

    /// <summary>What the basket pays in its worst admissible world.</summary>
    public required Money MinPayout { get; init; }

    /// <summary><see cref="MinPayout"/> less cost and fees.</summary>
    public required Money Edge { get; init; }

    /// <summary>Edge in dollars per unit basket.</summary>
    public required Money Magnitude { get; init; }

    /// <summary>Simple annual return on the cash locked until expected settlement; null when nothing stays locked or the date is unknown.</summary>
    public required Ratio? AnnualReturn { get; init; }

    public required Ratio Confidence { get; init; }

    /// <summary>Magnitude times confidence times the liquidity factor, in dollars per unit basket.</summary>
    public required Money Score { get; init; }

    public required Capital Capital { get; init; }

    /// <summary>The worst result in the abnormal worlds (void, scalar): normally the whole cost.</summary>
    public required Money WorstAbnormal { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The earliest close of a leg.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the last leg is expected to have paid.</summary>
    public required DateTimeOffset? PaysAt { get; init; }

    public string? ProofId { get; init; }

    /// <summary>Why it is below the trading thresholds; empty when it is above all of them.</summary>
    public IReadOnlyList<string> BelowThreshold { get; init; } = [];

    /// <summary>What the reader must know before acting: assumptions, unknown depth, clauses that break the logic.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>What its price demands of the confidence, and what is left of that; null where it was not weighed.</summary>
    public Uncertainty? Uncertainty { get; init; }

    /// <summary>
    /// The order that would make it larger, when it is smaller than wanted; null when there is none.
    /// </summary>
    public RestingOrder? RestingOrder { get; init; }
}

/// <summary>The part of a relation that a basket rests on.</summary>
public sealed record RelationUse(Relation Relation, IReadOnlyList<string> Tickers);

/// <summary>Cash tied up: gross, after the venue's collateral return if switched on, and the peak while the legs are bought.</summary>
public sealed record Capital(Money Gross, Money Netted, Money Peak);
