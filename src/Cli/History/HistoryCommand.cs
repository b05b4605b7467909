using System.CommandLine;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`history`: the prices of the whole exchange and its mispricings, as runs saw them come and go.</summary>
internal sealed class HistoryCommand(CommandHost host, GlobalOptions globals)
{
    public Command Create()
    {
        DocumentedCommand command = new("history", "What runs remember of prices and mispricings.",
            new Example("dutchbook history status", "what there is: days, gaps, how much it takes"),
            new Example("dutchbook history show KXHIGHNY-26MAR02-T50 --from 2h", "how the best prices of a market changed"),
            new Example("dutchbook history export out", "everything as Parquet files, for DuckDB and others"));
        command.Subcommands.Add(new HistoryShowCommand(host, globals).Create());
        command.Subcommands.Add(new HistoryStatusCommand(host, globals).Create());
        command.Subcommands.Add(new HistoryEpisodesCommand(host, globals).Create());
        command.Subcommands.Add(new HistoryExportCommand(host, globals).Create());
        return command;
    }

    /// <exception cref="CommandFailure">Nothing is stored yet (3), or it cannot be read (1).</exception>
    public static IQuoteHistoryReader Open(CommandScope scope)
    {
        try
        {
            return HistoryFile.OpenReader(scope.Home.History);
        }
        catch (StorageException problem)
        {
            throw problem.Problem == StorageProblem.Missing
                ? new CommandFailure(ExitCode.NoMatch, $"There is no history in {scope.Home.Root} yet. `dutchbook run` writes it, unless "
                    + "history.enabled is false.")
                : new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }
}
