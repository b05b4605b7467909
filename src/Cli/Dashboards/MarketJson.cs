using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>A market with its words and its listed quote.</summary>
internal static class MarketJson
{
    /// <param name="now">Its quote now; null for the one it was listed with.</param>
    public static void Write(Utf8JsonWriter json, Market market, QuoteNow? now = null)
    {
        json.WriteStartObject();
        json.WriteString("ticker", JsonText.Clean(market.Ticker));
        json.WriteString("event", JsonText.Clean(market.EventTicker));
        json.WriteString("title", JsonText.Clean(market.Title.ToString()));
        json.WriteString("subtitle", JsonText.Clean(market.YesSubTitle.ToString()));
        json.WriteString("rules", JsonText.Clean(market.RulesPrimary.ToString()));
        json.WriteString("rulesSecondary", JsonText.Clean(market.RulesSecondary.ToString()));
        JsonText.WriteNullable(json, "closeTime", market.CloseTime is { } close ? JsonText.Time(close) : null);
        json.WriteString("status", JsonText.Clean(market.Status.Text));
        WriteQuote(json, now?.Quote ?? market.Quote);
        WriteAge(json, now);
        JsonText.WriteNullable(json, "strike", Strike(market));
        json.WriteEndObject();
    }

    /// <summary>One that only the database knows.</summary>
    public static void Write(Utf8JsonWriter json, StoredMarket market)
    {
        json.WriteStartObject();
        json.WriteString("ticker", JsonText.Clean(market.Ticker));
        json.WriteString("event", JsonText.Clean(market.EventTicker));
        json.WriteString("title", JsonText.Clean(market.Title.ToString()));
        json.WriteString("subtitle", "");
        json.WriteString("rules", JsonText.Clean(market.RulesPrimary.ToString()));
        json.WriteString("rulesSecondary", JsonText.Clean(market.RulesSecondary.ToString()));
        JsonText.WriteNullable(json, "closeTime", market.CloseTime is { } close ? JsonText.Time(close) : null);
        json.WriteString("status", JsonText.Clean(market.Status));
        WriteQuote(json, market.Quote);
        WriteAge(json, null);
        JsonText.WriteNullable(json, "strike", Number(market.FloorStrike) ?? Number(market.CapStrike));
        json.WriteEndObject();
    }

    /// <summary>Null where nobody quotes.</summary>
    public static void WriteQuote(Utf8JsonWriter json, Quote quote)
    {
        JsonText.WriteNullable(json, "yesBid", quote.HasYesBid ? quote.YesBid.ToString() : null);
        JsonText.WriteNullable(json, "yesAsk", quote.HasYesAsk ? quote.YesAsk.ToString() : null);
        JsonText.WriteNullable(json, "bidSize", quote.HasYesBid ? quote.YesBidSize.ToString() : null);
        JsonText.WriteNullable(json, "askSize", quote.HasYesAsk ? quote.YesAskSize.ToString() : null);
    }

    /// <summary>How the quote is known, and since when.</summary>
    public static void WriteAge(Utf8JsonWriter json, QuoteNow? now)
    {
        JsonText.WriteNullable(json, "quoteFrom", now?.From);
        JsonText.WriteNullable(json, "quoteAt", now?.At is { } at ? JsonText.Time(at) : null);
    }

    public static string? Number(decimal? strike) => strike?.ToString(CultureInfo.InvariantCulture);

    private static string? Strike(Market market) => (Number(market.FloorStrike), Number(market.CapStrike)) switch
    {
        ({ } floor, { } cap) => $"{floor} to {cap}",
        ({ } floor, null) => floor,
        (null, { } cap) => cap,
        _ => null,
    };
}
