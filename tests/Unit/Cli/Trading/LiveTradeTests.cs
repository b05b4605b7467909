using System.Text.Json;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>Commands that trade for real, against the sandbox over loopback.</summary>
public sealed class LiveTradeTests
{
    [Fact]
    public async Task A_trade_by_hand_leaves_books_that_agree_with_the_exchange()
    {
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();

        // Nobody took the account over yet.
        Assert.Equal((int)ExitCode.Failed, await live.Trial.Run("trade", id, "--live", "--yes"));
        Assert.Contains("reconcile --adopt", live.Trial.Errors, StringComparison.Ordinal);
        Assert.False((await live.Json(ExitCode.Failed, "reconcile")).GetProperty("adopted").GetBoolean());
        Assert.True((await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes")).GetProperty("agrees").GetBoolean());

        JsonElement trade = (await live.Json(ExitCode.Done, "trade", id, "--live", "--yes")).GetProperty("trade");
        Assert.Equal("Complete", trade.GetProperty("phase").GetString());
        JsonElement after = await live.Json(ExitCode.Done, "reconcile");
        Assert.Equal(0, after.GetProperty("differences").GetArrayLength());
        Assert.True((await live.Json(ExitCode.Done, "positions")).GetProperty("positions").GetArrayLength() >= 2);
        Assert.DoesNotContain("PRIVATE KEY", live.Trial.Errors + live.Trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Server.KeyId, live.Trial.Errors + live.Trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_real_is_asked_twice_and_the_second_time_for_the_amount()
    {
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();
        await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes");
        live.Trial.Answers = ["yes", "yes"];
        Assert.Equal((int)ExitCode.Failed, await live.Trial.Run("trade", id, "--live"));
        Assert.Contains("may be lost", live.Trial.Errors, StringComparison.Ordinal);
        live.Trial.Answers = null;
        Assert.Equal(0, (await live.Json(ExitCode.Done, "positions")).GetProperty("positions").GetArrayLength());
    }

    [Theory]
    [InlineData("trading:\n  dry_run: true\n", "dry_run")]
    [InlineData("trading:\n  dry_run: false\n", "needs a key")]
    public async Task What_is_missing_for_real_trading_is_named(string yaml, string missing)
    {
        using Trial trial = new();
        trial.Config(yaml);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trade", "abc", "--live"));
        Assert.Contains(missing, trial.Errors, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trade", "abc", "--live", "--dry-run"));
    }
}
