using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>`replay`: live detection over a tape, as fast as it can.</summary>
internal sealed class ReplayCommand(CommandHost host, GlobalOptions globals)
{
    private readonly TapeArguments inputs = new();

    private readonly Option<int> top = new Option<int>("--top")
    {
        Description = "How many baskets to show; JSON always has all.",
        DefaultValueFactory = static _ => 10,
        HelpName = "count",
    }.AtLeast(0);

    public Command Create()
    {
        DocumentedCommand command = new("replay", "Live detection over a tape, as fast as it can: finds what the live run found.",
            new Example("dutchbook replay", "everything in the home folder's tapes"),
            new Example("dutchbook replay tapes/tape-20261126T170428Z-0001.jsonl.gz", "one file"),
            new Example("dutchbook replay tapes --look-every 1s --format json", "looks at fixed intervals, for a program"));
        inputs.AddTo(command);
        command.Options.Add(top);
        command.SetAction((arguments, cancellation) => Task.FromResult(Run(arguments, cancellation)));
        return command;
    }

    private int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        ITapeSource tapes = inputs.Open(arguments, inputs.Paths(arguments, scope.Home));
        ReplayOptions options = inputs.Options(arguments) with { NoInYesPrices = tapes is not EnvelopeTape };
        foreach (string difference in TapeSettings.Differences(configuration, tapes.Origin))
        {
            scope.Remark($"{difference}; what is found may differ.");
        }

        using LookBook looks = new();
        Replayer replayer = new(
            new StructuralMapper(Scanner.Mapping(configuration)),
            new Detector(Scanner.Options(configuration, nearMisses: 10)),
            options)
        {
            Looked = looks.Take,
        };
        long began = scope.Clock.GetTimestamp();
        replayer.Run(tapes, cancellation);
        TimeSpan took = scope.Clock.GetElapsedTime(began);
        TapeTrouble[] troubles = [.. tapes.Troubles, .. replayer.Troubles];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => Write(json, tapes, replayer, looks, troubles));
        }
        else
        {
            Show(scope, tapes, replayer, looks, took, arguments.GetValue(top));
        }

        FoundView.ShowTroubles(scope, troubles);
        return (int)ExitCode.Done;
    }

    private static void Show(CommandScope scope, ITapeSource tapes, Replayer replayer, LookBook looks, TimeSpan took, int top)
    {
        ReplayCounts counts = replayer.Counts;
        scope.Output.Line($"{Counted.Of(tapes.Names.Count, "file")} from {Time(counts.From)} to {Time(counts.To)}.");
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{counts.Frames:N0} messages, {counts.Passes:N0} passes of {counts.Pages:N0} pages, {looks.Looks:N0} looks; "
            + $"{replayer.Markets.Count:N0} markets, {replayer.Map?.Relations.Count ?? 0:N0} relations."));
        string gaps = string.Join(", ", replayer.Feed.Read().Where(static pair => IsWorthSaying(pair.Key))
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:N0}")));
        if (gaps.Length > 0)
        {
            scope.Output.Line($"On the way: {gaps}.");
        }

        if (counts.Passes == 0)
        {
            scope.Output.Line("There is no pass over the venue on it, so that its markets are not known and nothing can be found.");
        }

        FoundView.Show(scope, looks, top);
        scope.Remark(string.Create(CultureInfo.InvariantCulture,
            $"It took {took.TotalSeconds:0.0} s, {(took > TimeSpan.Zero ? counts.Frames / took.TotalSeconds : 0):N0} messages a second."));
    }

    private static void Write(Utf8JsonWriter json, ITapeSource tapes, Replayer replayer, LookBook looks, IEnumerable<TapeTrouble> troubles)
    {
        ReplayCounts counts = replayer.Counts;
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        JsonText.WriteStrings(json, "tapes", tapes.Names);
        JsonText.WriteNullable(json, "from", counts.From is { } from ? JsonText.Time(from) : null);
        JsonText.WriteNullable(json, "to", counts.To is { } to ? JsonText.Time(to) : null);
        json.WriteNumber("lines", counts.Lines);
        json.WriteNumber("frames", counts.Frames);
        json.WriteNumber("pages", counts.Pages);
        json.WriteNumber("passes", counts.Passes);
        json.WriteNumber("markets", replayer.Markets.Count);
        json.WriteNumber("otherCommands", counts.OtherCommands);
        FoundJson.Counts(json, "feed", replayer.Feed.Read());
        FoundJson.Troubles(json, troubles);
        FoundJson.Write(json, looks);
        json.WriteEndObject();
    }

    private static bool IsWorthSaying(string count) => Enum.Parse<FeedCount>(count) is FeedCount.Malformed or FeedCount.Huge
        or FeedCount.UnknownTypes or FeedCount.Unreadable or FeedCount.NegativeLevels or FeedCount.CrossedBooks or FeedCount.Gaps
        or FeedCount.OldFrames or FeedCount.Resyncs or FeedCount.TerminalErrors or FeedCount.LateMessages or FeedCount.MissedTouches;

    private static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "nowhere";
}
