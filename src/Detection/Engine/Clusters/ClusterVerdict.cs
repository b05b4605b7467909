namespace Dutchbook.Detection;

/// <summary>What is known of a cluster: markets that relations bind together.</summary>
public enum ClusterVerdict : byte
{
    /// <summary>Not looked at since its relations or prices changed.</summary>
    Unsettled,

    /// <summary>A coherent probability of each market lies inside its box: no basket of any shape pays.</summary>
    Coherent,

    /// <summary>A basket pays more than it costs, before fees are rounded.</summary>
    Broken,

    /// <summary>The work allowed for one look ran out, or no search is known for relations of this shape.</summary>
    Undecided,

    /// <summary>No world agrees with all relations: one of them is wrong, and nothing is traded on any.</summary>
    Contradictory,
}
