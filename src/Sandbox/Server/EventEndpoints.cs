namespace Dutchbook.Sandbox;

/// <summary>/events, and the combos apart from them.</summary>
internal sealed class EventEndpoints(TradingFloor floor, MilestoneEndpoints milestones)
{
    public Answer Events(Query query)
    {
        string status = query.Word("status", "invalid status filter", "unopened", "open", "closed", "settled");
        string seriesTicker = query.Text("series_ticker");
        HashSet<string>? tickers = query.List("tickers");
        DateTimeOffset? minClose = query.Seconds("min_close_ts");
        return Page(query, "events", listed =>
            !listed.IsCombo
            && !IsHistorical(listed)
            && (seriesTicker.Length == 0 || listed.SeriesTicker == seriesTicker)
            && tickers?.Contains(listed.Ticker) != false
            && (minClose is null || floor.MarketsOf(listed.Ticker).Any(market => market.CloseTime >= minClose))
            && (status.Length == 0 || HasMember(listed, status)));
    }

    public Answer Multivariate(Query query)
    {
        string seriesTicker = query.Text("series_ticker");
        string collection = query.Text("collection_ticker");
        if (seriesTicker.Length > 0 && collection.Length > 0)
        {
            return Answer.BadRequest("series_ticker and collection_ticker exclude each other");
        }

        return Page(query, "multivariate", listed =>
            listed.IsCombo
            && (seriesTicker.Length == 0 || listed.SeriesTicker == seriesTicker)
            && (collection.Length == 0 || listed.CollectionTicker == collection));
    }

    public Answer Event(Query query)
    {
        ListedEvent listed = floor.Universe.FindEvent(query.PathPart("ticker"))
            ?? throw new RefusedException(Answer.NotFound("event"));
        bool isNested = query.Flag("with_nested_markets");
        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("event");
            ListingWriter.Event(writer, listed, floor.Universe.At, isNested ? floor.ViewsOf(listed.Ticker) : null);
            if (isNested)
            {
                writer.WriteStartArray("markets");
                writer.WriteEndArray();
            }
            else
            {
                ListingWriter.Markets(writer, floor.ViewsOf(listed.Ticker), floor.Universe.At);
            }
        });
    }

    public Answer FeeChanges(Query query)
    {
        string seriesTicker = query.Text("series_ticker");
        IReadOnlyList<ListedEvent> changed = [.. floor.Universe.Events.Where(listed =>
            (listed.FeeTypeOverride is not null || listed.FeeMultiplierOverride is not null)
            && (seriesTicker.Length == 0 || listed.SeriesTicker == seriesTicker))];
        return Answer.Page("", writer =>
        {
            writer.WriteStartArray("event_fee_changes");
            foreach (ListedEvent listed in changed)
            {
                writer.WriteStartObject();
                writer.WriteString("event_ticker", listed.Ticker);
                if (listed.FeeMultiplierOverride is decimal multiplier)
                {
                    writer.WriteNumber("fee_multiplier_override", multiplier);
                }
                else
                {
                    writer.WriteNull("fee_multiplier_override");
                }

                writer.WriteString("fee_type_override", listed.FeeTypeOverride);
                writer.WriteString("id", "fee-" + listed.Ticker);
                writer.WriteString("scheduled_ts", ListingWriter.Instant(floor.Universe.At.AddDays(-2)));
                writer.WriteString("series_ticker", listed.SeriesTicker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private Answer Page(Query query, string list, Func<ListedEvent, bool> chosen)
    {
        IReadOnlyList<ListedEvent> events = [.. floor.Universe.Events.Where(chosen)];
        (IReadOnlyList<ListedEvent> items, string cursor) = query.Page(events, query.Limit(200, 200), list);
        bool isNested = query.Flag("with_nested_markets");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("events");
            foreach (ListedEvent listed in items)
            {
                ListingWriter.Event(writer, listed, floor.Universe.At, isNested ? floor.ViewsOf(listed.Ticker) : null);
            }

            writer.WriteEndArray();
            if (query.Flag("with_milestones"))
            {
                milestones.Write(writer, items);
            }
        });
    }

    private bool HasMember(ListedEvent listed, string status) =>
        floor.MarketsOf(listed.Ticker).Any(market => MarketEndpoints.StatusFilter(market) == status);

    /// <summary>An event whose markets have all left the live data.</summary>
    private bool IsHistorical(ListedEvent listed) =>
        floor.MarketsOf(listed.Ticker).All(market => MarketEndpoints.IsHistorical(floor.Universe, market));
}
