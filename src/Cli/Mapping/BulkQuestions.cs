using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Whether a pass asks in bulk, at half the price.</summary>
internal enum BulkMode
{
    /// <summary>Each question by itself.</summary>
    None,

    /// <summary>In bulk, and the pass waits for the answers.</summary>
    Wait,

    /// <summary>In bulk, and a later pass fetches the answers.</summary>
    Leave,
}

/// <summary>
/// The questions of a pass in bulk, in the order in which one depends on the other: normal forms, the candidates that they leave open,
/// and those with an answer the other way round.
/// </summary>
internal sealed class BulkQuestions(SqliteDatabase database, ModelAccess models, BatchDesk desk, VenueIndex venue, IMapTeller teller)
{
    /// <summary>Questions that are out in batches.</summary>
    public static int Waiting(SqliteDatabase database) => database.Batches.Open().Sum(static batch => batch.Calls.Count);

    /// <summary>
    /// Asks step by step; where nobody waits, the first step that has something to ask is the last one. Returns why no more can be asked;
    /// null where more can.
    /// </summary>
    public async Task<string?> Ask(IReadOnlyList<EventPair> pairs, bool withForms, BulkMode bulk, CancellationToken cancellation)
    {
        EventPair[] real = [.. pairs.Where(static pair => PairPrompt.Markets(pair).Take(2).Count() == 2)];
        Func<ModelRequest[]>[] steps =
        [
            () => withForms ? [.. real.SelectMany(PairPrompt.Markets).DistinctBy(static market => market.Ticker, StringComparer.Ordinal)
                .Select(market => FormPrompt.Ask(market, venue))] : [],
            () => [.. Open(real, withForms).Select(pair => PairPrompt.Ask(pair, venue, swapped: false))],
            () => [.. Open(real, withForms).Where(pair => MapPass.HasClaims(Verdict(PairPrompt.Ask(pair, venue, swapped: false))))
                .Select(pair => PairPrompt.Ask(pair, venue, swapped: true))],
        ];
        foreach (Func<ModelRequest[]> step in steps)
        {
            if (bulk == BulkMode.Leave && Waiting(database) > 0)
            {
                return null;
            }

            ModelRequest[] questions = step();
            BatchReport report = bulk == BulkMode.Wait
                ? await desk.Ask(models.Scan.Name, models.Pass, questions, models.Limits, cancellation, teller)
                : await desk.HandOver(models.Scan.Name, models.Pass, questions, models.Limits, cancellation);
            if (report.Sent > 0 || report.Limit is not null)
            {
                Tell(report, bulk);
            }

            if (report.Failure is { } failure)
            {
                // What may be out there ends the pass by itself.
                return failure.MayBeBilled ? null : $"the batch was not taken: {failure}";
            }
        }

        return null;
    }

    private IEnumerable<EventPair> Open(EventPair[] pairs, bool withForms) =>
        withForms ? pairs.Where(pair => !FormReader.Settles(pair, venue, request => Verdict(request)?.Answer)) : pairs;

    private CachedVerdict? Verdict(ModelRequest request) => database.Verdicts.Find(CachedVerdict.KeyOf(request, models.Scan.Name));

    private void Tell(BatchReport report, BulkMode bulk) => teller.Remark(
        report.Failure is { } failure
            ? $"The batch of {report.Sent:N0} questions "
                + (failure.MayBeBilled ? $"may have arrived or not ({failure}); the next pass looks for it." : $"was not taken ({failure}).")
            : (bulk == BulkMode.Wait ? $"{report.Answers:N0} of {report.Sent:N0} questions answered in bulk" : $"{report.Sent:N0} questions handed over in bulk")
                + (report.Limit is null ? "" : $"; {report.Limit}"));
}
