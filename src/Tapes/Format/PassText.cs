using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>
/// What the line of a pass says beside its pages: the instant that it speaks for, where trading stood still, and what people decided
/// about relations.
/// </summary>
internal sealed record PassText(DateTimeOffset At, TradingHalt? Halt, RelationDecisions Decisions)
{
    public static byte[] Write(VenueSnapshot pass, RelationMap map)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            Span<byte> at = stackalloc byte[TapeTime.Length];
            TapeTime.Write(pass.At, at);
            json.WriteString("at", at);
            if (pass.Halt is { } halt)
            {
                json.WriteString("halt", halt.Reason);
                if (halt.Shards is { } shards)
                {
                    json.WriteStartArray("shards");
                    foreach (int shard in shards)
                    {
                        json.WriteNumberValue(shard);
                    }

                    json.WriteEndArray();
                }
            }

            RelationDecisions decisions = RelationDecisions.Of(map);
            if (!decisions.AreNone)
            {
                json.WritePropertyName("decisions");
                JsonSerializer.Serialize(json, decisions, TapeJson.Default.RelationDecisions);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A line without a body speaks for its own time; one that cannot be read is a halt, for nobody knows that trading went on.</summary>
    public static PassText Read(in TapeEntry entry)
    {
        if (entry.Body.IsEmpty)
        {
            return new PassText(entry.At, null, RelationDecisions.None);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(entry.Body);
            JsonElement root = document.RootElement;
            DateTimeOffset at = TapeTime.TryParseAny(root.GetProperty("at").GetString(), out DateTimeOffset told) ? told : entry.At;
            int[]? shards = root.TryGetProperty("shards", out JsonElement list)
                ? [.. list.EnumerateArray().Select(static shard => shard.GetInt32())]
                : null;
            RelationDecisions? decisions = root.TryGetProperty("decisions", out JsonElement decided)
                ? decided.Deserialize(TapeJson.Default.RelationDecisions)
                : null;
            return new PassText(
                at,
                root.TryGetProperty("halt", out JsonElement halt) ? new TradingHalt(halt.GetString() ?? "", shards) : null,
                decisions ?? RelationDecisions.None);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new PassText(
                entry.At, new TradingHalt("the tape does not say whether the exchange traded"), RelationDecisions.None);
        }
    }
}
