using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Simulation;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`storm`: the trading code in deterministic simulation under random faults.</summary>
internal sealed class StormCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Option<ulong?> seed = new("--seed") { Description = "Play this one seed again.", HelpName = "number" };

    private readonly Option<int> seeds = new Option<int>("--seeds")
    {
        Description = "How many seeds to play.",
        DefaultValueFactory = static _ => 200,
        HelpName = "count",
    }.AtLeast(1);

    private readonly Option<int?> minutes = new("--minutes")
    {
        Description = "Play new seeds for so long instead.",
        HelpName = "count",
    };

    private readonly Option<ulong> from = new("--from")
    {
        Description = "The first seed.",
        DefaultValueFactory = static _ => 1,
        HelpName = "number",
    };

    private readonly Option<string> policy = new Option<string>("--policy")
    {
        Description = "How trades are worked.",
        DefaultValueFactory = static _ => TradePolicy.Arithmetic.Name,
        HelpName = "name",
    }.AcceptOnlyFromAmong(TradePolicy.Arithmetic.Name, TradePolicy.Brief.Name);

    public Command Create()
    {
        DocumentedCommand command = new("storm", "The trading code in deterministic simulation under random faults.",
            new Example("dutchbook storm", "two hundred seeds: faults fired, invariants broken, losses against bounds"),
            new Example("dutchbook storm --seed 4711", "one seed again, exactly as it was"),
            new Example("dutchbook storm --minutes 10 --format json", "ten minutes of new seeds, for a program"));
        command.Options.Add(seed);
        command.Options.Add(seeds);
        command.Options.Add(minutes);
        command.Options.Add(from);
        command.Options.Add(policy);
        command.SetAction((arguments, cancellation) => Task.FromResult((int)Run(arguments, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        TradePolicy worked = TradePolicy.Find(arguments.GetValue(policy)!)!;
        StormTally tally = new();
        DateTimeOffset end = arguments.GetValue(minutes) is { } count
            ? scope.Clock.GetUtcNow() + TimeSpan.FromMinutes(count) : DateTimeOffset.MaxValue;
        ulong first = arguments.GetValue(seed) ?? arguments.GetValue(from);
        int most = arguments.GetValue(seed) is not null ? 1
            : arguments.GetValue(minutes) is not null ? int.MaxValue : arguments.GetValue(seeds);
        for (int i = 0; i < most && scope.Clock.GetUtcNow() < end && !cancellation.IsCancellationRequested; i++)
        {
            tally.Add(Storm.Run(new StormOptions { Seed = first + (ulong)i, Policy = worked }));
        }

        if (scope.Output.IsJson)
        {
            scope.Output.Document(tally.Document(worked.Name));
        }
        else
        {
            Show(scope, tally);
        }

        return tally.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(CommandScope scope, StormTally tally)
    {
        foreach (StormReport report in tally.Failures.Take(10))
        {
            scope.Output.Line($"BROKEN: {report.Replay}");
            foreach (string violation in report.Violations.Take(5))
            {
                scope.Output.Line("  " + TerminalText.Clean(violation, 500));
            }
        }

        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Seeds:N0} seeds, {tally.Failures.Count:N0} broken; {tally.Orders:N0} orders, {tally.Restarts:N0} processes died, "
            + $"{tally.Hours:N1} hours of virtual time."));
        Table faults = scope.Output.NewTable().AddColumns("Fault", "Fired");
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            faults.AddRow(kind.ToString(), tally.Fired(kind).ToString("N0", CultureInfo.InvariantCulture));
        }

        scope.Output.Table(faults);
        Table ends = scope.Output.NewTable().AddColumns("Trades ended", "Count", "Mean result", "Worst loss", "Worst share of its bound");
        foreach (StormEnd end in tally.Ends())
        {
            ends.AddRow(end.Phase.ToString(), end.Count.ToString("N0", CultureInfo.InvariantCulture), end.Mean.ToString(),
                end.WorstLoss.ToString(), $"{end.WorstShare}");
        }

        scope.Output.Table(ends);
    }
}
