using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`history episodes`: how long mispricings were there, how good, and why they ended.</summary>
internal sealed class HistoryEpisodesCommand(CommandHost host, GlobalOptions globals)
{
    private readonly HistorySpan span = new();

    private readonly Option<int> limit = new Option<int>("--limit")
    {
        Description = "The newest so many.",
        DefaultValueFactory = static _ => 50,
        HelpName = "count",
    }.AtLeast(1);

    public Command Create()
    {
        DocumentedCommand command = new("episodes", "How long mispricings were there, how good, and why they ended.",
            new Example("dutchbook history episodes", "the newest fifty"),
            new Example("dutchbook history episodes --from 24h --format json", "of a day, for a program"));
        command.Options.Add(span.From);
        command.Options.Add(span.To);
        command.Options.Add(limit);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        DateTimeOffset now = scope.Clock.GetUtcNow();
        (DateTimeOffset? from, DateTimeOffset? to) = span.Read(arguments, now);
        using SqliteDatabase database = Archive.Open(scope);
        IReadOnlyList<Episode> all = database.Opportunities.EpisodesWithin(from ?? DateTimeOffset.UnixEpoch, to ?? now);
        Episode[] shown = [.. all.TakeLast(arguments.GetValue(limit))];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => Write(json, shown, all.Count - shown.Length));
        }
        else if (all.Count == 0)
        {
            scope.Output.Line("No mispricing was there in this span.");
        }
        else
        {
            Show(scope, all, shown);
        }

        return ExitCode.Done;
    }

    private static void Show(CommandScope scope, IReadOnlyList<Episode> all, Episode[] shown)
    {
        Table ends = Tables.Plain("Ended", "Count", "Half lasted at least", "Half-life, median");
        foreach (IGrouping<EpisodeEnd?, Episode> group in all.GroupBy(EndOf).OrderBy(static group => group.Key))
        {
            ends.AddRow(
                Word(group.Key),
                group.Count().ToString(CultureInfo.InvariantCulture),
                Seconds(Median(group.Select(static episode => episode.LastSeen - episode.FirstSeen))),
                Seconds(Median(group.Select(static episode => episode.HalfLife).OfType<TimeSpan>())));
        }

        scope.Output.Table(ends);
        Table table = Tables.Plain("First seen (UTC)", "Lasted", "Half-life", "Best edge", "Units", "Ended", "Basket");
        foreach (Episode episode in shown)
        {
            table.AddRow(
                episode.FirstSeen.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Seconds(episode.LastSeen - episode.FirstSeen),
                Seconds(episode.HalfLife),
                OpportunityView.Dollars(episode.BestEdge),
                episode.BestUnits?.ToString() ?? "?",
                Word(EndOf(episode)),
                TerminalText.Markup(episode.Tickers[0] + (episode.Tickers.Count > 1 ? $" + {episode.Tickers.Count - 1} more" : ""), 100));
        }

        scope.Output.Table(table);
        if (all.Count > shown.Length)
        {
            scope.Output.Line($"The newest {shown.Length:N0} of {all.Count:N0}: --limit shows more.");
        }
    }

    private static void Write(Utf8JsonWriter json, Episode[] shown, int earlier)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteNumber("earlier", earlier);
        json.WriteStartArray("episodes");
        foreach (Episode episode in shown)
        {
            json.WriteStartObject();
            json.WriteString("id", episode.OpportunityId);
            json.WriteString("status", episode.Status.ToString());
            json.WriteString("grade", episode.Grade.ToString());
            EpisodeView.WriteFields(json, episode);
            JsonText.WriteStrings(json, "tickers", episode.Tickers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Null while it lasts.</summary>
    private static EpisodeEnd? EndOf(Episode episode) => episode.EndedAt is null ? null : episode.End ?? EpisodeEnd.Unknown;

    private static string Word(EpisodeEnd? end) => end is { } known ? EpisodeView.Word(known) : "there still";

    private static TimeSpan? Median(IEnumerable<TimeSpan> spans)
    {
        TimeSpan[] ordered = [.. spans.Order()];
        return ordered.Length == 0 ? null : ordered[ordered.Length / 2];
    }

    private static string Seconds(TimeSpan? span) =>
        span is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s") : "";
}
