using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// One market as the venue lists it, in the venue's own words: strikes are text, because that is how a reader sees them, and
/// what is null is not sent at all.
/// </summary>
internal sealed record Row(string Ticker)
{
    public string Rules { get; init; } = "";

    public string Secondary { get; init; } = "";

    public string Title { get; init; } = "";

    public string Sub { get; init; } = "";

    public string? StrikeType { get; init; }

    public string? Floor { get; init; }

    public string? Cap { get; init; }

    public string Type { get; init; } = "binary";

    public string Status { get; init; } = "active";

    public string Result { get; init; } = "";

    public string? Close { get; init; } = "2026-12-09T18:59:00Z";

    public string? Expected { get; init; } = "2026-12-09T19:05:00Z";

    public string EarlyClose { get; init; } = "";

    /// <summary>The free-form strike object: who or what the market is about.</summary>
    public (string Key, string Value)? Custom { get; init; }

    /// <summary>A combo's legs, as ticker and side.</summary>
    public (string Ticker, string Side)[] Legs { get; init; } = [];

    public JsonObject Json(string eventTicker)
    {
        JsonObject json = new()
        {
            ["ticker"] = Ticker,
            ["event_ticker"] = eventTicker,
            ["market_type"] = Type,
            ["status"] = Status,
            ["result"] = Result,
            ["title"] = Title,
            ["yes_sub_title"] = Sub,
            ["no_sub_title"] = Sub,
            ["rules_primary"] = Rules,
            ["rules_secondary"] = Secondary,
            ["early_close_condition"] = EarlyClose,
            ["yes_bid_dollars"] = "0.4000",
            ["yes_bid_size_fp"] = "100.00",
            ["yes_ask_dollars"] = "0.4200",
            ["yes_ask_size_fp"] = "100.00",
        };
        Put(json, "strike_type", StrikeType);
        Put(json, "floor_strike", Number(Floor));
        Put(json, "cap_strike", Number(Cap));
        Put(json, "close_time", Close);
        Put(json, "expected_expiration_time", Expected);
        Put(json, "custom_strike", Custom is { } custom ? new JsonObject { [custom.Key] = custom.Value } : null);
        Put(json, "mve_selected_legs", Legs.Length == 0 ? null : new JsonArray([.. Legs.Select(Leg)]));
        return json;
    }

    private static JsonNode Leg((string Ticker, string Side) leg) => new JsonObject
    {
        ["event_ticker"] = leg.Ticker[..leg.Ticker.LastIndexOf('-')],
        ["market_ticker"] = leg.Ticker,
        ["side"] = leg.Side,
    };

    private static void Put(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    /// <summary>Strikes travel as JSON numbers.</summary>
    private static JsonNode? Number(string? text) =>
        text is null ? null : JsonNode.Parse(decimal.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
}
