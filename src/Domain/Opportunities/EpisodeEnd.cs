namespace Dutchbook.Domain;

/// <summary>Why an episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>It was not written down.</summary>
    Unknown = 0,

    /// <summary>A look at all its markets did not find it any more: prices or sizes moved.</summary>
    Moved,

    /// <summary>A trade of ours bought it.</summary>
    Taken,

    /// <summary>A market of it was paused or is over.</summary>
    Shut,

    /// <summary>The first of its markets closed.</summary>
    Closed,

    /// <summary>It was there and had to leave, because better ones fill the book.</summary>
    Crowded,
}
