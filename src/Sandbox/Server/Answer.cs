using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>
/// An answer before it is sent: its status and what it writes. A page carries its cursor apart, so that a fault can
/// replace it.
/// </summary>
internal sealed record Answer(int Status, Action<Utf8JsonWriter> Members, string? Cursor = null)
{
    public static Answer Ok(Action<Utf8JsonWriter> members) => new(200, members);

    public static Answer Page(string cursor, Action<Utf8JsonWriter> members) => new(200, members, cursor);

    /// <summary>The nested form that the venue really sends, whatever its specification says.</summary>
    public static Answer Error(int status, string code, string message, string details = "") => new(status, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        if (details.Length > 0)
        {
            writer.WriteString("details", details);
        }

        writer.WriteEndObject();
    });

    public static Answer BadRequest(string details) => Error(400, "bad_request", "bad request", details);

    public static Answer NotFound(string what) => Error(
        404, what + "_not_found", what.Replace('_', ' ') + " not found");

    public byte[] ToBytes(string? cursor)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            if (cursor is not null)
            {
                writer.WriteString("cursor", cursor);
            }

            Members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}

/// <summary>A request that cannot be answered; carries the answer to give.</summary>
internal sealed class RefusedException(Answer answer) : Exception("The request is refused.")
{
    public Answer Answer { get; } = answer;
}
