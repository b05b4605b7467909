using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What decides how baskets are sized and which of them are above threshold. Nothing here hides a net-positive basket.
/// </summary>
public sealed record DetectionOptions
{
    /// <summary>A level is taken only while its edge exceeds this many times its fees.</summary>
    public Ratio FeeSafetyMultiplier { get; init; } = Ratio.FromPartsPerMillion(2 * Ratio.Whole);

    /// <summary>The least edge in dollars per unit basket to be above threshold.</summary>
    public Money MinEdge { get; init; } = Money.Zero;

    /// <summary>The least score to be above threshold.</summary>
    public Money MinScore { get; init; } = Money.Zero;

    /// <summary>
    /// The least expected edge in dollars for each contract of the implied claim that a statistical basket needs.
    /// </summary>
    public Money SoftThreshold { get; init; } = Money.FromMicros(50_000);

    /// <summary>The size at which liquidity no longer lowers the score.</summary>
    public Quantity DesiredContracts { get; init; } = Quantity.FromContracts(50);

    public MemberKind Member { get; init; } = MemberKind.Direct;

    /// <summary>The most unit baskets to size; null for what the books offer.</summary>
    public Quantity? MaxUnits { get; init; }

    /// <summary>What may be spent on each shard; null for no limit.</summary>
    public ShardCash? Cash { get; init; }

    /// <summary>The tiers whose baskets may be above threshold.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [Tier.Proven];

    /// <summary>The least simple annual return to be above threshold; null for none.</summary>
    public Ratio? HurdleRate { get; init; }

    /// <summary>
    /// Above this edge per unit basket a relation deserves a look before it is believed; null for no limit.
    /// </summary>
    public Money? QuarantineAbove { get; init; } = Money.FromMicros(50_000);

    /// <summary>What earlier relations taught about their rules; where none has settled a stated prior speaks.</summary>
    public IReadOnlyList<SettledRelations> Settled { get; init; } = [];

    /// <summary>
    /// The largest share of the bankroll in all baskets of one rule together: they stand and fall with it.
    /// </summary>
    public Ratio MaxStakePerRule { get; init; } = Ratio.FromPartsPerMillion(100_000);

    /// <summary>How many of the nearest misses to report.</summary>
    public int NearMissCount { get; init; } = 10;

    /// <summary>A book older than this at the snapshot's own time is not executable; null accepts any age.</summary>
    public TimeSpan? MaxQuoteAge { get; init; }

    /// <summary>The oldest a book may be on the second look.</summary>
    public TimeSpan MaxBookAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that the books of one basket may lie apart on the second look.</summary>
    public TimeSpan MaxLegSkew { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The most markets that are searched together: a larger cluster is cut at its least certain relations, which can only
    /// miss.
    /// </summary>
    public int MostClusterMarkets { get; init; } = 200;
}
