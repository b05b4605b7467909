using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The long-lived run over real sockets: a pass, the stream, trades on paper, and what is left in the database.</summary>
public sealed class RunOverSandbox
{
    [Fact]
    public async Task A_run_with_a_key_follows_the_stream_trades_on_paper_and_writes_everything_down()
    {
        await using SandboxServer server = await Start();
        using Trial trial = Against(server, withKey: true);
        Assert.Equal(0, await trial.Run("run", "--once", "--record", "--format", "json"));
        JsonElement[] lines = Lines(trial);
        JsonElement pass = Assert.Single(lines, static line => Event(line) == "pass");
        Assert.Equal(1, pass.GetProperty("number").GetInt32());
        Assert.Contains(lines, static line => Event(line) == "layer"
            && line.GetProperty("name").GetString() == "stream" && line.GetProperty("health").GetString() == "Well");
        JsonElement[] began = [.. lines.Where(static line => Event(line) == "began")];
        Assert.NotEmpty(began);
        JsonElement[] trades = [.. lines.Where(static line => line.TryGetProperty("trade", out _))];
        Assert.NotEmpty(trades);
        Assert.All(trades, static line => Assert.Equal("Complete", line.GetProperty("trade").GetProperty("phase").GetString()));

        using SqliteDatabase database = SqliteDatabase.OpenReader(trial.Home.Database);
        Assert.Single(database.Opportunities.Scans(10));
        string[] stored = [.. database.Opportunities.List(new OpportunityFilter { LatestOnly = true }).Select(static item => item.Id)];
        Assert.Subset(
            stored.ToHashSet(), began.Select(static line => line.GetProperty("opportunity").GetProperty("id").GetString()!).ToHashSet());
        HashSet<string> traded = [.. trades.Select(static line => line.GetProperty("trade").GetProperty("opportunity").GetString()!)];
        Assert.All(traded, id => Assert.Equal(OpportunityStatus.Filled, database.Opportunities.Find(id)!.Status));

        // What was recorded shows a replay what the run saw.
        int told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("replay", "--format", "json"));
        using JsonDocument replay = JsonDocument.Parse(trial.Output[told..]);
        HashSet<string> replayed = [.. replay.RootElement.GetProperty("found").EnumerateArray()
            .Select(static found => found.GetProperty("best").GetProperty("id").GetString()!)];
        Assert.Superset(began.Select(static line => line.GetProperty("opportunity").GetProperty("id").GetString()!).ToHashSet(), replayed);
    }

    [Fact]
    public async Task A_run_sends_its_figures_to_a_collector_and_goes_on_when_there_is_none()
    {
        await using SandboxServer server = await Start();
        using Collector collector = new();
        using Trial trial = Against(server, withKey: false, $"telemetry:\n  otlp_endpoint: {collector.Address}\n  interval_seconds: 1\n");
        using CancellationTokenSource interrupt = new();
        Task<int> run = trial.Run(interrupt.Token, "run", "--no-dashboard", "--format", "json");
        while (!run.IsCompleted && !(trial.Output.Contains("\"event\":\"pass\"", StringComparison.Ordinal)
            && collector.Messages.Any(static message => OtlpMessage.Figures(message).ContainsKey("dutchbook_markets"))))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Dictionary<string, double> figures = OtlpMessage.Figures(collector.Messages.Last());
        JsonElement pass = Assert.Single(Lines(trial), static line => Event(line) == "pass");
        Assert.Equal(pass.GetProperty("markets").GetInt32(), figures["dutchbook_markets"]);
        Assert.Equal(1, figures["dutchbook_mode:Active"]);
        Assert.Equal(0, figures["dutchbook_live"]);
        collector.Dispose();
        while (!run.IsCompleted && !trial.Output.Contains("did not take the figures", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.False(run.IsCompleted);
        await interrupt.CancelAsync();
        Assert.Equal((int)ExitCode.Interrupted, await run);
    }

    [Fact]
    public async Task A_run_without_a_key_asks_and_says_so()
    {
        await using SandboxServer server = await Start();
        using Trial trial = Against(server, withKey: false);
        Assert.Equal(0, await trial.Run("run", "--once"));
        Assert.Contains("stream: Off, no key (kalshi.key_id)", trial.Output, StringComparison.Ordinal);
        Assert.Contains("asking without a stream", trial.Output, StringComparison.Ordinal);
        Assert.Contains("Complete, ", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_trades_and_comes_out_of_a_partial_fill_within_its_bound()
    {
        using Trial trial = new() { Time = TimeProvider.System };
        Assert.Equal(0, await trial.Run("demo", "--headless", "--format", "json"));
        JsonElement[] lines = Lines(trial);
        JsonElement[] trades = [.. lines.Where(static line => line.TryGetProperty("trade", out _)).Select(static line => line.GetProperty("trade"))];
        JsonElement staged = trades[0];
        Assert.Equal("Flat", staged.GetProperty("phase").GetString());
        decimal result = Dollars(staged, "atWorst");
        Assert.True(result < 0 && -result <= Dollars(staged.GetProperty("losses"), "executionBound"), staged.ToString());
        Assert.Contains(trades, static trade => trade.GetProperty("phase").GetString() == "Complete" && Dollars(trade, "atWorst") > 0);
        Assert.True(lines[^1].GetProperty("opportunities").GetArrayLength() > 0);
    }

    private static decimal Dollars(JsonElement json, string name) =>
        decimal.Parse(json.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<SandboxServer> Start() => SandboxServer.StartAsync(
        Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions(), TestContext.Current.CancellationToken);

    private static Trial Against(SandboxServer server, bool withKey, string more = "")
    {
        Trial trial = new() { Time = TimeProvider.System };
        string key = "";
        if (withKey)
        {
            trial.Write("key.pem", server.PrivateKeyPem);
            key = $"  key_id: {server.KeyId}\n  private_key_path: {Path.Combine(trial.Folder, "key.pem")}\n";
        }

        return trial.Config($"kalshi:\n  environment: demo\n  base_url: {server.RestBase.ToString().TrimEnd('/')}\n{key}"
            + "enrichment:\n  enabled: false\nalerts:\n  enabled: false\n" + more);
    }

    private static JsonElement[] Lines(Trial trial) =>
        [.. trial.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];

    private static string? Event(JsonElement line) => line.TryGetProperty("event", out JsonElement what) ? what.GetString() : null;
}
