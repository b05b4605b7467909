namespace Dutchbook.Sandbox;

/// <summary>What the exchange or the network can be made to do wrong.</summary>
public enum FaultKind
{
    LostRequest = 0,
    LostResponse,
    Delay,
    LateResponse,
    Reset,
    TooManyRequests,
    RetryAfter,
    ServerError,
    ServerErrorAfter,
    TooManyRequestsAfter,
    Html,
    Empty,
    Truncated,
    Duplicate,
    BlindDuplicate,
    SecondAnswer,
    NoOrder,
    WrongOrder,
    BatchMissing,
    Stale,
    TimestampBack,
    CursorLoop,
    CursorGarbage,
    Pause,
    CloseEarly,
    Maintenance,
    ShardDown,
    Fee,
    Vanish,
    Move,
    Stranger,
    BookCrossed,
    BookEmpty,
    BookNegative,
    SocketDrop,
    SocketHalfOpen,
    SocketNoPing,
    SocketGap,
    SocketDuplicate,
    SocketReorder,
    SocketSnapshotLate,
    SocketLag,
    SocketLostFill,
    SocketSilence,
    SocketMalformed,
    SocketHuge,
    SocketNegative,
    SocketCrossed,
}

/// <summary>When a fault has its chance.</summary>
public enum FaultOccasion
{
    /// <summary>Every request, or every order write where the plan says so.</summary>
    Request = 0,

    /// <summary>Every create, amend, decrease and cancel.</summary>
    Order,

    /// <summary>Every page with a cursor.</summary>
    Page,

    /// <summary>Every read of an order book.</summary>
    Book,

    /// <summary>Every read of the user data timestamp.</summary>
    Timestamp,

    /// <summary>Every frame to a client of the WebSocket.</summary>
    Frame,
}
