using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What models do wrong: each handled, counted and shown.</summary>
public sealed class MapBadAnswerTests : MapTrial
{
    [Fact]
    public async Task A_model_that_is_gone_is_told_before_anything_is_asked()
    {
        WithKey("claude-sonnet-4-6");
        Assert.Equal(1, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains("claude-sonnet-4-6 cannot be used", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }
}
