using System.CommandLine;
using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>`record`: follows the venue live and writes down every page and message. It trades nothing.</summary>
internal sealed class RecordCommand(CommandHost host, GlobalOptions globals)
{
    private static readonly TimeSpan told = TimeSpan.FromMinutes(1);

    private readonly Option<string?> time = new("--for")
    {
        Description = "How long, such as 10m or 8h (default: until Ctrl-C).",
        HelpName = "time",
    };

    private readonly Option<string?> folder = new("--out")
    {
        Description = "The folder for the tape (default: tapes in the home folder).",
        HelpName = "folder",
    };

    private readonly Option<int> books = new Option<int>("--books")
    {
        Description = "The most order books to follow at once; the most valuable are.",
        DefaultValueFactory = static _ => 1_000,
        HelpName = "count",
    }.AtLeast(0);

    private readonly Option<int> top = new Option<int>("--top")
    {
        Description = "How many baskets to show at the end.",
        DefaultValueFactory = static _ => 10,
        HelpName = "count",
    }.AtLeast(0);

    public Command Create()
    {
        DocumentedCommand command = new("record", "Writes the raw public feed of the venue to a tape; trades nothing.",
            new Example("dutchbook record --for 10m", "ten minutes into the home folder's tapes"),
            new Example("dutchbook record --out tapes", "until Ctrl-C, into a folder of your own"),
            new Example("dutchbook replay tapes", "and what was to be found in it"));
        command.Options.Add(time);
        command.Options.Add(folder);
        command.Options.Add(books);
        command.Options.Add(top);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        TimeSpan? span = arguments.GetValue(time) is { } text ? DurationText.Parse(text, time.Name) : null;
        WholeMicroseconds clock = new(scope.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using TapeRecorder tape = new(
            arguments.GetValue(folder) ?? scope.Home.Tapes,
            new TapeOrigin(configuration.Kalshi.Endpoint.Host, TapeSettings.Of(configuration)),
            new TapeOptions(), clock);
        using LookBook looks = new();
        Dutchbook.Kalshi.KalshiOptions venue = new(configuration.Kalshi.Endpoint)
        {
            KeyId = configuration.Kalshi.KeyId,
            PrivateKeyPath = configuration.Kalshi.PrivateKeyPath,
        };
        LiveMarkets markets = new();
        using KalshiRestClient client = Connect(() => new KalshiRestClient(venue, clock, Random.Shared));
        using LiveFeed feed = Connect(() => new LiveFeed(venue, markets, new FeedOptions(), clock, Random.Shared, tap: tape));
        Detector detector = new(Scanner.Options(configuration, nearMisses: 10));
        LiveVenueSource source = new(client, configuration.Kalshi.Endpoint.Host, clock, tap: tape);
        Scan scan = new(source, secondLook: null, new StructuralMapper(Scanner.Mapping(configuration)), detector, clock);
        LiveRunner runner = new(
            feed, scan, books: null, source, new LiveDetector(markets, detector),
            new LiveOptions { MostBooks = arguments.GetValue(books) }, clock, tape)
        {
            Looked = (look, _) =>
            {
                looks.Take(look);
                return Task.CompletedTask;
            },
            Passed = (pass, _, _) =>
            {
                scope.Remark($"{clock.GetUtcNow():HH:mm:ss} read {Counted.Of(pass.Snapshot.Markets.Count, "market")}.");
                return Task.CompletedTask;
            },
        };
        DateTimeOffset began = clock.GetUtcNow();
        Task running = Task.WhenAll(feed.RunAsync(stop.Token), runner.RunAsync(stop.Token));
        await WaitAsync(scope, tape, looks, runner, span, running, stop.Token);
        await stop.CancelAsync();
        await running;
        tape.Flush();
        Show(scope, tape, looks, feed, runner, clock.GetUtcNow() - began, arguments.GetValue(top));
        return (int)(looks.Looks > 0 && tape.Problem is null && runner.LastProblem is null ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>Tells once a minute how it goes, until the time is over or it is interrupted.</summary>
    private static async Task WaitAsync(
        CommandScope scope, TapeRecorder tape, LookBook looks, LiveRunner runner, TimeSpan? span, Task running, CancellationToken stop)
    {
        DateTimeOffset end = span is { } given ? scope.Clock.GetUtcNow() + given : DateTimeOffset.MaxValue;
        while (!stop.IsCancellationRequested && !running.IsCompleted && scope.Clock.GetUtcNow() is var now && now < end)
        {
            TimeSpan wait = end - now < told ? end - now : told;
            await Task.WhenAny(running, Task.Delay(wait, scope.Clock, stop));
            string problem = (tape.Problem ?? runner.LastProblem) is { } reason ? $"; {TerminalText.Clean(reason, 300)}" : "";
            scope.Remark(string.Create(CultureInfo.InvariantCulture,
                $"{scope.Clock.GetUtcNow():HH:mm:ss} {tape.Lines:N0} lines, {tape.Bytes / 1e6:0.0} MB, {looks.Looks:N0} looks{problem}"));
        }
    }

    private static void Show(
        CommandScope scope, TapeRecorder tape, LookBook looks, LiveFeed feed, LiveRunner runner, TimeSpan took, int top)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                JsonText.WriteStrings(json, "files", tape.Files);
                json.WriteNumber("lines", tape.Lines);
                json.WriteNumber("bytes", tape.Bytes);
                json.WriteNumber("lost", tape.Lost);
                JsonText.WriteNullable(json, "problem", tape.Problem ?? runner.LastProblem);
                FoundJson.Counts(json, "feed", feed.Counters.Read());
                FoundJson.Write(json, looks);
                json.WriteEndObject();
            });
            return;
        }

        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"Recorded {tape.Lines:N0} lines in {took.TotalSeconds:0} s: {feed.Counters[FeedCount.Frames]:N0} messages, {tape.Bytes / 1e6:0.00} MB."));
        foreach (string file in tape.Files)
        {
            scope.Output.Line($"  {file}");
        }

        if (tape.Lost > 0)
        {
            scope.Output.Line($"{tape.Lost:N0} lines could not be written{(tape.Problem is { } why ? $": {why}" : " for a while")}.");
        }

        foreach (string end in feed.LastEnds.Where(static end => end != "stopped").Distinct(StringComparer.Ordinal))
        {
            scope.Output.Line($"A connection ended: {TerminalText.Clean(end, 200)}.");
        }

        FoundView.Show(scope, looks, top);
    }

    /// <exception cref="CommandFailure">There is no key, or it cannot be used.</exception>
    private static T Connect<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (KalshiException problem)
        {
            throw new CommandFailure(ExitCode.Usage, problem.Message,
                ["Without a key `dutchbook scan --save FOLDER` keeps the pages of a pass, which `replay` reads too."]);
        }
    }
}
