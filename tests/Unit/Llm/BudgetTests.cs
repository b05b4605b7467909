using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Llm;

public sealed class BudgetTests
{
    [Fact]
    public async Task A_budget_is_never_exceeded_however_the_model_behaves()
    {
        // The model talks as long as it may, and sometimes dies.
        await using ModelTrial trial = await ModelTrial.Start(static call => call.Before % 7 == 3
            ? new ModelReply { Text = """{"answer":"x"}""", OutputTokens = call.MaxTokens, Cut = true }
            : new ModelReply { Text = """{"answer":"x"}""", OutputTokens = call.MaxTokens });
        Money limit = Money.FromMicros(400_000);
        IModel model = trial.Model(new BudgetLimits(limit, null, null));

        int refused = 0;
        for (int i = 0; i < 60; i++)
        {
            refused += await trial.Pump(model.Ask(ModelTrial.Ask($"s{i}"), default)) is ModelAnswer.OverBudget ? 1 : 0;
        }

        // What the provider billed, by its own count and the price list, is within the limit, and so is what the ledger
        // says.
        (long input, long write, long read, long output, _) = trial.Server.Billed;
        Money billed = trial.Price.Of(new TokenUsage(input, write, read, output), batch: false);
        Assert.InRange(billed.Micros, 1, limit.Micros);
        Assert.InRange(trial.Database.Calls.SpentInPass("pass-1").Micros, billed.Micros, limit.Micros);
        Assert.True(refused > 0 && trial.Server.Asked < 60);
    }

    [Theory]
    [InlineData(1_000_000L, null, null, "this pass")]
    [InlineData(null, 1_000_000L, null, "today")]
    [InlineData(null, null, 1_000_000L, "this month")]
    public void Each_limit_stands_in_the_way(long? pass, long? day, long? month, string words)
    {
        BudgetLimits limits = new(Dollars(pass), Dollars(day), Dollars(month));
        Money spent = Money.FromMicros(600_000);
        Assert.Null(limits.InTheWay(Money.FromMicros(400_000), spent, spent, spent));
        Assert.Contains(words, limits.InTheWay(Money.FromMicros(400_001), spent, spent, spent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_and_a_month_begin_in_utc()
    {
        (DateTimeOffset day, DateTimeOffset month) = BudgetLimits.Start(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), day);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), month);
    }

    [Fact]
    public async Task A_new_day_has_its_own_limit_and_the_month_remembers()
    {
        await using ModelTrial trial = await ModelTrial.Start(static call => new ModelReply { Text = """{"answer":"x"}""", OutputTokens = 500 });
        // One call costs at most about $0.05 and really $0.013 with a new prefix, $0.005 after it.
        IModel model = trial.Model(new BudgetLimits(null, Money.FromMicros(60_000), Money.FromMicros(90_000)));
        Assert.IsType<ModelAnswer.Given>(await model.Ask(ModelTrial.Ask("a"), default));
        Assert.IsType<ModelAnswer.Given>(await model.Ask(ModelTrial.Ask("b"), default));
        ModelAnswer answer = await Exhaust(model, "c");
        Assert.Contains("today", Assert.IsType<ModelAnswer.OverBudget>(answer).Limit, StringComparison.Ordinal);
        trial.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<ModelAnswer.Given>(await model.Ask(ModelTrial.Ask("d"), default));
        answer = await Exhaust(model, "e", () => trial.Clock.Advance(TimeSpan.FromHours(25)));
        Assert.Contains("this month", Assert.IsType<ModelAnswer.OverBudget>(answer).Limit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_a_provider_refuses_costs_nothing_and_one_that_dies_costs_its_promise()
    {
        await using ModelTrial trial = await ModelTrial.Start(static call => call.Before == 0
            ? ModelReply.Error(400, "invalid_request_error", "bad")
            : new ModelReply { Text = """{"answer":"x"}""", Cut = true });
        IModel model = trial.Model();
        Assert.IsType<ModelAnswer.Failed>(await model.Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(Money.Zero, trial.Database.Calls.SpentInPass("pass-1"));

        ModelAnswer.Failed failed = Assert.IsType<ModelAnswer.Failed>(await model.Ask(ModelTrial.Ask("b"), default));
        Assert.Equal(FailureKind.Network, failed.Failure.Kind);
        RecordedCall call = trial.Database.Calls.Calls(1)[0];
        Assert.Equal((CallOutcome.Unknown, null), (call.End.Outcome, call.End.Cost));
        Assert.Equal(call.Plan.AtMost, trial.Database.Calls.SpentInPass("pass-1"));
    }

    [Fact]
    public async Task A_call_that_was_out_when_the_process_died_counts_in_full()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json("{}"));
        PlannedCall plan = new CallLabel("pass-1", "test", "1", "key") { Model = ModelTrial.Scan }
            .Plan(trial.Clock.GetUtcNow(), Money.FromMicros(700));
        trial.Database.Calls.Promise([plan], new BudgetLimits(null, null, null));
        trial.Restart();
        Assert.Equal(Money.FromMicros(700), trial.Database.Calls.SpentInPass("pass-1"));
        Promises next = trial.Database.Calls.Promise([plan with { AtMost = Money.FromMicros(400) }], new BudgetLimits(Money.FromMicros(1_000), null, null));
        Assert.Empty(next.Ids);
    }

    private static Money? Dollars(long? micros) => micros is { } some ? Money.FromMicros(some) : null;

    private static async Task<ModelAnswer> Exhaust(IModel model, string name, Action? between = null)
    {
        for (int i = 0; i < 30; i++)
        {
            if (await model.Ask(ModelTrial.Ask($"{name}{i}"), default) is ModelAnswer.OverBudget over)
            {
                return over;
            }

            between?.Invoke();
        }

        throw new InvalidOperationException("the limit never came");
    }
}
