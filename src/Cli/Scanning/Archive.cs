using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Opens the database of the home folder for reading, with an answer for whoever has not scanned yet.</summary>
internal static class Archive
{
    /// <exception cref="CommandFailure">Nothing is stored yet (3), or the database cannot be read (1).</exception>
    public static SqliteDatabase Open(CommandScope scope)
    {
        try
        {
            return SqliteDatabase.OpenReader(scope.Home.Database);
        }
        catch (StorageException problem)
        {
            throw problem.Problem == StorageProblem.Missing
                ? new CommandFailure(ExitCode.NoMatch, "Nothing is stored yet. Run `dutchbook scan` first, or name another home with "
                    + "--home FOLDER.")
                : new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }
}
