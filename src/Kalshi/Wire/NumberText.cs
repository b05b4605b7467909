using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

/// <summary>Keeps a JSON number as its own digits, so that no binary fraction comes between the venue and our exact types.</summary>
internal sealed class NumberText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.String => reader.GetString(),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The client only reads.");
}
