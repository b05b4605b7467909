using System.CommandLine;
using System.Globalization;
using Dutchbook.Kalshi;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>`sandbox`: the simulated exchange alone, for any client that speaks Kalshi.</summary>
internal sealed class SandboxCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Option<int> port = new Option<int>("--port")
    {
        Description = "The port on 127.0.0.1; 0 takes a free one and says which.",
        DefaultValueFactory = static _ => 0,
        HelpName = "number",
    }.AtLeast(0);

    private readonly Option<string> universe = new("--universe")
    {
        Description = "What is listed: demo, generated:N for about N markets, or recording:FILE[,FILE...] for recorded responses.",
        DefaultValueFactory = static _ => "demo",
        HelpName = "name",
    };

    private readonly Option<string?> faults = new("--faults")
    {
        Description = "What goes wrong, such as lost-response=0.1,ws-gap=0.01,seed=7 (see docs/sandbox.md).",
        HelpName = "plan",
    };

    private readonly Option<int> activity = new Option<int>("--activity")
    {
        Description = "What simulated traders do in a second; 0 lets the market stand still.",
        DefaultValueFactory = static _ => 20,
        HelpName = "count",
    }.AtLeast(0);

    private readonly Option<string> tier = new Option<string>("--tier")
    {
        Description = "How much the account may ask.",
        DefaultValueFactory = static _ => UsageTier.Basic.Name,
    }.AcceptOnlyFromAmong([.. UsageTier.All.Select(static known => known.Name)]);

    private readonly Option<int?> seconds = new("--seconds")
    {
        Description = "End after this many seconds (default: at Ctrl-C).",
        HelpName = "count",
    };

    private readonly Option<string?> census = new("--census")
    {
        Description = "For generated:N, a table of the venue's events (.csv, .csv.gz) whose kinds and sizes are drawn from.",
        HelpName = "file",
    };

    private readonly ScanArguments recording = new();

    public Command Create()
    {
        DocumentedCommand command = new("sandbox", "A simulated exchange that speaks Kalshi over HTTP and WebSocket, for any client.",
            new Example("dutchbook sandbox", "start the exchange on a free port, say where it is and with which key"),
            new Example("dutchbook sandbox --port 8080 --format json", "the first line is one JSON object with the addresses and the key"),
            new Example("dutchbook sandbox --universe generated:5000 --activity 500", "a large and busy exchange"),
            new Example("dutchbook sandbox --universe recording:events.jsonl.gz,series.json", "what was recorded, open for trading"),
            new Example("dutchbook sandbox --faults lost-response=0.1,5xx=0.05,ws-gap=0.01,seed=7", "one that fails on cue"));
        command.Options.Add(port);
        command.Options.Add(universe);
        command.Options.Add(census);
        command.Options.Add(recording.At);
        command.Options.Add(recording.Era);
        command.Options.Add(faults);
        command.Options.Add(activity);
        command.Options.Add(tier);
        command.Options.Add(seconds);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Universe listed = await Listed(scope, arguments, cancellation);
        SandboxOptions options = new()
        {
            Port = arguments.GetValue(port),
            Time = scope.Clock,
            Tier = UsageTier.All.First(known => known.Name == arguments.GetValue(tier)),
            FaultPlan = Plan(arguments.GetValue(faults)),
            Crowd = arguments.GetValue(activity) is > 0 and int actions ? new CrowdOptions { ActionsPerSecond = actions } : null,
        };
        await using SandboxServer server = await Start(listed, options, cancellation);
        using PrivateKeyFile key = PrivateKeyFile.Write(server.PrivateKeyPem);
        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("rest", server.RestBase.ToString().TrimEnd('/'));
                json.WriteString("ws", server.WebSocketUrl.ToString());
                json.WriteString("keyId", server.KeyId);
                json.WriteString("privateKeyPath", key.Path);
                json.WriteEndObject();
            });
        }
        else
        {
            scope.Output.Line($"A sandbox exchange with {listed.Markets.Count} markets. It ends at Ctrl-C.");
            scope.Output.Line($"  REST        {server.RestBase.ToString().TrimEnd('/')}");
            scope.Output.Line($"  WebSocket   {server.WebSocketUrl}");
            scope.Output.Line($"  key id      {server.KeyId}");
            scope.Output.Line($"  private key {key.Path}");
        }

        await Linger(scope, arguments, cancellation);
        return (int)ExitCode.Done;
    }

    private static async Task<SandboxServer> Start(Universe listed, SandboxOptions options, CancellationToken cancellation)
    {
        try
        {
            return await SandboxServer.StartAsync(listed, options, cancellation);
        }
        catch (IOException problem)
        {
            throw new CommandFailure(
                ExitCode.Failed, $"The exchange cannot listen on port {options.Port}: {problem.Message} Choose another --port, or 0.");
        }
    }

    private async Task<Universe> Listed(CommandScope scope, ParseResult arguments, CancellationToken cancellation)
    {
        const string generated = "generated:";
        const string recorded = "recording:";
        string name = arguments.GetValue(universe)!;
        DateTimeOffset now = scope.Clock.GetUtcNow();
        if (name.StartsWith(recorded, StringComparison.Ordinal))
        {
            string[] names = name[recorded.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return names.Length > 0
                ? await Recorded(SnapshotFiles.Expand(names), scope, arguments, cancellation)
                : throw new CommandFailure(ExitCode.Usage, "--universe recording: names no file. Write recording:FILE, or several with commas.");
        }

        RefuseIdle(arguments);
        return name == "demo" ? Universe.Demo(now)
            : name.StartsWith(generated, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(generated.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int markets)
                && markets is >= 1 and <= 200_000
                ? Universe.Generated(now, markets, seed: 1, arguments.GetValue(census) is { } file ? CensusFile.Read(file) : null)
            : throw new CommandFailure(
                ExitCode.Usage,
                $"--universe {name} is not known: write demo, generated:N with N from 1 to 200000, or recording:FILE.");
    }

    private async Task<Universe> Recorded(
        string[] files, CommandScope scope, ParseResult arguments, CancellationToken cancellation)
    {
        RecordedVenueSource source = new(files, new RecordingOptions
        {
            Era = arguments.GetValue(recording.Era) == "cents" ? Era.Cents : Era.Current,
            At = recording.ReadAt(arguments),
        });
        return RecordedUniverse.Of(await Scanner.ReadAsync(source, scope, cancellation), scope.Clock.GetUtcNow());
    }

    private void RefuseIdle(ParseResult arguments)
    {
        Option? idle = new Option[] { recording.At, recording.Era }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
        if (idle is not null)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"{idle.Name} says how a recording is to be read, and no recording is listed (--universe recording:FILE).");
        }
    }

    private static FaultPlan Plan(string? text)
    {
        try
        {
            return text is null ? FaultPlan.None : FaultPlan.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"--faults: {problem.Message}.", [.. FaultCatalogue.All.Select(static entry => $"{entry.Name}: {entry.Does}")]);
        }
    }

    private async Task Linger(CommandScope scope, ParseResult arguments, CancellationToken cancellation)
    {
        TimeSpan time = arguments.GetValue(seconds) is { } count ? TimeSpan.FromSeconds(Math.Max(0, count)) : Timeout.InfiniteTimeSpan;
        try
        {
            await Task.Delay(time, scope.Clock, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how a sandbox is meant to end.
        }
    }
}
