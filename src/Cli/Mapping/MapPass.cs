using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// One pass of questions, the most promising first. What is proposed is saved as it comes: a pass that is cut off has
/// lost nothing.
/// </summary>
internal sealed class MapPass(
    SqliteDatabase database, ModelAccess models, VenueSnapshot snapshot, RelationMap proven, IMapTeller teller)
{
    /// <summary>Candidates in a row that got no answer: whatever is wrong is not wrong with them.</summary>
    private const int MostSilent = 5;

    private readonly VenueIndex _venue = new(snapshot);
    private readonly HashSet<string> _proven = new(proven.Relations.Select(static relation => relation.Id), StringComparer.Ordinal);

    public async Task Run(IReadOnlyList<EventPair> pairs, bool withForms, BulkMode bulk, MapReport report, CancellationToken cancellation)
    {
        report.HasAsked = true;
        IReadOnlyList<StoredReview> reviews = database.Reviews.List(null);
        ReviewOutcome outcome = ReviewedRelations.Apply(snapshot, proven, reviews, [], Decisions.Closes(reviews, database.Markets));
        database.Reviews.Turn(outcome.Turns);
        database.Reviews.Confirm(outcome.Confirmed, snapshot.At);
        report.Turned = outcome.Turns.Count;
        await Bulk(pairs, withForms, bulk, report, cancellation);
        PairJudge judge = new(models.Scan, models.Validate, _venue);
        FormReader? forms = withForms ? new FormReader(models.Scan, judge, _venue) : null;
        int silent = 0;
        foreach (EventPair pair in report.Stop is null ? pairs : [])
        {
            JudgedPair judged = await Judge(pair, forms, judge, report, cancellation);
            Take(judged, report);
            report.Judged++;
            if (judged.Stop is { } stop)
            {
                report.Stop = stop;
                break;
            }

            silent = judged.IsSilent ? silent + 1 : 0;
            teller.Judged(report, Spent);
            if (silent == MostSilent)
            {
                report.Stop = $"{MostSilent} candidates in a row got no answer: {string.Join(", ", judged.Answers.Keys)}";
                break;
            }
        }

        report.Spent = Spent;
    }

    /// <summary>Normal forms first; about the pair itself only what they leave open.</summary>
    private async Task<JudgedPair> Judge(
        EventPair pair, FormReader? forms, PairJudge judge, MapReport report, CancellationToken cancellation)
    {
        JudgedPair? read = forms is null ? null : await forms.Read(pair, _proven, markets => teller.Read(markets, Spent), cancellation);
        if (read?.Stop is not null)
        {
            return read;
        }

        if (forms?.Settles(pair) == true)
        {
            report.Settled++;
            return read!;
        }

        return await judge.Judge(pair, cancellation, read);
    }

    /// <summary>The answer claims something, so that it is worth asking the other way round.</summary>
    public static bool HasClaims(CachedVerdict? verdict) =>
        verdict?.Answer is { } answer && answer.Contains("\"type\"", StringComparison.Ordinal);

    private Money Spent => database.Calls.SpentInPass(models.Pass);

    /// <summary>
    /// Fetches what earlier batches answered and asks in bulk if wanted. It ends the pass where nothing may be asked now: what is
    /// out in a batch would be paid for twice.
    /// </summary>
    private async Task Bulk(IReadOnlyList<EventPair> pairs, bool withForms, BulkMode bulk, MapReport report, CancellationToken cancellation)
    {
        try
        {
            if (models.Bulk is { } desk)
            {
                await desk.Recover(cancellation);
                if (bulk != BulkMode.None)
                {
                    report.Stop = await new BulkQuestions(database, models, desk, _venue, teller).Ask(pairs, withForms, bulk, cancellation);
                }
            }
            else if (bulk == BulkMode.Wait)
            {
                throw new CommandFailure(ExitCode.Usage, "--batch: this provider has no door for bulk work. Leave --batch out.");
            }
        }
        catch (Exception error) when (error is not (OperationCanceledException or CommandFailure or StorageException))
        {
            report.Stop = $"the batches cannot be reached: {ModelFailure.Of(error)}";
            return;
        }

        if (BulkQuestions.Waiting(database) is > 0 and int waiting)
        {
            report.Stop = $"{waiting:N0} questions are still out in a batch; run `map` again later";
            report.IsWaiting = true;
        }
    }

    private void Take(JudgedPair judged, MapReport report)
    {
        foreach ((string how, int count) in judged.Answers)
        {
            report.Answers[how] = report.Answers.GetValueOrDefault(how) + count;
        }

        report.Refusals.AddRange(judged.Refusals);
        List<ProposedRelation> fresh = [.. judged.Proposals.Where(proposal => !_proven.Contains(proposal.Relation.Id))];
        report.AlreadyProven += judged.Proposals.Count - fresh.Count;
        if (fresh.Count > 0)
        {
            database.Reviews.Propose(fresh, snapshot.At, ScanStorage.RelationDocument);
            report.Proposals.AddRange(fresh);
        }
    }
}
