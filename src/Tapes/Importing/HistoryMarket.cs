using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>A market of a history in the venue's form of today: what it is, as listed, and what stood in its candle; nothing of its end.</summary>
internal static class HistoryMarket
{
    /// <summary>What describes a market and does not change with its prices.</summary>
    private static readonly string[] kept =
    [
        "ticker", "event_ticker", "market_type", "title", "subtitle", "yes_sub_title", "no_sub_title", "rules_primary", "rules_secondary",
        "early_close_condition", "strike_type", "floor_strike", "cap_strike", "custom_strike", "functional_strike", "can_close_early",
        "settlement_timer_seconds",
    ];

    private static readonly string[] times =
        ["open_time", "close_time", "expected_expiration_time", "expiration_time", "latest_expiration_time"];

    public static void WriteEvent(
        Utf8JsonWriter json, string ticker, JsonElement? own, IEnumerable<JsonElement> markets, Dictionary<string, HistoryCandle> quotes)
    {
        json.WriteStartObject();
        json.WriteString("event_ticker", ticker);
        int dash = ticker.IndexOf('-', StringComparison.Ordinal);
        json.WriteString("series_ticker", own is { } told && Text(told, "series_ticker") is { Length: > 0 } series ? series : dash < 0 ? ticker : ticker[..dash]);
        if (own is { } listed)
        {
            foreach (string name in (string[])["title", "sub_title", "category", "mutually_exclusive"])
            {
                Copy(json, listed, name);
            }
        }

        json.WriteStartArray("markets");
        foreach (JsonElement market in markets)
        {
            HistoryCandle? candle = quotes.TryGetValue(Text(market, "ticker"), out HistoryCandle there) ? there : null;
            WriteMarket(json, market, candle);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";

    private static void WriteMarket(Utf8JsonWriter json, JsonElement market, HistoryCandle? candle)
    {
        json.WriteStartObject();
        foreach (string name in kept)
        {
            Copy(json, market, name);
        }

        foreach (string name in times)
        {
            if (TapeTime.TryParseAny(Text(market, name), out DateTimeOffset at))
            {
                json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        json.WriteString("status", "active");
        json.WriteString("result", "");
        json.WriteStartArray("price_ranges");
        json.WriteStartObject();
        json.WriteString("start", "0.0000");
        json.WriteString("end", "1.0000");
        json.WriteString("step", "0.0100");
        json.WriteEndObject();
        json.WriteEndArray();
        Price bid = candle?.Bid ?? Price.Zero, ask = candle?.Ask ?? Price.One;
        json.WriteString("yes_bid_dollars", bid.ToString());
        json.WriteString("yes_ask_dollars", ask.ToString());
        json.WriteString("no_bid_dollars", ask.Complement().ToString());
        json.WriteString("no_ask_dollars", bid.Complement().ToString());
        json.WriteString("yes_bid_size_fp", candle?.Bid is null ? "0.00" : "1.00");
        json.WriteString("yes_ask_size_fp", candle?.Ask is null ? "0.00" : "1.00");
        json.WriteString("last_price_dollars", (candle?.Last ?? Price.Zero).ToString());
        json.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter json, JsonElement item, string name)
    {
        if (item.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }
}
