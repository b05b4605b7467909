using System.Buffers;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Storage;

/// <summary>The small JSON arrays inside columns; an empty array of optional things is empty text, stored as NULL.</summary>
internal static class JsonText
{
    public static byte[] Strings(IEnumerable<string> values) => Write(values, static (writer, value) => writer.WriteStringValue(value));

    public static byte[] Sources(IReadOnlyList<SettlementSource> sources) => WriteOptional(sources, static (writer, source) =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", source.Name);
        writer.WriteString("url", source.Url);
        writer.WriteEndObject();
    });

    public static byte[] Defects(IReadOnlyList<FieldDefect> defects) => WriteOptional(defects, static (writer, defect) =>
    {
        writer.WriteStartObject();
        writer.WriteString("field", defect.Field);
        writer.WriteString("problem", defect.Problem);
        writer.WriteEndObject();
    });

    public static byte[] ComboLegs(IReadOnlyList<ComboLeg> legs) => WriteOptional(legs, static (writer, leg) =>
    {
        writer.WriteStartObject();
        writer.WriteString("eventTicker", leg.EventTicker);
        writer.WriteString("marketTicker", leg.MarketTicker);
        writer.WriteString("side", leg.Side.Text);
        writer.WriteEndObject();
    });

    public static byte[] Write<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartArray();
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static string[] ReadStrings(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(static element => element.GetString() ?? "")];
    }

    private static byte[] WriteOptional<T>(IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> write) =>
        items.Count == 0 ? [] : Write(items, write);
}
