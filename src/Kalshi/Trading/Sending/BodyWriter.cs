using System.Buffers;
using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>
/// Writes the bodies of writes: one object, no white space, fields in the order they are given, absent ones left out.
/// </summary>
internal static class BodyWriter
{
    public static SealedBody Write(Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> bytes = new(512);
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return SealedBody.Seal(bytes.WrittenSpan);
    }

    public static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Written only where it is set; the venue takes its absence for false.</summary>
    public static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }
}
