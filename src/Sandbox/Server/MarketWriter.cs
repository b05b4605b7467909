using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Writes one market in the venue's form, in the venue's order of fields.</summary>
internal static class MarketWriter
{
    public static void Write(Utf8JsonWriter writer, MarketView view, DateTimeOffset start)
    {
        (ListedMarket market, _, Quote top) = view;
        writer.WriteStartObject();
        writer.WriteBoolean("can_close_early", market.CanCloseEarly);
        if (market.CapStrike is decimal cap)
        {
            writer.WriteNumber("cap_strike", cap);
        }

        writer.WriteString("close_time", ListingWriter.Instant(market.CloseTime));
        writer.WriteString("created_time", ListingWriter.Instant(CreatedAt(market)));
        CustomStrike(writer, market);
        Optional(writer, "early_close_condition", market.EarlyCloseCondition);
        writer.WriteString("event_ticker", market.EventTicker);
        writer.WriteNumber("exchange_index", market.ExchangeIndex);
        writer.WriteString("expected_expiration_time", ListingWriter.Instant(market.ExpectedExpirationTime));
        writer.WriteString("expiration_time", ListingWriter.Instant(market.LatestExpirationTime));
        writer.WriteString("expiration_value", market.ExpirationValue);
        Optional(writer, "fee_waiver_expiration_time", market.FeeWaiverExpirationTime);
        if (market.FloorStrike is decimal floor)
        {
            writer.WriteNumber("floor_strike", floor);
        }

        Optional(writer, "functional_strike", market.FunctionalStrike);
        if (market.IsProvisional)
        {
            writer.WriteBoolean("is_provisional", true);
        }

        writer.WriteString("last_price_dollars", market.LastPrice.ToString());
        writer.WriteString("latest_expiration_time", ListingWriter.Instant(market.LatestExpirationTime));
        writer.WriteString("liquidity_dollars", "0.0000");
        writer.WriteString("market_type", market.MarketType);
        Legs(writer, market);
        Prices(writer, market, top);
        writer.WriteString("result", market.Result);
        writer.WriteString("rules_primary", market.RulesPrimary);
        writer.WriteString("rules_secondary", market.RulesSecondary);
        writer.WriteNumber("settlement_timer_seconds", market.SettlementTimerSeconds);
        Optional(writer, "settlement_ts", market.SettledAt);
        Optional(writer, "settlement_value_dollars", market.SettlementValue?.ToString() ?? "");
        writer.WriteString("status", market.Status);
        Optional(writer, "strike_type", market.StrikeType);
        writer.WriteString("subtitle", market.Subtitle);
        writer.WriteString("ticker", market.Ticker);
        writer.WriteString("title", market.Title);
        writer.WriteString("updated_time", ListingWriter.Instant(UpdatedAt(start)));
        writer.WriteString("volume_24h_fp", Quantity.FromHundredths(market.Volume.Hundredths / 9).ToString());
        writer.WriteString("volume_fp", market.Volume.ToString());
        writer.WriteString("yes_ask_dollars", top.YesAsk.ToString());
        writer.WriteString("yes_ask_size_fp", top.YesAskSize.ToString());
        writer.WriteString("yes_bid_dollars", top.YesBid.ToString());
        writer.WriteString("yes_bid_size_fp", top.YesBidSize.ToString());
        writer.WriteString("yes_sub_title", market.YesSubTitle);
        writer.WriteEndObject();
    }

    /// <summary>Markets are made ten minutes before they open.</summary>
    public static DateTimeOffset CreatedAt(ListedMarket market) => market.OpenTime.AddMinutes(-10);

    /// <summary>All texts were last touched an hour before the universe starts.</summary>
    public static DateTimeOffset UpdatedAt(DateTimeOffset start) => start.AddHours(-1);

    private static void Prices(Utf8JsonWriter writer, ListedMarket market, Quote top)
    {
        writer.WriteString("no_ask_dollars", top.YesBid.Complement().ToString());
        writer.WriteString("no_bid_dollars", top.YesAsk.Complement().ToString());
        writer.WriteString("no_sub_title", market.NoSubTitle ?? market.YesSubTitle);
        writer.WriteString("notional_value_dollars", "1.0000");
        Optional(writer, "occurrence_datetime", market.OccurrenceTime);
        writer.WriteString("open_interest_fp", market.OpenInterest.ToString());
        writer.WriteString("open_time", ListingWriter.Instant(market.OpenTime));
        writer.WriteString("previous_price_dollars", market.LastPrice.ToString());
        writer.WriteString("previous_yes_ask_dollars", top.YesAsk.ToString());
        writer.WriteString("previous_yes_bid_dollars", top.YesBid.ToString());
        writer.WriteString("price_level_structure", market.Grid.Label);
        writer.WriteStartArray("price_ranges");
        foreach (PriceBand band in market.Grid.Bands)
        {
            writer.WriteStartObject();
            writer.WriteString("end", band.End.ToString());
            writer.WriteString("start", band.Start.ToString());
            writer.WriteString("step", Price.FromTicks(band.StepTicks).ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal static void CustomStrike(Utf8JsonWriter writer, ListedMarket market)
    {
        if (market.CustomStrike.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("custom_strike");
        foreach (KeyValuePair<string, string> member in market.CustomStrike)
        {
            writer.WriteString(member.Key, member.Value);
        }

        writer.WriteEndObject();
    }

    private static void Legs(Utf8JsonWriter writer, ListedMarket market)
    {
        if (!market.IsCombo)
        {
            return;
        }

        writer.WriteString("mve_collection_ticker", market.CollectionTicker);
        writer.WriteStartArray("mve_selected_legs");
        foreach (ListedLeg leg in market.Legs)
        {
            writer.WriteStartObject();
            writer.WriteString("event_ticker", leg.EventTicker);
            writer.WriteString("market_ticker", leg.MarketTicker);
            writer.WriteString("side", leg.Side.Word());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Optional(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is DateTimeOffset instant)
        {
            writer.WriteString(name, ListingWriter.Instant(instant));
        }
    }
}
