using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What the home folder's database knows of relations that settled, on its way into a scan.</summary>
internal static class SettledRecord
{
    /// <summary>Empty where nothing has been stored yet.</summary>
    /// <exception cref="CommandFailure">The database is there and cannot be read.</exception>
    public static IReadOnlyList<SettledRelations> Load(CommandScope scope)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            return SettledHistory.Of(
                database.Opportunities,
                database.Markets,
                id => database.Relations.Find(id) is { } stored ? RelationJson.Read(stored.Document) : null);
        }
        catch (StorageException nothing) when (nothing.Problem is StorageProblem.Missing or StorageProblem.OlderVersion)
        {
            return [];
        }
        catch (StorageException problem)
        {
            // What was learnt may only lower a belief that is not proven by many: without it a scan would promise too much.
            throw new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }
}
