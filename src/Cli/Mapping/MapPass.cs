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

    public async Task Run(IReadOnlyList<EventPair> pairs, bool withForms, bool inBulk, MapReport report, CancellationToken cancellation)
    {
        report.HasAsked = true;
        IReadOnlyList<StoredReview> reviews = database.Reviews.List(null);
        ReviewOutcome outcome = ReviewedRelations.Apply(snapshot, proven, reviews, [], Decisions.Closes(reviews, database.Markets));
        database.Reviews.Turn(outcome.Turns);
        database.Reviews.Confirm(outcome.Confirmed, snapshot.At);
        report.Turned = outcome.Turns.Count;
        report.Stop = await Bulk(pairs, inBulk, cancellation);
        PairJudge judge = new(models.Scan, models.Validate, _venue);
        if (withForms && report.Stop is null)
        {
            JudgedPair read = await new FormReader(models.Scan, judge, _venue).Read(
                pairs, _proven, markets => teller.Read(markets, Spent), cancellation);
            Take(read, report);
            report.Stop = read.Stop;
        }

        int silent = 0;
        foreach (EventPair pair in report.Stop is null ? pairs : [])
        {
            JudgedPair judged = await judge.Judge(pair, cancellation);
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

    /// <summary>The answer claims something, so that it is worth asking the other way round.</summary>
    public static bool HasClaims(CachedVerdict? verdict) =>
        verdict?.Answer is { } answer && answer.Contains("\"type\"", StringComparison.Ordinal);

    private Money Spent => database.Calls.SpentInPass(models.Pass);

    /// <summary>
    /// Fetches what earlier batches answered and asks in bulk if wanted. Returns why nothing may be asked now: what is
    /// out in a batch would be paid for twice.
    /// </summary>
    private async Task<string?> Bulk(IReadOnlyList<EventPair> pairs, bool inBulk, CancellationToken cancellation)
    {
        try
        {
            if (models.Bulk is { } desk)
            {
                await desk.Recover(cancellation);
            }

            if (inBulk)
            {
                await AskInBulk(pairs, cancellation);
            }
        }
        catch (Exception error) when (error is not (OperationCanceledException or CommandFailure or StorageException))
        {
            return $"the batches cannot be reached: {ModelFailure.Of(error)}";
        }

        int waiting = database.Batches.Open().Sum(static batch => batch.Calls.Count);
        return waiting == 0 ? null : $"{waiting:N0} questions are still out in a batch; run `map` again later";
    }

    /// <summary>First all candidates one way round, then those with an answer the other way round.</summary>
    private async Task AskInBulk(IReadOnlyList<EventPair> pairs, CancellationToken cancellation)
    {
        if (models.Bulk is not { } desk)
        {
            throw new CommandFailure(ExitCode.Usage, "--batch: this provider has no door for bulk work. Leave --batch out.");
        }

        ModelRequest[] first = [.. pairs.Select(pair => PairPrompt.Ask(pair, _venue, swapped: false))];
        BatchReport report = await desk.Ask(models.Scan.Name, models.Pass, first, models.Limits, cancellation);
        Tell(report);
        ModelRequest[] second = [.. pairs.Where((_, i) => HasClaims(first[i])).Select(pair => PairPrompt.Ask(pair, _venue, swapped: true))];
        Tell(await desk.Ask(models.Scan.Name, models.Pass, second, models.Limits, cancellation));
    }

    private bool HasClaims(ModelRequest request) =>
        HasClaims(database.Verdicts.Find(CachedVerdict.KeyOf(request, models.Scan.Name)));

    private void Tell(BatchReport report) => teller.Remark(report.Failure is { } failure
        ? $"The batch of {report.Sent:N0} questions may have arrived or not ({failure}); the next pass looks for it."
        : $"{report.Answers:N0} of {report.Sent:N0} questions answered in bulk{(report.Limit is null ? "" : $"; {report.Limit}")}");

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
