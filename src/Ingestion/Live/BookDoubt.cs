namespace Dutchbook.Ingestion;

/// <summary>Why a book must not be used. Only <see cref="None"/> may be decided on.</summary>
public enum BookDoubt
{
    None = 0,

    /// <summary>Nobody asked for it.</summary>
    NotWatched,

    /// <summary>Asked for; no snapshot has come.</summary>
    Awaited,

    /// <summary>Frames of its subscription are missing.</summary>
    Gap,

    /// <summary>A change would have left a size below zero: the book is not the venue's.</summary>
    NegativeLevel,

    /// <summary>Its bid is at or above its ask.</summary>
    Crossed,

    /// <summary>A snapshot or a change of it could not be read.</summary>
    Unreadable,

    /// <summary>The venue does not give it.</summary>
    Refused,

    /// <summary>The connection is gone.</summary>
    Disconnected,

    /// <summary>Messages of its connection arrive too long after they were made.</summary>
    Late,

    /// <summary>Nothing has been heard on its connection for too long.</summary>
    Silent,
}
