using System.CommandLine;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What the commands that read a trading book share.</summary>
internal sealed class BookOptions
{
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "The book of dry runs instead of the live one." };

    /// <exception cref="CommandFailure">Nothing is stored yet (3), or the database cannot be read (1).</exception>
    public SqliteJournal Open(CommandScope scope, ParseResult arguments)
    {
        try
        {
            return SqliteJournal.OpenReader(scope.Home.Database, arguments.GetValue(DryRun));
        }
        catch (StorageException problem)
        {
            throw problem.Problem == StorageProblem.Missing
                ? new CommandFailure(ExitCode.NoMatch, "Nothing was traded yet. `dutchbook trade ID --dry-run` begins.")
                : new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }
}
