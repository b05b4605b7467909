namespace Dutchbook.Sandbox;

/// <summary>A kind of fault: its name in a plan, when it has its chance, its usual amount, and what it does.</summary>
/// <param name="Low">The least amount where the plan names none, in thousandths of the unit.</param>
/// <param name="Unit">What the amount counts; empty where there is none.</param>
public sealed record FaultEntry(FaultKind Kind, string Name, FaultOccasion On, long Low, long High, string Unit, string Does);

/// <summary>All kinds of faults.</summary>
public static class FaultCatalogue
{
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        Of(FaultKind.LostRequest, "lost-request", FaultOccasion.Request, "the connection is dropped before anything is done"),
        Of(FaultKind.LostResponse, "lost-response", FaultOccasion.Request, "the request is done, its answer is not sent"),
        Of(FaultKind.Delay, "delay", FaultOccasion.Request, 0, 60_000, "s", "the request waits before it is looked at"),
        Of(FaultKind.LateResponse, "late-response", FaultOccasion.Request, 0, 10_000, "s", "the answer waits after the request is done"),
        Of(FaultKind.Reset, "reset", FaultOccasion.Request, "the connection is dropped in the middle of the answer"),
        Of(FaultKind.TooManyRequests, "429", FaultOccasion.Request, 1_000, 5_000, "requests", "a burst of bare 429s"),
        Of(FaultKind.RetryAfter, "429-retry-after", FaultOccasion.Request, 1_000, 86_400_000, "s", "a 429 with a Retry-After, absurd ones too"),
        Of(FaultKind.ServerError, "5xx", FaultOccasion.Request, "500, 502, 503 or 504, and nothing is done"),
        Of(FaultKind.ServerErrorAfter, "5xx-after", FaultOccasion.Request, "500, 502, 503 or 504 although it is done"),
        Of(FaultKind.TooManyRequestsAfter, "429-after", FaultOccasion.Request, "a bare 429 although it is done"),
        Of(FaultKind.Html, "html", FaultOccasion.Request, "a proxy's page in place of the answer, with 200 or 502; it is done"),
        Of(FaultKind.Empty, "empty", FaultOccasion.Request, "an answer without a body; it is done"),
        Of(FaultKind.Truncated, "truncated", FaultOccasion.Request, "half of the answer's JSON; it is done"),
        Of(FaultKind.Duplicate, "duplicate", FaultOccasion.Order, 0, 400, "s", "the order is delivered twice"),
        Of(FaultKind.BlindDuplicate, "duplicate-blind", FaultOccasion.Order, 0, 400, "s", "twice, and a used client_order_id is not noticed"),
        Of(FaultKind.SecondAnswer, "duplicate-answer", FaultOccasion.Order, "twice, and the answer is that to the second"),
        Of(FaultKind.NoOrder, "no-order", FaultOccasion.Order, "a success without an order in it"),
        Of(FaultKind.WrongOrder, "wrong-order", FaultOccasion.Order, "a success about another order"),
        Of(FaultKind.BatchMissing, "batch-missing", FaultOccasion.Order, "a batch's answer lacks an item"),
        Of(FaultKind.Stale, "stale", FaultOccasion.Order, 0, 5_000, "s", "reads of accounts show nothing new, and say so by their timestamp"),
        Of(FaultKind.TimestampBack, "as-of-back", FaultOccasion.Timestamp, 1_000, 60_000, "s", "the user data timestamp goes back"),
        Of(FaultKind.CursorLoop, "cursor-loop", FaultOccasion.Page, "a page gives the cursor it was asked with"),
        Of(FaultKind.CursorGarbage, "cursor-garbage", FaultOccasion.Page, "a page gives a cursor that is none"),
        Of(FaultKind.Pause, "pause", FaultOccasion.Order, 1_000, 10_000, "s", "the order's market pauses, then resumes with empty books"),
        Of(FaultKind.CloseEarly, "close-early", FaultOccasion.Order, "the order's market closes"),
        Of(FaultKind.Maintenance, "maintenance", FaultOccasion.Order, 5_000, 30_000, "s", "the exchange is down"),
        Of(FaultKind.ShardDown, "shard-down", FaultOccasion.Order, 5_000, 30_000, "s", "the shard of the order's market takes no orders"),
        Of(FaultKind.Fee, "fee", FaultOccasion.Order, 1_100, 2_000, "times", "the market charges so many times the listed fee from now on"),
        Of(FaultKind.Vanish, "vanish", FaultOccasion.Order, "other traders withdraw from the order's market"),
        Of(FaultKind.Move, "move", FaultOccasion.Order, 1_000, 50_000, "cents", "other traders move their quotes of the event's other markets"),
        Of(FaultKind.Stranger, "stranger", FaultOccasion.Order, "somebody else trades in the account"),
        Of(FaultKind.BookCrossed, "book-crossed", FaultOccasion.Book, "a book whose bids cross"),
        Of(FaultKind.BookEmpty, "book-empty", FaultOccasion.Book, "a book without levels"),
        Of(FaultKind.BookNegative, "book-negative", FaultOccasion.Book, "a book with a negative level"),
        Of(FaultKind.SocketDrop, "ws-drop", FaultOccasion.Frame, "the connection is dropped"),
        Of(FaultKind.SocketHalfOpen, "ws-half-open", FaultOccasion.Frame, 10_000, 600_000, "s", "the connection stands, but nothing comes, pings neither"),
        Of(FaultKind.SocketNoPing, "ws-no-ping", FaultOccasion.Frame, 25_000, 60_000, "s", "no pings come"),
        Of(FaultKind.SocketGap, "ws-gap", FaultOccasion.Frame, "a numbered frame is lost"),
        Of(FaultKind.SocketDuplicate, "ws-duplicate", FaultOccasion.Frame, "a frame comes twice"),
        Of(FaultKind.SocketReorder, "ws-reorder", FaultOccasion.Frame, "a frame comes after the one that follows it"),
        Of(FaultKind.SocketSnapshotLate, "ws-delta-first", FaultOccasion.Frame, "a snapshot comes after the delta that follows it"),
        Of(FaultKind.SocketLag, "ws-lag", FaultOccasion.Frame, 4_000, 20_000, "s", "frames wait, then come all at once"),
        Of(FaultKind.SocketLostFill, "ws-lost-fill", FaultOccasion.Frame, "one fill is not told, on a stream that is well otherwise"),
        Of(FaultKind.SocketSilence, "ws-silence", FaultOccasion.Frame, 10_000, 120_000, "s", "the private channels say nothing"),
        Of(FaultKind.SocketMalformed, "ws-malformed", FaultOccasion.Frame, "half a frame's JSON in place of the frame"),
        Of(FaultKind.SocketHuge, "ws-huge", FaultOccasion.Frame, 2_000, 10_000, "MB", "a frame of many megabytes"),
        Of(FaultKind.SocketNegative, "ws-negative", FaultOccasion.Frame, "a delta that leaves a negative level"),
        Of(FaultKind.SocketCrossed, "ws-crossed", FaultOccasion.Frame, "a delta that crosses the book"),
    ];

    public static FaultEntry Of(FaultKind kind) => All.First(entry => entry.Kind == kind);

    private static FaultEntry Of(FaultKind kind, string name, FaultOccasion on, string does) => new(kind, name, on, 0, 0, "", does);

    private static FaultEntry Of(FaultKind kind, string name, FaultOccasion on, long low, long high, string unit, string does) =>
        new(kind, name, on, low, high, unit, does);
}
