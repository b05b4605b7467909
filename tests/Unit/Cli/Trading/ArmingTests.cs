using System.Text.Json;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>Real money needs a typed word, and that word is about one account and one set of limits.</summary>
public sealed class ArmingTests : IDisposable
{
    private const string Production = """
        kalshi:
          environment: production
          key_id: some-key
          private_key_path: key.pem
        trading:
          dry_run: false
        """;

    private readonly Trial trial = new Trial().Config(Production);

    [Fact]
    public async Task The_word_is_asked_for_and_holds_until_its_time()
    {
        Assert.Equal((int)ExitCode.Usage, await trial.Run("arm", "--for", "7d"));
        trial.Answers = ["yes"];
        Assert.Equal((int)ExitCode.Failed, await trial.Run("arm", "--for", "7d"));
        await Arm();
        Assert.True(await IsArmed());
        trial.Clock.Advance(TimeSpan.FromDays(8));
        Assert.False(await IsArmed());
    }

    [Theory]
    [InlineData("max_daily_loss: 500")]
    [InlineData("max_contracts_per_trade: 51")]
    public async Task A_changed_limit_ends_it(string line)
    {
        await Arm();
        trial.Config(Production + "\n  " + line + "\n");
        Assert.False(await IsArmed());
    }

    [Fact]
    public async Task Another_key_or_another_subaccount_is_another_account()
    {
        await Arm();
        trial.Config(Production.Replace("some-key", "other-key", StringComparison.Ordinal));
        Assert.False(await IsArmed());
        trial.Config(Production.Replace("key_id", "subaccount: 3\n  key_id", StringComparison.Ordinal));
        Assert.False(await IsArmed());
        trial.Config(Production);
        Assert.True(await IsArmed());
        Assert.DoesNotContain("some-key", File.ReadAllText(Arming.PathIn(trial.Home)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_the_configured_kill_switch_on_and_off_changes_nothing()
    {
        await Arm();
        trial.Config(Production + "\n  kill_switch: true\n");
        Assert.True(await IsArmed());
        Assert.Equal(0, await trial.Run("arm", "--off"));
        Assert.False(await IsArmed());
    }

    [Fact]
    public async Task Real_money_demands_the_word_and_then_the_measurements()
    {
        Assert.Equal((int)ExitCode.Failed, await trial.Run("trade", "abc", "--live", "--yes"));
        Assert.Contains("arm --for", trial.Errors, StringComparison.Ordinal);
        await Arm();
        Assert.Equal((int)ExitCode.Failed, await trial.Run("trade", "abc", "--live", "--yes"));
        Assert.Contains("conformance --env demo", trial.Errors, StringComparison.Ordinal);

        // A sandbox tells nothing about the exchange with real money, and a bad result stops it.
        Measured("127.0.0.1:8000", holds: true);
        Assert.Null(Find());
        Measured("external-api.demo.kalshi.co", holds: true);
        Assert.Empty(Find()!.Objections);
        Measured("external-api.demo.kalshi.co", holds: false);
        Assert.Equal((int)ExitCode.Failed, await trial.Run("trade", "abc", "--live", "--yes"));
        Assert.Contains("must not rely on", trial.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("0d")]
    [InlineData("31d")]
    [InlineData("-1d")]
    [InlineData("99999999999d")]
    [InlineData("7w")]
    public async Task A_time_that_is_none_is_refused(string text)
    {
        trial.Answers = ["external-api.kalshi.com"];
        Assert.Equal((int)ExitCode.Usage, await trial.Run("arm", "--for", text));
        Assert.False(File.Exists(Arming.PathIn(trial.Home)));
    }

    [Fact]
    public async Task A_damaged_record_arms_nothing()
    {
        await Arm();
        trial.Write("armed.json", "{");
        Assert.False(await IsArmed());
    }

    public void Dispose() => trial.Dispose();

    private ConformanceResult? Find() =>
        ConformanceResult.Find(trial.Home, new Uri("https://external-api.kalshi.com/trade-api/v2"), out _);

    private void Measured(string host, bool holds) => HomeRecord.Write(ConformanceResult.PathIn(trial.Home), new ConformanceResult
    {
        Host = host,
        At = trial.Clock.GetUtcNow(),
        Facts = [new ConformanceFact(ConformanceResult.OldRequests, holds, "a POST signed 60 s ago")],
    });

    private async Task Arm()
    {
        trial.Answers = ["external-api.kalshi.com"];
        Assert.Equal(0, await trial.Run("arm", "--for", "7d"));
        trial.Answers = null;
    }

    private async Task<bool> IsArmed()
    {
        int before = trial.Output.Length;
        Assert.Equal(0, await trial.Run("arm", "--format", "json"));
        return JsonDocument.Parse(trial.Output[before..]).RootElement.GetProperty("armed").GetBoolean();
    }
}
