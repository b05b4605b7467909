using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>How long an opportunity has been there: for people, and as the property <c>episode</c>.</summary>
internal static class EpisodeView
{
    public static void ShowChange(CommandScope scope, BookChange? change)
    {
        if (change is not null)
        {
            scope.Output.Line($"Stored: {change.Began.Count:N0} new, {change.Refreshed.Count:N0} seen again, "
                + $"{change.Ended.Count:N0} gone. `dutchbook opportunities` shows them.");
        }
    }

    public static void WarnOfEvictions(CommandScope scope, BookChange? change, int capacity)
    {
        int lost = change is null ? 0 : change.Evicted.Count + change.TurnedAway.Count;
        if (lost > 0)
        {
            scope.Log.Warning("{Lost} opportunities are not kept: their grade has {Capacity} better ones "
                + "(detection.queue_capacity).", lost, capacity);
        }
    }

    /// <summary>The stored document with the status of today, and the episode after it.</summary>
    public static void Write(Utf8JsonWriter json, string document, OpportunityStatus status, Episode episode)
    {
        using JsonDocument stored = JsonDocument.Parse(document);
        json.WriteStartObject();
        foreach (JsonProperty property in stored.RootElement.EnumerateObject())
        {
            if (property.NameEquals("status"))
            {
                json.WriteString("status", status.ToString());
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteStartObject("episode");
        WriteFields(json, episode);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The figures of an episode, into an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, Episode episode)
    {
        json.WriteString("firstSeen", JsonText.Time(episode.FirstSeen));
        json.WriteString("lastSeen", JsonText.Time(episode.LastSeen));
        JsonText.WriteNullable(json, "endedAt", episode.EndedAt is { } ended ? JsonText.Time(ended) : null);
        json.WriteNumber("timesSeen", episode.TimesSeen);
        json.WriteString("bestEdge", episode.BestEdge.ToString());
        json.WriteString("bestAt", JsonText.Time(episode.BestAt));
        JsonText.WriteNullable(json, "bestUnits", episode.BestUnits?.ToString());
        JsonText.WriteNullable(json, "halfLifeMillis", episode.HalfLife is { } half ? half.Ticks / TimeSpan.TicksPerMillisecond : null);
        JsonText.WriteNullable(json, "end", episode.End?.ToString());
    }

    public static string Word(EpisodeEnd end) => end switch
    {
        EpisodeEnd.Unknown => "not written down",
        EpisodeEnd.Moved => "prices moved",
        EpisodeEnd.Taken => "taken by us",
        EpisodeEnd.Shut => "market shut",
        EpisodeEnd.Closed => "market closed",
        EpisodeEnd.Crowded => "crowded out",
    };
}
