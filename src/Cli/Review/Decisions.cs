using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// What people decided about relations, on its way into a scan, and what the scan means for it on its way back.
/// </summary>
internal sealed class Decisions
{
    private readonly IReadOnlyList<StoredReview> _reviews;
    private readonly IReadOnlyList<string> _barred;
    private readonly Dictionary<string, DateTimeOffset> _closes;
    private ReviewOutcome? _outcome;
    private DateTimeOffset _at;

    private Decisions(IReadOnlyList<StoredReview> reviews, IReadOnlyList<string> barred, Dictionary<string, DateTimeOffset> closes) =>
        (_reviews, _barred, _closes) = (reviews, barred, closes);

    /// <summary>Those of the home folder; none where nothing has been stored yet.</summary>
    public static Decisions Load(CommandScope scope)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            IReadOnlyList<StoredReview> reviews = database.Reviews.List(null);
            return new Decisions(reviews, database.Reviews.Barred(), Closes(reviews, database.Markets));
        }
        catch (StorageException nothing) when (nothing.Problem is StorageProblem.Missing or StorageProblem.OlderVersion)
        {
            return new Decisions([], [], []);
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
        _outcome = ReviewedRelations.Apply(snapshot, map, _reviews, _barred, _closes);
        return _outcome.Map;
    }

    /// <summary>When the markets of reviews close, as far as earlier passes read it.</summary>
    public static Dictionary<string, DateTimeOffset> Closes(IEnumerable<StoredReview> reviews, IMarketStore markets)
    {
        Dictionary<string, DateTimeOffset> closes = new(StringComparer.Ordinal);
        foreach (string ticker in reviews.SelectMany(static review => review.Claims)
            .Select(static claim => claim.Ticker).Distinct(StringComparer.Ordinal))
        {
            if (markets.Find(ticker)?.CloseTime is { } close)
            {
                closes[ticker] = close;
            }
        }

        return closes;
    }

    /// <summary>
    /// Writes back what changed; a recording from before the last look at a relation says nothing new about it.
    /// </summary>
    public void Save(SqliteDatabase database)
    {
        if (_outcome is null)
        {
            return;
        }

        Dictionary<string, DateTimeOffset> confirmed = _reviews.ToDictionary(
            static review => review.Id, static review => review.ConfirmedAt, StringComparer.Ordinal);
        database.Reviews.Turn([.. _outcome.Turns.Where(turn => _at >= confirmed[turn.Id])]);
        database.Reviews.Confirm(_outcome.Confirmed, _at);
    }
}
