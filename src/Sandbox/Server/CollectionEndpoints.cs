using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>/multivariate_event_collections: what combos may be made of.</summary>
internal sealed class CollectionEndpoints(TradingFloor floor)
{
    public Answer List(Query query)
    {
        string seriesTicker = query.Text("series_ticker");
        IReadOnlyList<string> collections = [.. Collections().Where(ticker =>
            seriesTicker.Length == 0 || Members(ticker).Any(listed => listed.SeriesTicker == seriesTicker))];
        (IReadOnlyList<string> items, string cursor) = query.Page(collections, query.Limit(100, 200), "collections");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("multivariate_contracts");
            foreach (string ticker in items)
            {
                Write(writer, ticker);
            }

            writer.WriteEndArray();
        });
    }

    public Answer One(Query query)
    {
        string ticker = query.PathPart("ticker");
        if (!Collections().Contains(ticker, StringComparer.Ordinal))
        {
            return Answer.NotFound("multivariate_event_collection");
        }

        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("multivariate_contract");
            Write(writer, ticker);
        });
    }

    private IEnumerable<string> Collections() => floor.Universe.Events
        .Where(listed => listed.IsCombo)
        .Select(listed => listed.CollectionTicker)
        .Distinct(StringComparer.Ordinal);

    private IEnumerable<ListedEvent> Members(string collection) =>
        floor.Universe.Events.Where(listed => listed.CollectionTicker == collection);

    private void Write(Utf8JsonWriter writer, string collection)
    {
        IReadOnlyList<string> events = [.. Members(collection)
            .SelectMany(listed => floor.Universe.MarketsOf(listed.Ticker))
            .SelectMany(market => market.Legs)
            .Select(leg => leg.EventTicker)
            .Distinct(StringComparer.Ordinal)];
        writer.WriteStartObject();
        writer.WriteStartArray("associated_event_tickers");
        foreach (string ticker in events)
        {
            writer.WriteStringValue(ticker);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("associated_events");
        foreach (string ticker in events)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("active_quoters");
            writer.WriteEndArray();
            writer.WriteBoolean("is_yes_only", false);
            writer.WriteNumber("size_max", 1);
            writer.WriteNull("size_min");
            writer.WriteString("ticker", ticker);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("close_date", ListingWriter.Instant(floor.Universe.At.AddDays(30)));
        writer.WriteString("collection_ticker", collection);
        writer.WriteString("description", "Combine outcomes of the listed games.");
        writer.WriteNumber("exchange_index", 1);
        writer.WriteString("functional_description",
            "The combo is YES only if every selected market settles on its selected side.");
        writer.WriteBoolean("is_all_yes", false);
        writer.WriteBoolean("is_ordered", false);
        writer.WriteBoolean("is_single_market_per_event", false);
        writer.WriteString("open_date", ListingWriter.Instant(floor.Universe.At.AddDays(-30)));
        writer.WriteString("series_ticker", Members(collection).First().SeriesTicker);
        writer.WriteNumber("size_max", 0);
        writer.WriteNumber("size_min", 2);
        writer.WriteString("title", "What will happen across all games?");
        writer.WriteEndObject();
    }
}
