using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>What the line of a pass says beside its pages: the instant that it speaks for, and where trading stood still.</summary>
internal sealed record PassText(DateTimeOffset At, TradingHalt? Halt)
{
    public static byte[] Write(VenueSnapshot pass)
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

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A line without a body speaks for its own time; one that cannot be read is a halt, for nobody knows that trading went on.</summary>
    public static PassText Read(in TapeEntry entry)
    {
        if (entry.Body.IsEmpty)
        {
            return new PassText(entry.At, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(entry.Body);
            JsonElement root = document.RootElement;
            DateTimeOffset at = TapeTime.TryParseAny(root.GetProperty("at").GetString(), out DateTimeOffset told) ? told : entry.At;
            int[]? shards = root.TryGetProperty("shards", out JsonElement list)
                ? [.. list.EnumerateArray().Select(static shard => shard.GetInt32())]
                : null;
            return new PassText(at, root.TryGetProperty("halt", out JsonElement halt) ? new TradingHalt(halt.GetString() ?? "", shards) : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new PassText(entry.At, new TradingHalt("the tape does not say whether the exchange traded"));
        }
    }
}
