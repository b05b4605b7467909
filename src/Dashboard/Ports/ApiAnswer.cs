using System.Text.Json;

namespace Dutchbook.Dashboard;

/// <summary>What is answered to a request: a document, or a file to keep.</summary>
/// <param name="Body">As it goes over the wire.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="FileName">The name under which a browser keeps it; null for what is only read.</param>
public sealed record ApiAnswer(ReadOnlyMemory<byte> Body, string MediaType = ApiAnswer.JsonType, string? FileName = null)
{
    public const string JsonType = "application/json; charset=utf-8";

    /// <summary>The version of every document's shape.</summary>
    public const int Schema = 1;

    /// <summary>One JSON object; its schema number is written first.</summary>
    public static ApiAnswer Json(Action<Utf8JsonWriter> fields)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            fields(json);
            json.WriteEndObject();
        }

        return new ApiAnswer(stream.ToArray());
    }

    /// <summary>What was asked is not done, and why.</summary>
    public static ApiAnswer Refused(string reason) => Json(json => json.WriteString("refusal", reason));
}
