using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Sandbox;
using Microsoft.Extensions.AI;
using Xunit;

namespace Dutchbook.Unit.Llm;

/// <summary>
/// How an answer of the provider becomes one of ours: each documented end of a call, over real HTTP through the
/// official client.
/// </summary>
public sealed class ModelAnswers
{
    private const string Good = """{"answer":"yes"}""";

    [Fact]
    public async Task What_is_sent_is_what_every_current_model_accepts()
    {
        ModelCall? seen = null;
        await using ModelTrial trial = await ModelTrial.Start(call =>
        {
            seen = call;
            return ModelReply.Json(Good);
        });
        ModelAnswer answer = await trial.Model().Ask(ModelTrial.Ask("a", "who?"), default);
        Assert.Equal(new ModelAnswer.Given(Good, FromCache: false), answer);
        Assert.Equal((ModelTrial.Scan, "who?", 500), (seen!.Model, seen.User, seen.MaxTokens));
        Assert.False(seen.Schema!.Value.GetProperty("additionalProperties").GetBoolean());
        Assert.True(trial.Server.Billed.CacheWrite > 2_000);
    }

    [Fact]
    public async Task The_same_question_is_paid_for_once_even_after_a_restart()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        await trial.Model().Ask(ModelTrial.Ask("a"), default);
        trial.Restart();
        Assert.Equal(new ModelAnswer.Given(Good, FromCache: true), await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(1, trial.Server.Asked);
        await trial.Model().Ask(ModelTrial.Ask("changed rules"), default);
        await trial.Model().Ask(ModelTrial.Ask("a") with { PromptVersion = "2" }, default);
        Assert.Equal(3, trial.Server.Asked);
    }

