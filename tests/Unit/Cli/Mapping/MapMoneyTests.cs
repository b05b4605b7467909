using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>Nothing is spent that was not shown and agreed to, and never more.</summary>
public sealed class MapMoneyTests : MapTrial
{
    [Fact]
    public async Task Without_a_key_everything_structural_works_and_it_says_what_a_key_would_add()
    {
        Assert.Equal(0, await Run("map"));
        Assert.Contains("Nothing was asked and nothing spent", _trial.Output, StringComparison.Ordinal);
        Assert.Contains("anthropic.api_key is not set", _trial.Output, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task With_a_key_nothing_is_spent_before_somebody_says_how_much()
    {
        WithKey();
        JsonElement report = await Document("map");
        Assert.False(report.GetProperty("asked").GetBoolean());
        Assert.True(decimal.Parse(report.GetProperty("estimate").GetString()!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task A_person_at_a_terminal_sees_the_cost_and_agrees_or_does_not()
    {
        WithKey();
        _trial.Answers = ["no"];
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Contains("claude-sonnet-5-5 would be asked up to 4 questions of ", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("as the provider counts 4 of them", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("It ends at $1.0000, whatever is left. Type yes:", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
        _trial.Answers = ["yes"];
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Equal(6, _server.Asked);

        // Where every answer is known there is nothing to agree to.
        _trial.Answers = null;
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Equal(6, _server.Asked);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_spent_unless_it_was_said_before()
    {
        WithKey();
        Assert.Equal(2, await Run("map", "--llm-budget", "1"));
        Assert.Contains("--yes", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains("1 of 1 candidates, $0.0", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 proposal, 0 refused", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cost_that_is_told_before_is_not_less_than_what_is_billed()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        decimal told = Dollars(report, "estimate") + Dollars(report, "estimatePerRelation");
        Assert.InRange(Dollars(report, "spent"), 0.001m, told);

        static decimal Dollars(JsonElement json, string name) =>
            decimal.Parse(Text(json, name), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_budget_too_small_for_one_question_asks_none()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "0.000001", "--yes");
        Assert.Equal("0.0000", Text(report, "spent"));
        Assert.Contains("this pass", Text(report, "stopped"), StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task Vectors_are_asked_for_once_where_they_are_wanted_and_told_when_they_cannot_be_had()
    {
        _trial.Config($"embeddings:\n  provider: ollama\n  base_url: {_server.Address.ToString().TrimEnd('/')}\n  model: nomic-embed-text\n"
            + "  api_key: key\n");
        Assert.Equal(0, await Run("map"));
        Assert.Equal(2, _server.Embeddings.Texts.Count);
        Assert.DoesNotContain("have no vector", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map"));
        Assert.Equal(1, _server.Embeddings.Asked);

        _trial.Config("embeddings:\n  provider: voyage\n  base_url: http://127.0.0.1:1/v1\n  model: voyage-4-lite\n");
        Assert.Equal(0, await Run("map"));
        Assert.Contains("2 texts have no vector.", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map", "--llm-budget", "0.01", "--yes"));
        Assert.Contains("2 texts have no vector (Unreachable", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await Run("map", "--llm-budget", "0.01"));
        _trial.Config("embeddings:\n  provider: voyage\n  model: voyage-nine\n");
        Assert.Equal(2, await Run("map"));
        Assert.Contains("nobody has stated what voyage-nine costs", _trial.Errors, StringComparison.Ordinal);
    }
}
