using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What became of a cluster of several relations. Told when it is not coherent after it was looked at, and once when it
/// is again.
/// </summary>
public sealed record ClusterNotice
{
    /// <summary>A number of its own, never given out again.</summary>
    public required int Cluster { get; init; }

    /// <summary><see cref="ClusterVerdict.Coherent"/> also for a cluster that other relations took the place of.</summary>
    public required ClusterVerdict Verdict { get; init; }

    public required IReadOnlyList<Relation> Relations { get; init; }

    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>Of a broken cluster: what to buy, and how often.</summary>
    public IReadOnlyList<ClusterLeg> Basket { get; init; } = [];

    /// <summary>Of a contradictory one: its least certain relation, which the engine has suspended.</summary>
    public RelationHandle? Suspended { get; init; }
}

/// <summary>So many contracts of a claim for each unit of a basket.</summary>
public readonly record struct ClusterLeg(string Ticker, Side Side, long Contracts);
