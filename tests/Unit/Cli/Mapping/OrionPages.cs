using System.Text.Json.Nodes;

namespace Dutchbook.Unit.Cli;

/// <summary>Both questions about the capsule as the venue's pages have them.</summary>
internal static class OrionPages
{
    /// <summary>A recording in which the earlier deadline is bid far above what the later one is offered at.</summary>
    public static string Json(string wide) => new JsonObject
    {
        ["captured_at"] = "2026-03-01T12:00:00Z",
        ["series"] = new JsonArray(Series("KXNARROW"), Series("KXWIDE")),
        ["events"] = new JsonArray(
            Event("KXNARROW-1", Market("KXNARROW-1-A", Orion.Narrow, "2026-07-01T04:00:00Z", "0.6000", "0.6200")),
            Event("KXWIDE-1", Market("KXWIDE-1-B", wide, "2026-08-01T04:00:00Z", "0.2800", "0.3000"))),
        ["cursor"] = "",
    }.ToJsonString();

    private static JsonObject Series(string ticker) => new()
    {
        ["ticker"] = ticker,
        ["title"] = "Orion",
        ["category"] = "Science",
        ["frequency"] = "one_off",
        ["settlement_sources"] = new JsonArray(new JsonObject { ["name"] = "NASA", ["url"] = "https://www.nasa.gov" }),
        ["fee_type"] = "quadratic",
        ["fee_multiplier"] = 1,
        ["contract_terms_url"] = "https://example.org/terms.pdf",
    };

    private static JsonObject Event(string ticker, JsonObject market) => new()
    {
        ["event_ticker"] = ticker,
        ["series_ticker"] = ticker.Split('-')[0],
        ["title"] = "Orion on the Moon?",
        ["sub_title"] = "",
        ["mutually_exclusive"] = false,
        ["collateral_return_type"] = "",
        ["category"] = "Science",
        ["exchange_index"] = 0,
        ["markets"] = new JsonArray(market),
    };

    private static JsonObject Market(string ticker, string rules, string close, string bid, string ask) => new()
    {
        ["ticker"] = ticker,
        ["event_ticker"] = ticker[..ticker.LastIndexOf('-')],
        ["market_type"] = "binary",
        ["status"] = "active",
        ["result"] = "",
        ["title"] = "Orion on the Moon?",
        ["yes_sub_title"] = "",
        ["no_sub_title"] = "",
        ["rules_primary"] = rules,
        ["rules_secondary"] = "",
        ["close_time"] = close,
        ["expected_expiration_time"] = close,
        ["latest_expiration_time"] = close,
        ["open_time"] = "2026-01-01T00:00:00Z",
        ["can_close_early"] = true,
        ["yes_bid_dollars"] = bid,
        ["yes_bid_size_fp"] = "100.00",
        ["yes_ask_dollars"] = ask,
        ["yes_ask_size_fp"] = "100.00",
        ["no_bid_dollars"] = "0.0000",
        ["no_ask_dollars"] = "0.0000",
        ["last_price_dollars"] = bid,
        ["volume_fp"] = "1000.00",
        ["open_interest_fp"] = "1000.00",
        ["price_level_structure"] = "linear_cent",
        ["price_ranges"] = new JsonArray(new JsonObject { ["start"] = "0.0000", ["end"] = "1.0000", ["step"] = "0.0100" }),
        ["exchange_index"] = 0,
    };
}
