using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>How an error is written: as the venue really sends it, or as its specification says.</summary>
public enum ErrorShape
{
    /// <summary>{"error":{"code","message","details"}}, which is what goes over the wire.</summary>
    Nested = 0,

    /// <summary>{"code","message","details"}, as specified.</summary>
    Flat,
}

/// <summary>
/// An answer before it is sent: its status and what it writes. A page carries its cursor apart, so that a fault can
/// replace it.
/// </summary>
internal sealed record Answer(int Status, Action<Utf8JsonWriter> Members, string? Cursor = null)
{
    /// <summary>The code of a refusal; null for what is none.</summary>
    public Failure? Failure { get; private init; }

    public static Answer Ok(Action<Utf8JsonWriter> members) => new(200, members);

    public static Answer Created(Action<Utf8JsonWriter> members) => new(201, members);

    public static Answer Empty() => new(200, static _ => { });

    public static Answer Page(string cursor, Action<Utf8JsonWriter> members) => new(200, members, cursor);

    public static Answer Error(int status, string code, string message, string details = "")
    {
        Failure failure = new(code, message, details);
        return new Answer(status, failure.Write) { Failure = failure };
    }

    /// <summary>The venue's bare 429: no code, no Retry-After.</summary>
    public static Answer TooManyRequests() => new(429, static writer => writer.WriteString("error", "too many requests"));

    public static Answer BadRequest(string details) => Error(400, "bad_request", "bad request", details);

    public static Answer NotFound(string what) => Error(
        404, what + "_not_found", what.Replace('_', ' ') + " not found");

    public byte[] ToBytes(string? cursor, ErrorShape shape = ErrorShape.Nested)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            if (cursor is not null)
            {
                writer.WriteString("cursor", cursor);
            }

            if (Failure is not null && shape == ErrorShape.Nested)
            {
                writer.WriteStartObject("error");
                Members(writer);
                writer.WriteEndObject();
            }
            else
            {
                Members(writer);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}

/// <summary>What a refusal says.</summary>
internal sealed record Failure(string Code, string Message, string Details = "")
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("code", Code);
        writer.WriteString("message", Message);
        if (Details.Length > 0)
        {
            writer.WriteString("details", Details);
        }
    }
}

/// <summary>A request that cannot be answered; carries the answer to give.</summary>
internal sealed class RefusedException(Answer answer) : Exception("The request is refused.")
{
    public Answer Answer { get; } = answer;
}
