namespace Dutchbook.Domain;

/// <summary>
/// A basket of a soft implication: contracts of the implied claim, hedged by NO of the claim that implies it in the
/// proportion of the estimated probability. It pays on average, if the estimate holds, and may lose all it costs: nothing
/// of it is locked, and it is never ranked beside a guarantee.
/// </summary>
public sealed record StatisticalBasket
{
    /// <summary>A hash of its claims: a replay finds the same id.</summary>
    public required string Id { get; init; }

    public required OpportunityStatus Status { get; init; }

    /// <summary>C, or D when it rests on an assumption.</summary>
    public required Grade Grade { get; init; }

    public required Relation Relation { get; init; }

    /// <summary>The implied claim, then the negation of the one that implies it.</summary>
    public required IReadOnlyList<BasketLeg> Legs { get; init; }

    /// <summary>Unit baskets of the legs' whole-number weights.</summary>
    public required Quantity Units { get; init; }

    public required Money Cost { get; init; }

    public required Money Fees { get; init; }

    public required Money FeeBound { get; init; }

    /// <summary>What it pays on average at least, if the lower limit of the estimate holds.</summary>
    public required Money ExpectedPayout { get; init; }

    /// <summary><see cref="ExpectedPayout"/> less cost and fees.</summary>
    public required Money ExpectedEdge { get; init; }

    /// <summary>Expected edge in dollars for each contract of the implied claim.</summary>
    public required Money PerContract { get; init; }

    /// <summary>
    /// The probability of the implied claim given the other at which these prices expect nothing, rounded up: what one
    /// contract of the implied claim costs, over what the other is sold for, net.
    /// </summary>
    public required Ratio BreakEven { get; init; }

    /// <summary>How sure we are that the markets were read rightly; apart from the estimate.</summary>
    public required Ratio Confidence { get; init; }

    /// <summary>Per contract times confidence times the liquidity factor.</summary>
    public required Money Score { get; init; }

    /// <summary>The result when the first claim comes true and the second does not: the whole outlay is lost.</summary>
    public required Money WorstCase { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The earliest close of a leg.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the last leg is expected to have paid.</summary>
    public required DateTimeOffset? PaysAt { get; init; }

    /// <summary>Why it is below the thresholds; empty when it is above all of them.</summary>
    public IReadOnlyList<string> BelowThreshold { get; init; } = [];

    public IReadOnlyList<string> Caveats { get; init; } = [];
}
