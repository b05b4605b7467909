using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>/exchange, and the account's limits.</summary>
internal static class ExchangeEndpoints
{
    private static readonly string[] Days =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] Shards = ["Default", "Exotics", "Crypto", "Sports"];

    public static Answer Status(Query query) => Answer.Ok(writer =>
    {
        Active(writer);
        writer.WriteNull("exchange_estimated_resume_time");
        writer.WriteStartArray("exchange_index_statuses");
        for (int shard = 0; shard < Shards.Length; shard++)
        {
            writer.WriteStartObject();
            writer.WriteString("description", Shards[shard]);
            Active(writer);
            writer.WriteNumber("exchange_index", shard);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Open at all hours but Thursday 3 to 5 in the morning, Eastern.</summary>
    public static Answer Schedule(Query query) => Answer.Ok(writer =>
    {
        writer.WriteStartObject("schedule");
        writer.WriteStartArray("maintenance_windows");
        writer.WriteEndArray();
        writer.WriteStartArray("standard_hours");
        writer.WriteStartObject();
        writer.WriteString("end_time", "2200-12-01T00:00:00Z");
        foreach (string day in Days)
        {
            writer.WriteStartArray(day);
            if (day == "thursday")
            {
                Hours(writer, "00:00", "03:00");
                Hours(writer, "05:00", "00:00");
            }
            else
            {
                Hours(writer, "00:00", "00:00");
            }

            writer.WriteEndArray();
        }

        writer.WriteString("start_time", "2024-12-01T00:00:00Z");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static Answer Limits(Query query) => Answer.Ok(writer =>
    {
        writer.WriteStartArray("grants");
        writer.WriteEndArray();
        Bucket(writer, "read", 200, 600);
        writer.WriteString("usage_tier", "basic");
        Bucket(writer, "write", 100, 100);
    });

    public static Answer Costs(Query query) => Answer.Ok(writer =>
    {
        writer.WriteNumber("default_cost", 10);
        writer.WriteStartArray("endpoint_costs");
        Cost(writer, "DELETE", "/portfolio/events/orders/{order_id}", 2);
        Cost(writer, "GET", "/portfolio/orders/{order_id}", 2);
        Cost(writer, "POST", "/account/api_usage_level/upgrade", 30);
        writer.WriteEndArray();
    });

    private static void Active(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("exchange_active", true);
        writer.WriteBoolean("intra_exchange_transfers_active", true);
        writer.WriteBoolean("trading_active", true);
    }

    private static void Hours(Utf8JsonWriter writer, string open, string close)
    {
        writer.WriteStartObject();
        writer.WriteString("close_time", close);
        writer.WriteString("open_time", open);
        writer.WriteEndObject();
    }

    private static void Bucket(Utf8JsonWriter writer, string name, int refill, int capacity)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("bucket_capacity", capacity);
        writer.WriteNumber("refill_rate", refill);
        writer.WriteEndObject();
    }

    private static void Cost(Utf8JsonWriter writer, string method, string path, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cost", tokens);
        writer.WriteString("method", method);
        writer.WriteString("path", path);
        writer.WriteEndObject();
    }
}
