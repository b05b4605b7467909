using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Kalshi;
using Xunit;
using Traded = Dutchbook.Unit.Execution.Some;

namespace Dutchbook.Unit.Cli;

/// <summary>The checklist before real money: what is missing is said with its mend, and what is there is counted.</summary>
public sealed class GoLiveTests
{
    private const string Off = "enrichment:\n  enabled: false\nalerts:\n  enabled: false\n";

    [Fact]
    public async Task A_new_home_fails_what_takes_time_and_passes_what_is_drilled_now()
    {
        using Trial trial = new() { Time = TimeProvider.System };
        trial.Config(Off);
        Assert.Equal((int)ExitCode.Failed, await trial.Run("doctor", "--live", "--format", "json"));
        Dictionary<string, (string Result, string Message)> points = Points(trial);
        Assert.Equal(13, points.Count);
        Assert.Equal("Failed", points["1 ingestion ran for 24 hours"].Result);
        Assert.Equal("Ok", points["3 known cases are found"].Result);
        Assert.StartsWith("all ", points["3 known cases are found"].Message, StringComparison.Ordinal);
        Assert.Equal("Failed", points["5 dry runs are reviewed"].Result);

        // A busy machine may be slow at it, which is told as a warning.
        Assert.Contains(points["6 the kill switch works at once"].Result, (string[])["Ok", "Warning"]);
        Assert.Contains(" ms", points["6 the kill switch works at once"].Message, StringComparison.Ordinal);
        Assert.Contains("daily loss", points["7 the daily loss stops trading"].Message, StringComparison.Ordinal);
        Assert.Equal("Ok", points["7 the daily loss stops trading"].Result);
        Assert.Equal("Failed", points["9 alerts arrive"].Result);
        Assert.False(File.Exists(Path.Combine(trial.Folder, "halt.drill")));
        Assert.False(File.Exists(trial.Home.HaltFile));
    }

    [Fact]
    public async Task Hours_count_as_reviewed_only_when_a_person_says_so()
    {
        using Trial trial = new() { Time = TimeProvider.System };
        trial.Config(Off);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        new RunRecord
        {
            DryRunHours = 50,
            Passes = 3_000,
            Requests = 100_000,
            Throttled = 3,
            UnbrokenSince = now.AddHours(-30),
            LastAt = now,
        }.Write(trial.Home);
        await trial.Run("doctor", "--live", "--format", "json");
        Dictionary<string, (string Result, string Message)> before = Points(trial);
        Assert.Equal("Ok", before["1 ingestion ran for 24 hours"].Result);
        Assert.Equal("Failed", before["5 dry runs are reviewed"].Result);
        Assert.Equal("Ok", before["11 rate limits hold"].Result);

        // There is no book yet, which the command says; what was said about hours stands.
        await trial.Run("trades", "--dry-run", "--reviewed");
        Assert.Equal(50, RunRecord.Read(trial.Home).ReviewedHours);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trades", "--reviewed"));
    }

    [Fact]
    public async Task A_diary_counts_hours_and_ends_the_stretch_at_a_break_or_a_gap()
    {
        using Trial trial = new();
        VirtualTime time = new();
        trial.Time = time.Clock;
        using CommandScope scope = trial.Open();
        string? problem = null;
        RunDiary diary = new(scope, client: null, new LayerWatch(time.Clock), isDryRun: true) { Passes = () => (1, problem) };
        using CancellationTokenSource stop = new();
        Task keeping = diary.KeepAsync(stop.Token);
        await time.Pass(TimeSpan.FromMinutes(3));
        RunRecord record = RunRecord.Read(trial.Home);
        Assert.Equal(0.05, record.DryRunHours, 3);
        Assert.NotNull(record.UnbrokenSince);
        problem = "away";
        await time.Pass(TimeSpan.FromMinutes(1));
        record = RunRecord.Read(trial.Home);
        Assert.Equal((null, "away", 1L), (record.UnbrokenSince, record.LastBreak, record.FailedPasses));
        problem = null;
        await time.Pass(TimeSpan.FromMinutes(1));
        Assert.NotNull(RunRecord.Read(trial.Home).UnbrokenSince);
        stop.Cancel();
        await time.Finish(keeping);

        DateTimeOffset last = RunRecord.Read(trial.Home).LastAt!.Value;
        time.Clock.Advance(TimeSpan.FromHours(1));
        using CancellationTokenSource later = new();
        keeping = new RunDiary(scope, client: null, new LayerWatch(time.Clock), isDryRun: true).KeepAsync(later.Token);
        await time.Pass(TimeSpan.FromMinutes(1));
        later.Cancel();
        await time.Finish(keeping);
        record = RunRecord.Read(trial.Home);
        Assert.True(record.UnbrokenSince > last.AddMinutes(50));
        Assert.StartsWith("nothing ran between", record.LastBreak, StringComparison.Ordinal);
        Assert.True(record.DryRunHours < 0.2);
    }

    [Fact]
    public void A_fee_that_is_not_ours_is_found_and_named()
    {
        OrderFees fees = new(Traded.Fees, MemberKind.Direct);
        fees.Add(Traded.Cents(45), Traded.Contracts(10), LiquidityRole.Taker);
        Money right = fees.Total;
        Assert.Equal(0, FeeDrift.Of(Book(right), MemberKind.Direct).Different);
        FeeDrift other = FeeDrift.Of(Book(right + Money.FromMicros(100)), MemberKind.Direct);
        Assert.Equal((1, 1), (other.Fills, other.Different));
        Assert.Contains($"expected {right}", other.First, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_message_counts_once_it_was_acknowledged()
    {
        using Trial trial = new() { Time = TimeProvider.System };
        trial.Config("alerts:\n  enabled: true\n  webhook_url: https://example.com/hook\nenrichment:\n  enabled: false\n");
        HomeRecord.Write(AlertTest.PathIn(trial.Home), new AlertTest { Id = "test@7", At = DateTimeOffset.UtcNow, Channels = ["webhook"] });
        await trial.Run("doctor", "--live", "--format", "json");
        Assert.Contains("was not acknowledged", Points(trial)["9 alerts arrive"].Message, StringComparison.Ordinal);
        using Trial again = new() { Time = TimeProvider.System };
        again.Config("alerts:\n  enabled: true\n  webhook_url: https://example.com/hook\nenrichment:\n  enabled: false\n");
        HomeRecord.Write(AlertTest.PathIn(again.Home), new AlertTest { Id = "test@7", At = DateTimeOffset.UtcNow, Channels = ["webhook"] });
        Assert.Equal(0, await again.Run("alert", "ack", "test@7"));
        Assert.NotNull(HomeRecord.Read<AlertTest>(AlertTest.PathIn(again.Home), out _)!.AcknowledgedAt);
    }

    private static JournalContent Book(Money fee)
    {
        TradePlan plan = Traded.Plan();
        OrderIntent intent = Traded.Intent(plan);
        OrderState order = new()
        {
            Intent = intent,
            Phase = OrderPhase.Closed,
            Fills = [Traded.Fill(intent, 1_000, price: Traded.Cents(45), fee: fee)],
        };
        return new JournalContent([order], [new TradeState { Plan = plan }], []);
    }

    private static Dictionary<string, (string Result, string Message)> Points(Trial trial)
    {
        using JsonDocument document = JsonDocument.Parse(trial.Output);
        return document.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
            static check => check.GetProperty("name").GetString()!,
            static check => (check.GetProperty("result").GetString()!, check.GetProperty("message").GetString()!),
            StringComparer.Ordinal);
    }
}
