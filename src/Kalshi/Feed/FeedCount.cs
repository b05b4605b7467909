namespace Dutchbook.Kalshi;

/// <summary>What is counted on the live feed. Everything that goes wrong has a name of its own here.</summary>
public enum FeedCount
{
    Frames = 0,
    Bytes,
    Deltas,
    Snapshots,
    Tickers,
    Lifecycles,
    FeeUpdates,
    PrivateMessages,
    Answers,

    /// <summary>Frames of kinds that we know and do not use.</summary>
    Unused,

    /// <summary>Frames that are no JSON, or no object.</summary>
    Malformed,

    /// <summary>Frames larger than any can be; the connection is given up.</summary>
    Huge,

    /// <summary>Frames of a type that we do not know.</summary>
    UnknownTypes,

    /// <summary>Frames on a subscription that we do not have.</summary>
    UnknownSubscriptions,

    /// <summary>Messages about a market that nobody asked for.</summary>
    UnknownMarkets,

    /// <summary>Messages with a field that is missing or of the wrong type.</summary>
    Unreadable,

    /// <summary>Changes that would have left a size below zero.</summary>
    NegativeLevels,

    /// <summary>Books whose bid came to stand at or above their ask.</summary>
    CrossedBooks,

    /// <summary>Times that frames of a subscription were missing.</summary>
    Gaps,

    /// <summary>Frames that came again, or after their time.</summary>
    OldFrames,

    /// <summary>Changes of books that wait for their snapshot.</summary>
    UnusedDeltas,

    /// <summary>Books that fell out of step.</summary>
    Resyncs,

    /// <summary>Commands that asked for snapshots.</summary>
    SnapshotRequests,

    /// <summary>Commands the venue answered with an error.</summary>
    RefusedCommands,

    /// <summary>Markets the venue gives no book for.</summary>
    RefusedMarkets,

    /// <summary>Errors that end a subscription or a connection, such as reading too slowly.</summary>
    TerminalErrors,

    /// <summary>Other errors that no command of ours caused.</summary>
    OtherErrors,

    /// <summary>Commands that were never answered; the connection is given up.</summary>
    Unacknowledged,

    /// <summary>Times that nothing had been heard for long and the connection was asked for a sign of life.</summary>
    Probes,

    /// <summary>Connections given up because they gave none.</summary>
    DeadConnections,

    /// <summary>Connections made.</summary>
    Connections,

    /// <summary>Connections that could not be made.</summary>
    FailedConnections,

    /// <summary>Messages older than is allowed when they arrived.</summary>
    LateMessages,

    /// <summary>Touches that a sweep by REST found other than the ticker stream had told.</summary>
    MissedTouches,
}
