using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>All clusters, and what was left out of them so that they can be trusted and searched.</summary>
internal sealed record ClusterMap
{
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>
    /// Relations left out of joint searches because their cluster would have been too large. That can only miss.
    /// </summary>
    public required IReadOnlyList<Relation> Cut { get; init; }

    /// <summary>Relations that contradict more certain ones: nothing is traded through them.</summary>
    public required IReadOnlyList<Contradiction> Contradictions { get; init; }

    /// <summary>Relations that name a market twice.</summary>
    public required IReadOnlyList<Relation> Malformed { get; init; }

    /// <summary>The relations through which nothing is traded.</summary>
    public HashSet<Relation> Suspended() => [.. Contradictions.Select(static one => one.Suspended)];
}

/// <summary>
/// Relations that no world agrees with. The least certain of them is suspended: the more certain ones before it agree.
/// </summary>
internal sealed record Contradiction(Relation Suspended, int Markets)
{
    public override string ToString() =>
        $"{Suspended} contradicts more certain relations between {Markets} markets and is suspended";
}
