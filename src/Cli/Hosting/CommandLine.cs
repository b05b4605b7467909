using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dutchbook.Cli;

/// <summary>The command tree, and the one place where whatever happens becomes an exit code.</summary>
internal static class CommandLine
{
    /// <summary>All commands. A new one is a class with `Create()` and a line here.</summary>
    public static RootCommand Build(CommandHost host, Composition composition)
    {
        GlobalOptions globals = new();
        RootCommand root =
            new("Finds prices on Kalshi that cannot all be right, proves it, and says what trading it would earn.");
        foreach (Option option in globals.All)
        {
            root.Options.Add(option);
        }

        root.Subcommands.Add(new DemoCommand(host, globals, composition).Create());
        root.Subcommands.Add(new ScanCommand(host, globals, composition).Create());
        root.Subcommands.Add(new MapCommand(host, globals, composition).Create());
        root.Subcommands.Add(new RelationsCommand(host, globals).Create());
        root.Subcommands.Add(new MatchesCommand(host, globals).Create());
        root.Subcommands.Add(new OpportunitiesCommand(host, globals).Create());
        root.Subcommands.Add(new BoundsCommand(host, globals, composition).Create());
        root.Subcommands.Add(new RunCommand(host, globals, composition).Create());
        root.Subcommands.Add(new TradeCommand(host, globals, composition).Create());
        root.Subcommands.Add(new TradesCommand(host, globals).Create());
        root.Subcommands.Add(new OrdersCommand(host, globals).Create());
        root.Subcommands.Add(new PositionsCommand(host, globals, composition).Create());
        root.Subcommands.Add(new PnlCommand(host, globals, composition).Create());
        root.Subcommands.Add(new ExplainCommand(host, globals).Create());
        root.Subcommands.Add(new ReconcileCommand(host, globals, composition).Create());
        root.Subcommands.Add(new CloseCommand(host, globals, composition).Create());
        root.Subcommands.Add(new FlattenCommand(host, globals, composition).Create());
        root.Subcommands.Add(new ConformanceCommand(host, globals, composition).Create());
        root.Subcommands.Add(new ArmCommand(host, globals).Create());
        root.Subcommands.Add(new StatusCommand(host, globals).Create());
        root.Subcommands.Add(new DashboardCommand(host, globals).Create());
        root.Subcommands.Add(new HaltCommands(host, globals, composition).Halt());
        root.Subcommands.Add(new HaltCommands(host, globals, composition).Reduce());
        root.Subcommands.Add(new HaltCommands(host, globals, composition).Resume());
        root.Subcommands.Add(new RecordCommand(host, globals).Create());
        root.Subcommands.Add(new ReplayCommand(host, globals).Create());
        root.Subcommands.Add(new BacktestCommand(host, globals).Create());
        root.Subcommands.Add(new HistoryCommand(host, globals).Create());
        root.Subcommands.Add(new StormCommand(host, globals).Create());
        root.Subcommands.Add(new VerifyCommand(host, globals).Create());
        root.Subcommands.Add(new SandboxCommand(host, globals).Create());
        root.Subcommands.Add(new InitCommand(host, globals).Create());
        root.Subcommands.Add(new AlertCommand(host, globals).Create());
        root.Subcommands.Add(new DoctorCommand(host, globals, composition).Create());

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Parses and runs; the returned number is the process's exit code.</summary>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, CommandHost host, Composition composition, CancellationToken interrupt)
    {
        try
        {
            ParseResult parsed = Build(host, composition).Parse(arguments);
            if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
            {
                UsageMessage.Write(host.Error, parsed);
                return (int)ExitCode.Usage;
            }

            InvocationConfiguration invocation = new()
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int code = await parsed.InvokeAsync(invocation, interrupt);
            return interrupt.IsCancellationRequested ? (int)ExitCode.Interrupted : code;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (CommandFailure failure)
        {
            host.Error.Write($"{TerminalText.Clean(failure.Message, 1_000)}\n");
            foreach (string detail in failure.Details)
            {
                host.Error.Write($"  {TerminalText.Clean(detail, 1_000)}\n");
            }

            return (int)failure.Code;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            host.Error.Write($"Failed: {TerminalText.Clean(problem.Message, 1_000)} ({problem.GetType().Name})\n");
            if (arguments.Contains("--verbose", StringComparer.Ordinal))
            {
                foreach (string line in problem.ToString().Split('\n'))
                {
                    host.Error.Write($"  {TerminalText.Clean(line, 500)}\n");
                }
            }

            return (int)ExitCode.Failed;
        }
    }
}
