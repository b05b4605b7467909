using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>What a trade is closing or rolling, beside its plan.</summary>
internal static class ClosingText
{
    private const string Field = "closing";

    public static void Write(Utf8JsonWriter writer, ClosingTerms closing)
    {
        writer.WriteStartObject(Field);
        writer.WriteString("at_least_micros", closing.AtLeast.Micros.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("changes");
        foreach (LegChange change in closing.Changes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("leg", change.Leg);
            writer.WriteNumber("from_hundredths", change.From.Hundredths);
            writer.WriteNumber("to_hundredths", change.To.Hundredths);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Null where nothing is closed or rolled.</summary>
    public static ClosingTerms? Read(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(Field, out JsonElement closing)
            ? new ClosingTerms(
                [
                    .. closing.GetProperty("changes").EnumerateArray().Select(static change => new LegChange(
                        change.GetProperty("leg").GetInt32(),
                        Quantity.FromHundredths(change.GetProperty("from_hundredths").GetInt64()),
                        Quantity.FromHundredths(change.GetProperty("to_hundredths").GetInt64()))),
                ],
                Money.FromMicros(long.Parse(
                    closing.GetProperty("at_least_micros").GetString()!, CultureInfo.InvariantCulture)))
            : null;
    }
}
