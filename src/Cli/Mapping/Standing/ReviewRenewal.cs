using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// Judges relations again that were judged before and whose words are the same: the deterministic check each time, a model that tries
/// to break them once in so many days. What does not stand is suspended, by name; a person may let it in again, and then the same
/// objection does not throw it out a second time.
/// </summary>
internal sealed class ReviewRenewal(SqliteDatabase database, ModelAccess? models, VenueSnapshot snapshot, int days)
{
    /// <summary>Who suspends what the deterministic check vetoes.</summary>
    public const string Check = "dutchbook check";

    private readonly VenueIndex _venue = new(snapshot);

    public async Task<RenewalReport> RunAsync(DateTimeOffset now, Action alive, CancellationToken cancellation)
    {
        Revalidation revalidation = new(_venue, models?.Validate);
        (int looked, int suspended, string? stop) = (0, 0, null);
        foreach (StoredReview review in database.Reviews.List(null)
            .Where(static review => review.Status is RelationStatus.Active or RelationStatus.Pending)
            .OrderByDescending(static review => review.Status == RelationStatus.Active))
        {
            if (ReviewedRelations.Of(review, _venue) is not { } relation
                || RulesHash.Of(relation.Claims.Select(static claim => claim.Market), _venue) != review.RulesHash)
            {
                // Not read, or changed: the pass over the venue suspends what has changed.
                continue;
            }

            looked++;
            if (revalidation.Veto(relation) is { } veto)
            {
                suspended += Suspend(review.Id, Check, veto, now, isNews: IsNews(review.Id, veto)) ? 1 : 0;
                continue;
            }

            int again = (int)((now - review.ProposedAt) / TimeSpan.FromDays(days));
            if (again < 1 || stop is not null || models is null)
            {
                continue;
            }

            alive();
            RevalidationResult result = await revalidation.AskAsync(relation, again, cancellation);
            stop = result.Stop;
            if (result.Objection is { } objection)
            {
                suspended += Suspend(
                    review.Id, models.Validate.Name, objection, now, isNews: IsNews(review.Id, objection)) ? 1 : 0;
            }
        }

        return new RenewalReport(looked, suspended, stop);
    }

    /// <summary>Candidates whose words or fees changed after they were judged: they are to be judged by those of today.</summary>
    public IReadOnlyList<EventPair> Changed()
    {
        List<EventPair> pairs = [];
        foreach (StoredReview review in database.Reviews.List(RelationStatus.Suspended))
        {
            Relation? relation = ReviewedRelations.Of(review, _venue);
            Event[] events = [.. (relation?.Claims ?? []).Select(claim => _venue.EventOf(claim.Market)).Distinct()];
            if (events.Length is 1 or 2 && database.Reviews.History(review.Id) is [.., { By: ReviewedRelations.Machine }])
            {
                pairs.Add(new EventPair(events[0], events[^1], int.MaxValue, "its words changed"));
            }
        }

        return pairs;
    }

    /// <summary>It was not suspended for this before, and let in again by a person.</summary>
    private bool IsNews(string id, string reason) =>
        !database.Reviews.History(id).Any(turn => turn.To == RelationStatus.Suspended && turn.Reason == reason);

    private bool Suspend(string id, string who, string why, DateTimeOffset now, bool isNews)
    {
        if (isNews)
        {
            database.Reviews.Turn([new ReviewTurn(id, RelationStatus.Suspended, who, now, why)]);
        }

        return isNews;
    }
}

/// <summary>What came of judging again.</summary>
/// <param name="Looked">Relations whose words are the same.</param>
/// <param name="Suspended">Of these, those that did not stand.</param>
/// <param name="Stop">Why no model could be asked any more; null where it could.</param>
internal sealed record RenewalReport(int Looked, int Suspended, string? Stop);
