using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Writes series and events in the venue's form. Fields that the venue removed are not written.</summary>
internal static class ListingWriter
{
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static void Series(Utf8JsonWriter writer, ListedSeries series, DateTimeOffset updated)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("additional_prohibitions");
        writer.WriteStringValue(
            "Persons who hold any material, non-public information on the Underlying are not permitted to "
            + "trade.");
        writer.WriteEndArray();
        writer.WriteStartArray("categories");
        writer.WriteStringValue(series.Category);
        writer.WriteEndArray();
        writer.WriteString("category", series.Category);
        writer.WriteString("contract_terms_url", $"https://sandbox.invalid/terms/{series.Ticker}.pdf");
        writer.WriteString("contract_url", $"https://sandbox.invalid/filings/{series.Ticker}.pdf");
        writer.WriteNumber("exchange_index", series.ExchangeIndex);
        if (series.FeeMultiplier is decimal multiplier)
        {
            writer.WriteNumber("fee_multiplier", multiplier);
        }

        if (series.FeeType is string feeType)
        {
            writer.WriteString("fee_type", feeType);
        }

        writer.WriteString("frequency", series.Frequency);
        writer.WriteString("last_updated_ts", Instant(updated));
        Sources(writer, series.Sources);
        writer.WriteStartArray("tags");
        foreach (string tag in series.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteString("ticker", series.Ticker);
        writer.WriteString("title", series.Title);
        writer.WriteEndObject();
    }

    /// <param name="markets">Its markets; null leaves them out.</param>
    public static void Event(Utf8JsonWriter writer, ListedEvent listed, DateTimeOffset start, IEnumerable<MarketView>? markets)
    {
        writer.WriteStartObject();
        writer.WriteString("category", listed.Category);
        writer.WriteString("collateral_return_type", listed.CollateralReturnType);
        writer.WriteString("event_ticker", listed.Ticker);
        writer.WriteNumber("exchange_index", listed.ExchangeIndex);
        if (listed.FeeMultiplierOverride is decimal multiplier)
        {
            writer.WriteNumber("fee_multiplier_override", multiplier);
        }

        if (listed.FeeTypeOverride is string feeType)
        {
            writer.WriteString("fee_type_override", feeType);
        }

        writer.WriteString("last_updated_ts", Instant(start.AddDays(-1)));
        if (markets is not null)
        {
            Markets(writer, markets, start);
        }

        writer.WriteBoolean("mutually_exclusive", listed.MutuallyExclusive);
        writer.WriteStartObject("product_metadata");
        if (listed.Competition.Length > 0)
        {
            writer.WriteString("competition", listed.Competition);
            writer.WriteString("competition_scope", listed.CompetitionScope);
        }

        writer.WriteEndObject();
        writer.WriteString("series_ticker", listed.SeriesTicker);
        Sources(writer, listed.Sources);
        if (listed.StrikeDate is DateTimeOffset strikeDate)
        {
            writer.WriteString("strike_date", Instant(strikeDate));
        }

        writer.WriteString("strike_period", listed.StrikePeriod);
        writer.WriteString("sub_title", listed.SubTitle);
        writer.WriteString("title", listed.Title);
        writer.WriteEndObject();
    }

    public static void Markets(Utf8JsonWriter writer, IEnumerable<MarketView> markets, DateTimeOffset start)
    {
        writer.WriteStartArray("markets");
        foreach (MarketView market in markets)
        {
            MarketWriter.Write(writer, market, start);
        }

        writer.WriteEndArray();
    }

    /// <summary>Both sides are bids, and each ascends: the best level is the last.</summary>
    public static void Book(Utf8JsonWriter writer, ListedBook book, int depth)
    {
        writer.WriteStartObject("orderbook_fp");
        Levels(writer, "no_dollars", book.NoBids, depth);
        Levels(writer, "yes_dollars", book.YesBids, depth);
        writer.WriteEndObject();
    }

    private static void Levels(Utf8JsonWriter writer, string name, IReadOnlyList<BookLevel> bestFirst, int depth)
    {
        writer.WriteStartArray(name);
        foreach (BookLevel level in bestFirst.Take(depth == 0 ? int.MaxValue : depth).Reverse())
        {
            writer.WriteStartArray();
            writer.WriteStringValue(level.Price.ToString());
            writer.WriteStringValue(level.Quantity.ToString());
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Sources(Utf8JsonWriter writer, IReadOnlyList<ListedSource> sources)
    {
        writer.WriteStartArray("settlement_sources");
        foreach (ListedSource source in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("name", source.Name);
            writer.WriteString("url", source.Url);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
