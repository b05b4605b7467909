namespace Dutchbook.Detection;

/// <summary>What the logic of a cluster allows to be decided by.</summary>
internal enum ClusterKind
{
    /// <summary>One relation, complete by its closed form: there is nothing joint to find.</summary>
    Single,

    /// <summary>Every market is an interval of one line of cells.</summary>
    Line,

    /// <summary>All admissible worlds are listed.</summary>
    Enumerated,

    /// <summary>Too many worlds to list: they are generated as they are needed.</summary>
    Generated,
}