    [Fact]
    public async Task A_refusal_is_billed_kept_and_not_asked_again()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Refusal);
        Assert.Equal(new ModelAnswer.Refused(FromCache: false), await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(new ModelAnswer.Refused(FromCache: true), await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(1, trial.Server.Asked);
        Assert.Equal(CallOutcome.Refused, trial.Database.Calls.Calls(1)[0].End.Outcome);
        Assert.True(trial.Database.Calls.SpentInPass("pass-1").IsPositive);
    }

    [Fact]
    public async Task An_answer_that_did_not_fit_is_asked_for_once_more_with_more_room()
    {
        await using ModelTrial trial = await ModelTrial.Start(static call => call.MaxTokens > 1_000
            ? ModelReply.Json(Good)
            : new ModelReply { Text = """{"answ""", StopReason = "max_tokens" });
        Assert.IsType<ModelAnswer.Given>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(2, trial.Server.Asked);

        await using ModelTrial endless = await ModelTrial.Start(static _ => new ModelReply { Text = "{", StopReason = "max_tokens" });
        Assert.IsType<ModelAnswer.Truncated>(await endless.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(2, endless.Server.Asked);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("[1,2]")]
    [InlineData("")]
    public async Task What_is_no_json_object_is_no_answer_and_not_kept(string text)
    {
        await using ModelTrial trial = await ModelTrial.Start(_ => ModelReply.Json(text));
        ModelAnswer.Failed failed = Assert.IsType<ModelAnswer.Failed>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(FailureKind.Malformed, failed.Failure.Kind);
        await trial.Model().Ask(ModelTrial.Ask("a"), default);
        Assert.Equal(2, trial.Server.Asked);
    }

    [Fact]
    public async Task An_unknown_stop_reason_is_a_failure_not_an_answer()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => new ModelReply { Text = Good, StopReason = "pause_turn" });
        Assert.IsType<ModelAnswer.Failed>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
    }

    [Theory]
    [InlineData(429, "rate_limit_error")]
    [InlineData(529, "overloaded_error")]
    [InlineData(500, "api_error")]
    [InlineData(504, "timeout_error")]
    public async Task A_passing_trouble_is_waited_out(int status, string type)
    {
        await using ModelTrial trial = await ModelTrial.Start(call => call.Before < 2
            ? ModelReply.Error(status, type) with { RetryAfter = 7 }
            : ModelReply.Json(Good));
        DateTimeOffset before = trial.Clock.GetUtcNow();
        Assert.IsType<ModelAnswer.Given>(await trial.Pump(trial.Model().Ask(ModelTrial.Ask("a"), default)));
        Assert.True(trial.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(14));
        Assert.Equal(3, trial.Server.Asked);
        Assert.Single(trial.Database.Calls.Calls(10));
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "You have reached your specified API usage limits.", "", FailureKind.SpendLimit)]
    [InlineData(429, "rate_limit_error", "", "enforced_spend_limit_reached", FailureKind.SpendLimit)]
    [InlineData(401, "authentication_error", "", "", FailureKind.Unauthorized)]
    [InlineData(402, "billing_error", "", "", FailureKind.NoCredit)]
    [InlineData(404, "not_found_error", "", "", FailureKind.ModelGone)]
    [InlineData(413, "request_too_large", "", "", FailureKind.TooLarge)]
    [InlineData(400, "invalid_request_error", "Schema is too complex for compilation.", "", FailureKind.BadRequest)]
    public async Task What_no_waiting_cures_is_asked_once(int status, string type, string message, string code, FailureKind kind)
    {
        await using ModelTrial trial = await ModelTrial.Start(_ => ModelReply.Error(status, type, message) with { ErrorCode = code });
        ModelAnswer.Failed failed = Assert.IsType<ModelAnswer.Failed>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal(kind, failed.Failure.Kind);
        Assert.Equal(1, trial.Server.Asked);
        Assert.Equal(Money.Zero, trial.Database.Calls.SpentInPass("pass-1"));
    }

    [Fact]
    public async Task More_patience_than_we_have_is_a_failure()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Overloaded with { RetryAfter = 3_600 });
        ModelAnswer.Failed failed = Assert.IsType<ModelAnswer.Failed>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal((FailureKind.Overloaded, 1), (failed.Failure.Kind, trial.Server.Asked));
    }

    [Fact]
    public async Task A_question_that_found_no_connection_costs_nothing_and_ends_the_pass()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        await trial.Server.DisposeAsync();
        ModelAnswer.Failed failed = Assert.IsType<ModelAnswer.Failed>(await trial.Model().Ask(ModelTrial.Ask("a"), default));
        Assert.Equal((FailureKind.Unreachable, true), (failed.Failure.Kind, failed.Failure.EndsThePass));
        Assert.Equal(Money.Zero, trial.Database.Calls.SpentInPass("pass-1"));
    }

    [Fact]
    public async Task A_model_that_is_gone_is_known_before_it_is_asked()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        Assert.Null(await trial.Connection.Check(ModelTrial.Scan, default));
        ModelFailure? gone = await trial.Connection.Check("claude-sonnet-4-5-20250929", default);
        Assert.Equal(FailureKind.ModelGone, gone!.Kind);
        Assert.InRange((await trial.Connection.CountTokens(ModelTrial.Ask("a"), ModelTrial.Scan, default))!.Value, 1, 10_000);
    }

    [Fact]
    public async Task A_call_without_a_limit_on_its_output_is_not_made()
    {
        await using ModelTrial trial = await ModelTrial.Start(static _ => ModelReply.Json(Good));
        using BudgetedChatClient client = new(
            trial.Connection.Chat(ModelTrial.Scan), trial.Price, trial.Database.Calls, new BudgetLimits(null, null, null), trial.Clock);
        ChatOptions options = new() { ModelId = ModelTrial.Scan };
        new CallLabel("p", "test", "1", "k").Attach(options);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync("hello", options));
        Assert.Equal(0, trial.Server.Asked);
    }

    [Theory]
    [InlineData("stop", typeof(ModelAnswer.Given))]
    [InlineData("max_tokens", typeof(ModelAnswer.Truncated))]
    [InlineData("refusal", typeof(ModelAnswer.Refused))]
    public async Task A_server_of_another_make_answers_through_the_same_door(string stop, Type expected)
    {
        await using ModelTrial trial = await ModelTrial.Start(_ => new ModelReply { Text = Good, StopReason = stop });
        using OpenAiChatClient chat = new(
            new Uri(trial.Server.Address + "v1"), "key", new RetryHandler(new SocketsHttpHandler(), new RetryOptions(), trial.Clock));
        ChatModel model = new(
            new BudgetedChatClient(chat, ModelPrice.Free, trial.Database.Calls, new BudgetLimits(Money.Zero, null, null), trial.Clock),
            "local", "pass-1", trial.Database.Verdicts, trial.Clock);
        Assert.IsType(expected, await model.Ask(ModelTrial.Ask("a"), default));
        Assert.Equal("local", trial.Database.Calls.Calls(1)[0].Plan.Model);
    }
}
