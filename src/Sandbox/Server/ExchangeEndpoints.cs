using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>/exchange, and what each endpoint costs.</summary>
internal sealed class ExchangeEndpoints(TradingFloor floor)
{
    private static readonly string[] Days =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] Shards = ["Default", "Exotics", "Crypto", "Sports"];

    /// <summary>While the exchange is down for maintenance it says so with a 503 and still a body.</summary>
    public Answer Status(Query query) => floor.Status switch
    {
        FloorStatus.Open => Status(200, isActive: true, isTrading: true),
        FloorStatus.Paused => Status(200, isActive: true, isTrading: false),
        FloorStatus.Down => Status(503, isActive: false, isTrading: false),
    };

    private Answer Status(int status, bool isActive, bool isTrading) => new(status, writer =>
    {
        Active(writer, isActive, isTrading);
        writer.WriteNull("exchange_estimated_resume_time");
        writer.WriteStartArray("exchange_index_statuses");
        for (int shard = 0; shard < Shards.Length; shard++)
        {
            writer.WriteStartObject();
            writer.WriteString("description", Shards[shard]);
            Active(writer, isActive, isTrading && !floor.IsShardDown(shard));
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

    public static Answer Costs(Query query) => Answer.Ok(writer =>
    {
        writer.WriteNumber("default_cost", 10);
        writer.WriteStartArray("endpoint_costs");
        Cost(writer, "DELETE", "/portfolio/events/orders", 2);
        Cost(writer, "DELETE", "/portfolio/events/orders/{order_id}", 2);
        Cost(writer, "DELETE", "/portfolio/events/orders/batched", 2);
        Cost(writer, "GET", "/portfolio/orders/{order_id}", 2);
        Cost(writer, "POST", "/account/api_usage_level/upgrade", 30);
        writer.WriteEndArray();
    });

    private static void Active(Utf8JsonWriter writer, bool isActive, bool isTrading)
    {
        writer.WriteBoolean("exchange_active", isActive);
        writer.WriteBoolean("intra_exchange_transfers_active", isActive);
        writer.WriteBoolean("trading_active", isTrading);
    }

    private static void Hours(Utf8JsonWriter writer, string open, string close)
    {
        writer.WriteStartObject();
        writer.WriteString("close_time", close);
        writer.WriteString("open_time", open);
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
