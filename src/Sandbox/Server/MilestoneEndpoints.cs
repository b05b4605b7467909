using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>/milestones: one for each game, linking the events that share its date and teams.</summary>
internal sealed class MilestoneEndpoints(TradingFloor floor)
{
    public Answer List(Query query)
    {
        if (query.Text("limit").Length == 0)
        {
            return Answer.BadRequest("limit is required");
        }

        string related = query.Text("related_event_ticker");
        IReadOnlyList<IGrouping<string, ListedEvent>> games = [.. Games(floor.Universe.Events)
            .Where(game => related.Length == 0 || game.Any(listed => listed.Ticker == related))];
        (IReadOnlyList<IGrouping<string, ListedEvent>> items, string cursor) =
            query.Page(games, query.Limit(100, 500), "milestones");
        return Answer.Page(cursor, writer => Write(writer, items));
    }

    /// <summary>The milestones of the games that some of the events belong to.</summary>
    public void Write(Utf8JsonWriter writer, IReadOnlyList<ListedEvent> events)
    {
        HashSet<string> keys = new(Games(events).Select(game => game.Key), StringComparer.Ordinal);
        Write(writer, Games(floor.Universe.Events).Where(game => keys.Contains(game.Key)));
    }

    private static IEnumerable<IGrouping<string, ListedEvent>> Games(IEnumerable<ListedEvent> events) => events
        .Where(listed => listed.CompetitionScope.Length > 0 && !listed.IsCombo)
        .GroupBy(GameKey, StringComparer.Ordinal);

    /// <summary>What follows the series in the ticker: the date and both teams.</summary>
    private static string GameKey(ListedEvent listed) =>
        listed.Ticker[(listed.Ticker.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private void Write(Utf8JsonWriter writer, IEnumerable<IGrouping<string, ListedEvent>> games)
    {
        writer.WriteStartArray("milestones");
        foreach (IGrouping<string, ListedEvent> game in games)
        {
            ListedEvent first = game.First();
            writer.WriteStartObject();
            writer.WriteString("category", first.Category);
            writer.WriteStartObject("details");
            writer.WriteString("league", first.Competition);
            writer.WriteEndObject();
            writer.WriteNull("end_date");
            writer.WriteString("id", "milestone-" + game.Key);
            writer.WriteString("last_updated_ts", ListingWriter.Instant(floor.Universe.At.AddDays(-1)));
            writer.WriteString("notification_message", "");
            Tickers(writer, "primary_event_tickers", [first]);
            Tickers(writer, "related_event_tickers", game);
            writer.WriteString("source_id", game.Key);
            writer.WriteString("start_date", ListingWriter.Instant(first.StrikeDate ?? floor.Universe.At));
            writer.WriteString("title", first.Title);
            writer.WriteString("type", "game");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Tickers(Utf8JsonWriter writer, string name, IEnumerable<ListedEvent> events)
    {
        writer.WriteStartArray(name);
        foreach (ListedEvent listed in events)
        {
            writer.WriteStringValue(listed.Ticker);
        }

        writer.WriteEndArray();
    }
}
