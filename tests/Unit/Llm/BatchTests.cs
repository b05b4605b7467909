using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Llm;

/// <summary>Batches through crashes: nothing that was paid for is lost, and nothing is paid for twice.</summary>
public sealed class BatchTests
{
    private const string Good = """{"answer":"yes"}""";

    private static readonly BudgetLimits NoLimit = new(null, null, null);

    private static ModelRequest[] Questions(int count) => [.. Enumerable.Range(0, count).Select(static i => ModelTrial.Ask($"s{i}"))];

    [Fact]
    public async Task A_batch_is_asked_waited_for_and_kept_at_half_the_price()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        BatchReport report = await trial.Pump(trial.Desk().Ask(ModelTrial.Scan, "pass-1", Questions(5), NoLimit, default));
        Assert.Equal(new BatchReport(5, 5, null, null), report);
        (long input, long write, long read, _, long output) = trial.Server.Billed;

        // Each call is rounded up by itself.
        Money billed = trial.Price.Of(new TokenUsage(input, write, read, output), batch: true);
        Assert.InRange(trial.Database.Calls.SpentInPass("pass-1").Micros, billed.Micros, billed.Micros + 5);

        Assert.Equal(new ModelAnswer.Given(Good, FromCache: true), await trial.Model().Ask(ModelTrial.Ask("s3"), default));
        Assert.Equal(new BatchReport(0, 0, null, null), await trial.Desk().Ask(ModelTrial.Scan, "pass-2", Questions(5), NoLimit, default));
        Assert.Equal(5, trial.Server.Asked);
    }

    [Fact]
    public async Task A_budget_sends_the_first_questions_that_fit()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        Money one = trial.Price.AtMost(CallPricing.Allowance + 8_007 + 8 + ModelTrial.Schema.Length, 500, batch: true);
        BatchReport report = await trial.Pump(trial.Desk().Ask(
            ModelTrial.Scan, "pass-1", Questions(5), new BudgetLimits(one * 3, null, null), default));
        Assert.Equal((3, 3), (report.Sent, report.Answers));
        Assert.Contains("this pass", report.Limit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_recognised_and_fetched()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        trial.Server.LoseNextBatchAnswer = true;
        BatchReport report = await trial.Desk().Ask(ModelTrial.Scan, "pass-1", Questions(3), NoLimit, default);
        Assert.Equal(FailureKind.Network, report.Failure!.Kind);
        Assert.Equal(1, trial.Server.BatchesTaken);
        Money promised = trial.Database.Calls.SpentInPass("pass-1");
        Assert.True(promised.IsPositive);

        // The same questions are not handed over a second time while the first may be out there.
        trial.Restart();
        Assert.Equal(0, (await trial.Desk().Ask(ModelTrial.Scan, "pass-2", Questions(3), NoLimit, default)).Sent);
        Assert.Equal(1, trial.Server.BatchesTaken);

        await LookUntilEnded(trial);
        Assert.Equal(3, await trial.Desk().Recover(default));
        Assert.True(trial.Database.Calls.SpentInPass("pass-1") < promised);
        Assert.Equal(3, trial.Server.Asked);
        Assert.Empty(trial.Database.Batches.Open());
    }

    [Fact]
    public async Task A_batch_that_never_arrived_is_owed_nothing_and_asked_again()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        long number = trial.Database.Batches.Begin(ModelTrial.Scan, trial.Clock.GetUtcNow());
        ModelRequest request = ModelTrial.Ask("s0");
        string key = CachedVerdict.KeyOf(request, ModelTrial.Scan);
        trial.Database.Calls.Promise(
            [new CallLabel("pass-1", "test", "1", key).Plan(trial.Clock.GetUtcNow(), Money.FromMicros(900)) with { Batch = number, BatchItem = $"{number}-{key}" }],
            NoLimit);
        trial.Restart();
        await trial.Desk().Recover(default);
        Assert.Equal(Money.FromMicros(900), trial.Database.Calls.SpentInPass("pass-1"));

        trial.Clock.Advance(TimeSpan.FromMinutes(11));
        await trial.Desk().Recover(default);
        Assert.Equal(Money.Zero, trial.Database.Calls.SpentInPass("pass-1"));
        Assert.Equal(1, (await trial.Pump(trial.Desk().Ask(ModelTrial.Scan, "pass-2", [request], NoLimit, default))).Answers);
    }

    [Fact]
    public async Task Results_that_break_off_are_read_again_and_counted_once()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        trial.Server.CutNextResults = true;
        BatchDesk desk = trial.Desk(new BatchOptions { MostMissed = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => trial.Pump(desk.Ask(ModelTrial.Scan, "pass-1", Questions(8), NoLimit, default)));
        trial.Restart();
        await trial.Desk().Recover(default);
        Assert.Equal(8, trial.Server.Asked);
        Assert.Empty(trial.Database.Batches.Open());
        Assert.All(Enumerable.Range(0, 8), i => Assert.NotNull(trial.Database.Verdicts.Find(CachedVerdict.KeyOf(ModelTrial.Ask($"s{i}"), ModelTrial.Scan))));
        Assert.All(trial.Database.Calls.Calls(100), static call => Assert.Equal(CallOutcome.Answered, call.End.Outcome));
        Money once = trial.Database.Calls.SpentInPass("pass-1");
        await trial.Desk().Recover(default);
        Assert.Equal(once, trial.Database.Calls.SpentInPass("pass-1"));
    }

    [Fact]
    public async Task Whoever_waits_reads_broken_results_again_by_himself()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        trial.Server.CutNextResults = true;
        Watch watch = new();
        BatchReport report = await trial.Pump(trial.Desk().Ask(ModelTrial.Scan, "pass-1", Questions(8), NoLimit, default, watch));
        Assert.Equal(new BatchReport(8, 8, null, null), report);
        Assert.Equal(8, trial.Server.Asked);
        Assert.Single(watch.Misses);
        Assert.Equal((8L, 0L), (watch.States[0].Processing, watch.States[0].Succeeded));
        Assert.Equal((0L, 8L), (watch.States[^1].Processing, watch.States[^1].Succeeded));
    }

    [Fact]
    public async Task What_was_left_with_the_provider_is_brought_home_later_and_not_handed_over_again()
    {
        await using ModelTrial trial = await ModelTrial.Start(static call =>
            call.User == "long" ? new ModelReply { Text = "{", StopReason = "max_tokens" } : ModelReply.Json(Good));
        ModelRequest[] questions = [ModelTrial.Ask("a"), ModelTrial.Ask("b", "long")];
        Assert.Equal(new BatchReport(2, 0, null, null), await trial.Desk().HandOver(ModelTrial.Scan, "pass-1", questions, NoLimit, default));
        trial.Restart();
        Assert.Equal(0, (await trial.Desk().HandOver(ModelTrial.Scan, "pass-1", questions, NoLimit, default)).Sent);
        Assert.Equal(1, await trial.Desk().Recover(default));
        Assert.Empty(trial.Database.Batches.Open());

        // What was too long was paid for: the same pass does not ask it in bulk again.
        Assert.Equal(0, (await trial.Desk().HandOver(ModelTrial.Scan, "pass-1", questions, NoLimit, default)).Sent);
        Assert.Equal((1, 2), (trial.Server.BatchesTaken, trial.Server.Asked));
        Assert.Equal(1, (await trial.Desk().HandOver(ModelTrial.Scan, "pass-2", questions, NoLimit, default)).Sent);
    }

    [Fact]
    public async Task Errors_refusals_and_broken_answers_in_a_batch_are_told_apart()
    {
        await using ModelTrial trial = await ModelTrial.Start(static call => call.User switch
        {
            "error" => ModelReply.Error(500, "api_error"),
            "refuse" => ModelReply.Refusal,
            "long" => new ModelReply { Text = "{", StopReason = "max_tokens" },
            _ => ModelReply.Json(Good),
        });
        ModelRequest[] questions = [.. ((string[])["error", "refuse", "long", "good"]).Select(static word => ModelTrial.Ask(word, word))];
        BatchReport report = await trial.Pump(trial.Desk().Ask(ModelTrial.Scan, "pass-1", questions, NoLimit, default));
        Assert.Equal((4, 2), (report.Sent, report.Answers));
        Dictionary<string, CallEnd> ends = trial.Database.Calls.Calls(10).ToDictionary(static call => call.Plan.VerdictKey, static call => call.End);
        CallEnd Of(int index) => ends[CachedVerdict.KeyOf(questions[index], ModelTrial.Scan)];
        Assert.Equal(
            [CallOutcome.Failed, CallOutcome.Refused, CallOutcome.Truncated, CallOutcome.Answered],
            Enumerable.Range(0, 4).Select(index => Of(index).Outcome));
        Assert.Equal(Money.Zero, Of(0).Cost);
        Assert.True(Of(2).Cost!.Value.IsPositive);
    }

    private static async Task LookUntilEnded(ModelTrial trial)
    {
        AnthropicBatches gateway = new(trial.Connection);
        while (!(await gateway.Look("msgbatch_0", default)).HasEnded)
        {
        }
    }

    private sealed class Watch : IBatchWatch
    {
        public List<BatchState> States { get; } = [];

        public List<ModelFailure> Misses { get; } = [];

        public void Seen(BatchState state) => States.Add(state);

        public void Missed(ModelFailure failure) => Misses.Add(failure);
    }
}
