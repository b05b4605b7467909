using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Llm;

/// <summary>
/// Takes questions to the bulk door and brings the answers home, through crashes and dead connections: what has been
/// paid for is fetched, and what may have been paid for is looked for before anything is paid again.
/// </summary>
public sealed class BatchDesk(
    IBatchGateway gateway, ModelPrice price, ICallLedger ledger, IBatchStore batches, IVerdictCache verdicts, BatchOptions options,
    TimeProvider time)
{
    /// <summary>
    /// Brings home what earlier runs left, as far as it has ended; returns how many answers there were.
    /// </summary>
    public async Task<int> Recover(CancellationToken cancellation)
    {
        int answers = 0;
        foreach (OpenBatch batch in batches.Open())
        {
            if ((batch.Id ?? await LookFor(batch, cancellation)) is not { } id)
            {
                continue;
            }

            if ((await gateway.Look(id, cancellation)).HasEnded)
            {
                answers += await Fetch(batch, id, cancellation);
            }
        }

        return answers;
    }

    /// <summary>
    /// Asks everything that has no answer yet, waits for the end, and keeps the answers in the cache.
    /// </summary>
    /// <param name="model">Who is asked.</param>
    /// <param name="pass">The pass that pays.</param>
    /// <param name="requests">The questions.</param>
    /// <param name="limits">The most that may be spent.</param>
    /// <param name="cancellation">Ends the waiting; the next pass fetches what was handed over.</param>
    /// <param name="watch">Told at each look how far the batch is; null where nobody looks.</param>
    public async Task<BatchReport> Ask(
        string model, string pass, IReadOnlyList<ModelRequest> requests, BudgetLimits limits, CancellationToken cancellation,
        IBatchWatch? watch = null)
    {
        (BatchReport report, SentBatch? sent) = await Hand(model, pass, requests, limits, cancellation);
        return sent is null ? report : report with { Answers = await Collect(sent, watch, cancellation) };
    }

    /// <summary>Hands over everything that has no answer yet, and leaves: a later <see cref="Recover"/> brings the answers home.</summary>
    public async Task<BatchReport> HandOver(
        string model, string pass, IReadOnlyList<ModelRequest> requests, BudgetLimits limits, CancellationToken cancellation) =>
        (await Hand(model, pass, requests, limits, cancellation)).Report;

    private async Task<(BatchReport Report, SentBatch? Sent)> Hand(
        string model, string pass, IReadOnlyList<ModelRequest> requests, BudgetLimits limits, CancellationToken cancellation)
    {
        await Recover(cancellation);
        HashSet<string> waiting = [.. batches.Open().SelectMany(static batch => batch.Calls).Select(static call => call.Plan.VerdictKey)];
        List<(BatchItem Item, PlannedCall Plan)> fresh = [];
        long number = batches.Begin(model, time.GetUtcNow());
        foreach (ModelRequest request in requests)
        {
            string key = CachedVerdict.KeyOf(request, model);
            if (fresh.Count < options.MostItems && verdicts.Find(key) is null && !ledger.WasInBatch(pass, key) && waiting.Add(key))
            {
                string name = $"{number}-{key}";
                fresh.Add((new BatchItem(name, request), Plan(request, model, pass, key, name, number)));
            }
        }

        Promises promises = fresh.Count == 0 ? new Promises([], null) : ledger.Promise([.. fresh.Select(static item => item.Plan)], limits);
        (BatchItem Item, PlannedCall Plan)[] sent = [.. fresh.Take(promises.Ids.Count)];
        if (sent.Length == 0)
        {
            batches.Close(number);
            return (new BatchReport(0, 0, promises.Reached, null), null);
        }

        string id;
        try
        {
            id = await gateway.Submit(model, [.. sent.Select(static item => item.Item)], cancellation);
        }
        catch (Exception error)
        {
            ModelFailure failure = ModelFailure.Of(error);
            if (!failure.MayBeBilled)
            {
                Void(promises.Ids, failure.ToString());
                batches.Close(number);
            }

            cancellation.ThrowIfCancellationRequested();
            return (new BatchReport(sent.Length, 0, promises.Reached, failure), null);
        }

        batches.Accepted(number, id);
        return (new BatchReport(sent.Length, 0, promises.Reached, null),
            new SentBatch(number, id, [.. sent.Select(static item => item.Plan.VerdictKey)]));
    }

    /// <summary>
    /// Waits for the end of a batch, through stretches without a connection; returns how many of its questions have an answer.
    /// </summary>
    private async Task<int> Collect(SentBatch sent, IBatchWatch? watch, CancellationToken cancellation)
    {
        for (int missed = 0; ;)
        {
            try
            {
                BatchState state = await gateway.Look(sent.Id, cancellation);
                watch?.Seen(state);
                if (state.HasEnded)
                {
                    if (batches.Open().FirstOrDefault(batch => batch.Number == sent.Number) is { } open)
                    {
                        await Fetch(open, sent.Id, cancellation);
                    }

                    return sent.Keys.Count(key => verdicts.Find(key) is not null);
                }

                missed = 0;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested && IsPassing(error) && ++missed < options.MostMissed)
            {
                watch?.Missed(ModelFailure.Of(error));
            }

            await Task.Delay(options.Interval, time, cancellation);
        }
    }

    /// <summary>What was handed over is kept by the provider for weeks: a connection that comes back finds it.</summary>
    private static bool IsPassing(Exception error) => error is not OperationCanceledException and not InvalidOperationException
        && ModelFailure.Of(error) is { } failure && (failure.IsPassing || failure.Kind is FailureKind.Unreachable or FailureKind.Malformed);

    private PlannedCall Plan(ModelRequest request, string model, string pass, string key, string name, long number) =>
        new CallLabel(pass, request.Purpose, request.PromptVersion, key) { Model = model }
            .Plan(time.GetUtcNow(), price.AtMost(Bytes(request), request.MaxOutputTokens, batch: true)) with
        {
            BatchItem = name,
            Batch = number,
        };

    private static long Bytes(ModelRequest request) => CallPricing.Allowance
        + System.Text.Encoding.UTF8.GetByteCount(request.System)
        + System.Text.Encoding.UTF8.GetByteCount(request.User)
        + System.Text.Encoding.UTF8.GetByteCount(request.Schema);

    /// <summary>
    /// Of a batch that nobody saw arrive: its results carry our names, so an ended batch of the provider's can be
    /// recognised. When the provider has none from that time or later, it never arrived, and nothing is owed for it.
    /// </summary>
    private async Task<string?> LookFor(OpenBatch batch, CancellationToken cancellation)
    {
        HashSet<string> names = [.. batch.Calls.Select(static call => call.Plan.BatchItem!)];
        bool undecided = time.GetUtcNow() < batch.At + options.Settling;
        await foreach (BatchState state in gateway.Recent(cancellation))
        {
            if (state.CreatedAt < batch.At - options.ClockSkew)
            {
                break;
            }

            if (!state.HasEnded)
            {
                undecided = true;
                continue;
            }

            await foreach (BatchLine line in gateway.Results(state.Id, cancellation))
            {
                if (names.Contains(line.Name))
                {
                    batches.Accepted(batch.Number, state.Id);
                    return state.Id;
                }

                break;
            }
        }

        if (!undecided)
        {
            Void([.. batch.Calls.Select(static call => call.Id)], ICallLedger.NeverArrived);
            batches.Close(batch.Number);
        }

        return null;
    }

    private void Void(IEnumerable<long> calls, string why)
    {
        foreach (long call in calls)
        {
            ledger.Settle(call, new CallEnd { Outcome = CallOutcome.Failed, Cost = Money.Zero, Detail = why });
        }
    }

    /// <summary>
    /// Reads the results of an ended batch. Read twice, nothing happens twice: a call that has an end keeps it.
    /// </summary>
    private async Task<int> Fetch(OpenBatch batch, string id, CancellationToken cancellation)
    {
        Dictionary<string, RecordedCall> calls = batch.Calls.ToDictionary(static call => call.Plan.BatchItem!, StringComparer.Ordinal);
        int answers = 0;
        await foreach (BatchLine line in gateway.Results(id, cancellation))
        {
            if (!calls.Remove(line.Name, out RecordedCall? call))
            {
                continue;
            }

            if (Verdict(call, line) is { } verdict)
            {
                // The answer first: a crash between the two leaves an answer whose promise stands, never a payment
                // without its answer.
                verdicts.Keep(verdict);
                answers++;
            }

            ledger.Settle(call.Id, new CallEnd
            {
                Outcome = line.Outcome,
                Cost = line.IsBilled ? price.Of(line.Usage, batch: true) : Money.Zero,
                Usage = line.Usage,
                Detail = line.Detail,
            });
        }

        // The results are complete once a batch has ended: what is not among them was not done.
        Void(calls.Values.Select(static call => call.Id), "the batch ended without it");
        batches.Close(batch.Number);
        return answers;
    }

    private CachedVerdict? Verdict(RecordedCall call, BatchLine line)
    {
        bool refused = line.Outcome == CallOutcome.Refused;
        return refused || (line.Outcome == CallOutcome.Answered && IsObject(line.Text))
            ? new CachedVerdict
            {
                Key = call.Plan.VerdictKey,
                Purpose = call.Plan.Purpose,
                Model = call.Plan.Model,
                PromptVersion = call.Plan.PromptVersion,
                Subject = "",
                Answer = refused ? null : line.Text,
                At = time.GetUtcNow(),
            }
            : null;
    }

    private static bool IsObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>What came of a batch.</summary>
/// <param name="Sent">Questions handed over.</param>
/// <param name="Answers">Answers that came back.</param>
/// <param name="Limit">The limit that kept questions back; null when all went.</param>
/// <param name="Failure">Why nothing came back; null when it did.</param>
public sealed record BatchReport(int Sent, int Answers, string? Limit, ModelFailure? Failure);

/// <summary>A batch that the provider took.</summary>
internal sealed record SentBatch(long Number, string Id, IReadOnlyList<string> Keys);

/// <summary>Hears how far a batch is while somebody waits for it.</summary>
public interface IBatchWatch
{
    void Seen(BatchState state);

    /// <summary>The provider could not be asked this time.</summary>
    void Missed(ModelFailure failure);
}

/// <summary>How batches are sent and waited for.</summary>
public sealed record BatchOptions
{
    /// <summary>Far below the provider's 100,000 requests and 256 MB.</summary>
    public int MostItems { get; init; } = 5_000;

    public static TimeSpan DefaultInterval { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two looks at a batch.</summary>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <summary>So many looks in a row that reach nobody end the waiting, though not the batch.</summary>
    public int MostMissed { get; init; } = 20;

    /// <summary>How long a batch that nobody saw arrive may still be arriving.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the provider's clock may be from ours.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);
}
