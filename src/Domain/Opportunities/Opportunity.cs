namespace Dutchbook.Domain;

/// <summary>A basket that costs less than it must pay, sized on the book and explained.</summary>
public sealed record Opportunity
{
    /// <summary>
    /// A hash of the sorted claims and weights: a replay finds the same id. Of a joint basket the claims alone count,
    /// because its weights follow the depth on offer.
    /// </summary>
    public required string Id { get; init; }

    public required OpportunityStatus Status { get; init; }

    public required Grade Grade { get; init; }

    /// <summary>False when a person must not act on it as it stands; <see cref="Caveats"/> says why.</summary>
    public required bool Executable { get; init; }

    public required Signal Signal { get; init; }

    public required IReadOnlyList<RelationUse> Relations { get; init; }

    /// <summary>Whether each relation carries the payoff by itself, or only all together.</summary>
    public RelationBasis Basis { get; init; } = RelationBasis.Alone;

    public required IReadOnlyList<BasketLeg> Legs { get; init; }

    /// <summary>Unit baskets bought.</summary>
    public required Quantity Units { get; init; }

    /// <summary>
    /// What figures a basket are counted in: unit baskets, or, where the quantities have no simple proportion, contracts of
    /// the largest leg.
    /// </summary>
    public Quantity Baskets => Legs.Max(static leg => leg.Weight) is int most && most > BasketLeg.GreatestSimpleWeight
        ? Quantity.FromHundredths(Units.Hundredths * most)
        : Units;

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

    /// <summary>
    /// Simple annual return on the cash locked until expected settlement; null when nothing stays locked or the date is
    /// unknown.
    /// </summary>
    public required Ratio? AnnualReturn { get; init; }

    public required Ratio Confidence { get; init; }

    /// <summary>Magnitude times confidence times the liquidity factor, in dollars per unit basket.</summary>
    public required Money Score { get; init; }

    public required Capital Capital { get; init; }

    /// <summary>The worst result in the abnormal worlds (void, last price, scalar): normally the whole cost.</summary>
    public required Money WorstAbnormal { get; init; }

    /// <summary>The same by kind.</summary>
    public AbnormalLosses? Abnormal { get; init; }

    /// <summary>Why no admissible world was forgotten.</summary>
    public WorldArgument? Argument { get; init; }

    /// <summary>
    /// What the basket pays in the worlds of its own markets, the worst first; not always all of them.
    /// </summary>
    public IReadOnlyList<PayoffWorld> Worlds { get; init; } = [];

    /// <summary>
    /// No quantities of these legs on these books earn more than this; null where that was not worked out.
    /// </summary>
    public Money? Bound { get; init; }

    /// <summary>Why these prices cannot all be right, in sentences.</summary>
    public IReadOnlyList<string> Explanation { get; init; } = [];

    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The earliest close of a leg.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the last leg is expected to have paid.</summary>
    public required DateTimeOffset? PaysAt { get; init; }

    public string? ProofId { get; init; }

    /// <summary>Why it is below the trading thresholds; empty when it is above all of them.</summary>
    public IReadOnlyList<string> BelowThreshold { get; init; } = [];

    /// <summary>
    /// What the reader must know before acting: assumptions, unknown depth, clauses that break the logic.
    /// </summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>What its price demands of the confidence, and what is left of that; null where it was not weighed.</summary>
    public Uncertainty? Uncertainty { get; init; }

    /// <summary>
    /// The order that would make it larger, when it is smaller than wanted; null when there is none.
    /// </summary>
    public RestingOrder? RestingOrder { get; init; }
}

/// <summary>The part of a relation that a basket rests on.</summary>
public sealed record RelationUse(Relation Relation, IReadOnlyList<string> Tickers)
{
    /// <summary>The least the basket pays if this relation alone holds; null where that was not worked out.</summary>
    public Money? PayoffAlone { get; init; }

    /// <summary>
    /// The least it pays if this relation alone fails and the others hold; null where that was not worked out.
    /// </summary>
    public Money? PayoffIfItFails { get; init; }
}

/// <summary>
/// Cash tied up: gross, after the venue's collateral return if switched on, and the peak while the legs are bought.
/// </summary>
public sealed record Capital(Money Gross, Money Netted, Money Peak);
