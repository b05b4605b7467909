using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Mapping;
using Dutchbook.Tapes;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`backtest`: detection and trading on paper over tapes, under several models of how orders would have been filled.</summary>
internal sealed class BacktestCommand(CommandHost host, GlobalOptions globals)
{
    private readonly TapeArguments inputs = new();

    private readonly Option<string?> report = new("--report")
    {
        Description = "Write report.html and its figures as CSV into this folder.",
        HelpName = "folder",
    };

    private readonly Option<string[]> sweep = new("--sweep")
    {
        Description = "Repeat with other settings, such as trading.fee_safety_multiplier=1,2,3; several options make every combination.",
        HelpName = "key=values",
    };

    private readonly Option<string> bankroll = new("--bankroll")
    {
        Description = "Paper dollars on each of the venue's four shards.",
        DefaultValueFactory = static _ => "1000",
        HelpName = "dollars",
    };

    public Command Create()
    {
        DocumentedCommand command = new("backtest", "Detection and trading on paper over a tape: what it would have made, and what that rests on.",
            new Example("dutchbook backtest --report report", "the home folder's tapes; open report/report.html"),
            new Example("dutchbook backtest --tape tapes --from 2026-11-26T12:00:00Z --to 2026-11-26T18:00:00Z", "six hours"),
            new Example("dutchbook backtest --tape tapes --sweep trading.min_score_threshold=0.01,0.05", "with other thresholds, in parallel"));
        inputs.AddTo(command);
        command.Options.Add(report);
        command.Options.Add(sweep);
        command.Options.Add(bankroll);
        command.SetAction((arguments, cancellation) => Task.FromResult(Run(arguments, cancellation)));
        return command;
    }

    private int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        string[] paths = inputs.Paths(arguments, scope.Home);
        Dutchbook.Tapes.ReplayOptions replay = inputs.Options(arguments);
        if (!Money.TryParse(arguments.GetValue(bankroll), out Money cash) || cash <= Money.Zero)
        {
            throw new CommandFailure(ExitCode.Usage, $"--bankroll {arguments.GetValue(bankroll)} is no amount of dollars above nothing.");
        }

        Configuration plain = scope.RequireConfiguration();
        SweepPoint[] points = [.. SweepPoint.All(arguments.GetValue(sweep) ?? [], sweep.Name)];
        Configuration[] configurations = [.. points.Select(point => point.Flags.Count == 0 ? plain : scope.RequireConfiguration(point.Flags))];
        ITapeSource[] tapes = [.. points.Select(_ => inputs.Open(arguments, paths))];
        BacktestResult[] results = new BacktestResult[points.Length];
        Parallel.For(0, points.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => results[i] = One(configurations[i], tapes[i], replay, cash, isAlone: points.Length == 1, cancellation));
        string? folder = arguments.GetValue(report);
        string[] pages = folder is null ? [] : [.. results.Select((result, i) =>
            ReportFiles.Write(points.Length == 1 ? folder : Path.Combine(folder, points[i].FolderName), result))];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => BacktestJson.Write(json, points, results));
        }
        else if (points.Length == 1)
        {
            BacktestView.Show(scope, results[0]);
        }
        else
        {
            BacktestView.ShowSweep(scope, points, results);
        }

        foreach (string page in pages)
        {
            scope.Remark($"The report is {page}.");
        }

        FoundView.ShowTroubles(scope, results[0].Troubles);
        return (int)ExitCode.Done;
    }

    private static BacktestResult One(
        Configuration configuration, ITapeSource tapes, Dutchbook.Tapes.ReplayOptions replay, Money cash, bool isAlone, CancellationToken cancellation) =>
        new Backtest(
            new StructuralMapper(Scanner.Mapping(configuration)),
            new Detector(Scanner.Options(configuration, nearMisses: 10)),
            new BacktestOptions
            {
                Limits = TradingSettings.Limits(configuration, cash),
                Bankroll = cash,
                Member = configuration.Kalshi.Member,
                MinEdgePerUnit = configuration.Trading.MinScoreThreshold,
                Delays = isAlone ? FillModel.Delays : [],
                Replay = replay,
            }).Run(tapes, cancellation);
}
