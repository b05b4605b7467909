namespace Dutchbook.Sandbox;

/// <summary>One scripted failure of the exchange.</summary>
public sealed record Fault
{
    private Fault()
    {
    }

    internal int? Status { get; private init; }

    internal string Body { get; private init; } = "";

    internal string ContentType { get; private init; } = "application/json";

    internal int? RetryAfterSeconds { get; private init; }

    internal bool IsCut { get; private init; }

    internal bool DropsConnection { get; private init; }

    internal string? Cursor { get; private init; }

    internal bool RepeatsCursor { get; private init; }

    /// <summary>The venue's own refusal, which carries no Retry-After unless one is given.</summary>
    public static Fault TooManyRequests(int? retryAfterSeconds = null) => new()
    {
        Status = 429,
        Body = """{"error":"too many requests"}""",
        RetryAfterSeconds = retryAfterSeconds,
    };

    public static Fault ServerError(int status = 500, int? retryAfterSeconds = null) => new()
    {
        Status = status,
        Body = """{"error":{"code":"internal_server_error","message":"internal server error","details":""}}""",
        RetryAfterSeconds = retryAfterSeconds,
    };

    /// <summary>A page of a proxy in front of the exchange, with any status, even 200.</summary>
    public static Fault Html(int status = 502) => new()
    {
        Status = status,
        ContentType = "text/html",
        Body = "<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>",
    };

    /// <summary>A success without a body.</summary>
    public static Fault Nothing() => new() { Status = 200 };

    /// <summary>The proper answer cut in half: a whole HTTP body, half a JSON document.</summary>
    public static Fault HalfTheJson() => new() { IsCut = true };

    /// <summary>The proper answer's length is announced, half of it is sent, and the connection is dropped.</summary>
    public static Fault DroppedConnection() => new() { IsCut = true, DropsConnection = true };

    /// <summary>The page gives the cursor it was asked with, so that a careless reader never ends.</summary>
    public static Fault RepeatedCursor() => new() { RepeatsCursor = true };

    /// <summary>The page gives this cursor in place of its own.</summary>
    public static Fault WrongCursor(string cursor) => new() { Cursor = cursor };
}
