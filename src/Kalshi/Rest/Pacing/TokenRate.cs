namespace Dutchbook.Kalshi;

/// <summary>How fast a token bucket refills and how much it holds; a request takes its endpoint's cost in tokens.</summary>
/// <param name="PerSecond">Tokens added each second, at least 1.</param>
/// <param name="Capacity">The most tokens an idle reader gathers, at least 1.</param>
public sealed record TokenRate(int PerSecond, int Capacity)
{
    /// <summary>What a request costs where the venue names no other cost.</summary>
    public const int DefaultCost = 10;

    public int PerSecond { get; } = PerSecond >= 1
        ? PerSecond
        : throw new ArgumentOutOfRangeException(nameof(PerSecond), PerSecond, "A bucket refills by at least one token a second.");

    public int Capacity { get; } = Capacity >= 1
        ? Capacity
        : throw new ArgumentOutOfRangeException(nameof(Capacity), Capacity, "A bucket holds at least one token.");

    /// <summary>
    /// Two requests a second, two at once. The venue documents no limit for readers without a key; it has refused even first
    /// requests from crowded addresses.
    /// </summary>
    public static TokenRate WithoutKey { get; } = new(2 * DefaultCost, 2 * DefaultCost);

    /// <summary>An exchange on this machine is ours: fast enough never to be felt, and still a bound on a runaway loop.</summary>
    public static TokenRate Loopback { get; } = new(1_000 * DefaultCost, 1_000 * DefaultCost);

    /// <summary>The lowest tier's reads, with one second of burst: what holds for every key.</summary>
    public static TokenRate LowestTier { get; } = new(200, 200);

    /// <summary>The lowest tier's writes: what holds for every key.</summary>
    public static TokenRate LowestTierWrites { get; } = new(100, 100);

    /// <summary>
    /// Holds a tenth less than the venue's own bucket, so that requests which bunch up on the way still find tokens there.
    /// </summary>
    public TokenRate WithSlack() => new(PerSecond, Capacity - (Capacity / 10));
}
