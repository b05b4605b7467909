using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Markets that relations bind together, and the search that looks after them. A change of its relations ends a cluster;
/// others take its place.
/// </summary>
internal sealed class LiveCluster(int number, int[] groups, int[] rows)
{
    /// <summary>A number of its own, never given out again.</summary>
    public int Number { get; } = number;

    /// <summary>The relations, ascending.</summary>
    public int[] Groups { get; } = groups;

    /// <summary>
    /// The markets: by ticker, or for a relation alone as it has its claims. Position i is market i of the search.
    /// </summary>
    public int[] Rows { get; } = rows;

    /// <summary>As it was when it was formed; for clusters of several relations.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } = [];

    /// <summary>The tickers of <see cref="Rows"/>; for clusters of several relations.</summary>
    public IReadOnlyList<string> Tickers { get; init; } = [];

    /// <summary>The rule of its one relation is the complete check, so that nothing is told of the cluster itself.</summary>
    public bool IsClosedForm { get; init; }

    /// <summary>Null until it is first settled.</summary>
    public IClusterWitness? Witness { get; set; }

    public ClusterVerdict Verdict { get; set; }

    /// <summary>Waits to be settled.</summary>
    public bool IsQueued { get; set; }

    /// <summary>A relation of it came, went or changed since it was formed.</summary>
    public bool IsStale { get; set; }

    /// <summary>Others have taken its place.</summary>
    public bool IsGone { get; set; }

    /// <summary>Waits to be told.</summary>
    public bool IsNoted { get; set; }

    /// <summary>What was last told of it.</summary>
    public ClusterVerdict Told { get; set; } = ClusterVerdict.Coherent;
}
