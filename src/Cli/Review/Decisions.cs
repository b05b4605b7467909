using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What people decided about relations, on its way into a scan, and what the scan means for it on its way back.</summary>
internal sealed class Decisions
{
    private readonly IReadOnlyList<StoredReview> _reviews;
    private readonly IReadOnlyList<string> _barred;
    private ReviewOutcome? _outcome;
    private DateTimeOffset _at;

    private Decisions(IReadOnlyList<StoredReview> reviews, IReadOnlyList<string> barred) => (_reviews, _barred) = (reviews, barred);

    /// <summary>Those of the home folder; none where nothing has been stored yet.</summary>
    public static Decisions Load(CommandScope scope)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            return new Decisions(database.Reviews.List(null), database.Reviews.Barred());
        }
        catch (StorageException nothing) when (nothing.Problem is StorageProblem.Missing or StorageProblem.OlderVersion)
        {
            return new Decisions([], []);
        }
        catch (StorageException problem)
        {
            // A scan that cannot know what was rejected would show it as found.
            throw new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }

    public RelationMap Apply(VenueSnapshot snapshot, RelationMap map)
    {
        _at = snapshot.At;
        _outcome = ReviewedRelations.Apply(snapshot, map, _reviews, _barred);
        return _outcome.Map;
    }

    /// <summary>Writes back what changed; a recording from before the last look at a relation says nothing new about it.</summary>
    public void Save(SqliteDatabase database)
    {
        if (_outcome is null)
        {
            return;
        }

        Dictionary<string, DateTimeOffset> confirmed = _reviews.ToDictionary(static review => review.Id, static review => review.ConfirmedAt, StringComparer.Ordinal);
        database.Reviews.Turn([.. _outcome.Turns.Where(turn => _at >= confirmed[turn.Id])]);
        database.Reviews.Confirm(_outcome.Confirmed, _at);
    }
}
