namespace Dutchbook.Tapes;

/// <summary>What a line of a tape is.</summary>
public enum TapeKind
{
    /// <summary>A word that we do not know; the line is passed over.</summary>
    Unknown = 0,

    /// <summary>The first line of a file: where and by whom it was recorded.</summary>
    Tape,

    /// <summary>A page by REST, with its path.</summary>
    Rest,

    /// <summary>A message of the stream, with the connection it came on.</summary>
    Ws,

    /// <summary>A message that is no JSON, as base64 in a string.</summary>
    Bytes,

    /// <summary>A pass begins; its pages follow.</summary>
    Begin,

    /// <summary>A pass was taken over by the engine.</summary>
    Pass,

    /// <summary>The candidates were looked at.</summary>
    Look,

    /// <summary>The books wanted from now on.</summary>
    Want,

    /// <summary>A connection is up.</summary>
    Open,

    /// <summary>A connection is gone.</summary>
    Close,

    /// <summary>What a connection had to say to the venue; null where it had nothing.</summary>
    Ask,

    /// <summary>Books that were asked for, for candidates of the last look.</summary>
    Books,

    /// <summary>Lines that could not be written before this one.</summary>
    Lost,
}
