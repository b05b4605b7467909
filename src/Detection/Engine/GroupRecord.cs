using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What is known of a group besides what updates need.</summary>
internal struct GroupRecord
{
    /// <summary>Null for an id that is free.</summary>
    public Relation? Relation;

    /// <summary>How often the id was given out.</summary>
    public int Version;

    /// <summary>The cluster that it belongs to; null while none is formed, or when it was cut from an oversized one.</summary>
    public LiveCluster? Cluster;

    /// <summary>Its place among the groups of its kind.</summary>
    public int Place;

    /// <summary>Mark of the last walk over relations that came by.</summary>
    public int Visit;
}
