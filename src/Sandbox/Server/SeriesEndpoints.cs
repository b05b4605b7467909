namespace Dutchbook.Sandbox;

/// <summary>/series, in one answer without a cursor as the venue gives it.</summary>
internal sealed class SeriesEndpoints(TradingFloor floor)
{
    public Answer List(Query query)
    {
        string category = query.Text("category");
        HashSet<string>? tags = query.List("tags");
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("series");
            foreach (ListedSeries series in floor.Universe.Series.Where(item =>
                (category.Length == 0 || item.Category == category) && (tags is null || item.Tags.Any(tags.Contains))))
            {
                ListingWriter.Series(writer, series, floor.Universe.At.AddDays(-3));
            }

            writer.WriteEndArray();
        });
    }

    public Answer One(Query query)
    {
        ListedSeries series = floor.Universe.FindSeries(query.PathPart("series"))
            ?? throw new RefusedException(Answer.NotFound("series"));
        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("series");
            ListingWriter.Series(writer, series, floor.Universe.At.AddDays(-3));
        });
    }

    public Answer FeeChanges(Query query)
    {
        string ticker = query.Text("series_ticker");
        bool isHistorical = query.Flag("show_historical");
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("series_fee_change_arr");
            foreach (ListedFeeChange change in floor.Universe.FeeChanges.Where(item =>
                (ticker.Length == 0 || item.SeriesTicker == ticker) && (isHistorical || item.At > floor.Universe.At)))
            {
                writer.WriteStartObject();
                writer.WriteNumber("fee_multiplier", change.FeeMultiplier);
                writer.WriteString("fee_type", change.FeeType);
                writer.WriteString("id", $"{change.SeriesTicker}-{change.At.ToUnixTimeSeconds()}");
                writer.WriteString("scheduled_ts", ListingWriter.Instant(change.At));
                writer.WriteString("series_ticker", change.SeriesTicker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
