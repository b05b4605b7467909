namespace Dutchbook.Detection;

/// <summary>
/// Between which prices a market's probability must lie, in micro-dollars: what selling YES brings and what buying it
/// takes, fees included. A missing quote leaves its side open.
/// </summary>
internal readonly record struct Box(long Low, long High)
{
    public const long NoBid = long.MinValue;
    public const long NoAsk = long.MaxValue;
    public const long Dollar = 1_000_000;

    public static Box Open => new(NoBid, NoAsk);

    public bool HasLow => Low != NoBid;

    public bool HasHigh => High != NoAsk;

    /// <summary>Both sides are quoted, and the YES bid brings more than the YES ask takes.</summary>
    public bool IsCrossed => HasLow && HasHigh && Low > High;
}
