using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What people decided about matches, on its way from the home folder to the sources.</summary>
internal static class Matches
{
    /// <summary>Those of the home folder; none where nothing has been stored yet.</summary>
    /// <exception cref="CommandFailure">A scan that cannot know what was rejected would show it as evidence.</exception>
    public static MatchBook Load(CommandScope scope)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            return new MatchBook(database.Matches.List(null));
        }
        catch (StorageException nothing) when (nothing.Problem is StorageProblem.Missing or StorageProblem.OlderVersion)
        {
            return new MatchBook([]);
        }
        catch (StorageException problem)
        {
            throw new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }

    /// <summary>Whoever decided read something else than what stands there now.</summary>
    public static CommandFailure Changed(string id) => new(
        ExitCode.Failed, $"Match {id} says something else than when it was read: `dutchbook matches show {id}` shows it as it is.");

    /// <summary>The one match with an id or the beginning of one, with a ticker, or with an id of the market elsewhere.</summary>
    /// <exception cref="CommandFailure">There is none, or more than one.</exception>
    public static StoredMatch Find(SqliteDatabase database, string wanted)
    {
        if (database.Matches.Find(wanted) is { } exact)
        {
            return exact;
        }

        StoredMatch[] found =
        [
            .. database.Matches.List(null).Where(stored =>
                stored.Match.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
                || stored.Match.Ticker.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                || stored.Match.TheirId.Equals(wanted, StringComparison.Ordinal)),
        ];
        return found.Length == 1 ? found[0] : throw new CommandFailure(ExitCode.NoMatch, found.Length == 0
            ? $"No match has the id {wanted}. `dutchbook matches list` shows them."
            : $"{found.Length} matches go by {wanted}: write more of an id. `dutchbook matches list` shows them.");
    }
}
