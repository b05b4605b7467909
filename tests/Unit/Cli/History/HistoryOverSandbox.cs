using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What a run over real sockets leaves of prices, and what the commands make of it.</summary>
public sealed class HistoryOverSandbox
{
    [Fact]
    public async Task A_run_leaves_history_that_is_shown()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions(), TestContext.Current.CancellationToken);
        using Trial trial = Against(server, "");
        Assert.Equal(0, await trial.Run("run", "--once"));
        string ticker = Ticker(trial, out int rows);

        int told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "show", ticker, "--limit", "1000", "--format", "json"));
        using JsonDocument shown = JsonDocument.Parse(trial.Output[told..]);
        JsonElement[] all = [.. shown.RootElement.GetProperty("rows").EnumerateArray()];

        // The stretch ended with the run: after it nothing is known, and that is a row too.
        Assert.Equal(rows + 1, all.Length);
        Assert.Equal("Unknown", all[^1].GetProperty("what").GetString());
        Assert.Equal(JsonValueKind.Null, all[^1].GetProperty("yesBid").ValueKind);

        told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "show", ticker));
        Assert.Contains("unknown from here", trial.Output[told..], StringComparison.Ordinal);
        told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "status"));
        Assert.Contains("No gaps.", trial.Output[told..], StringComparison.Ordinal);
        Assert.Contains(": the run ended.", trial.Output[told..], StringComparison.Ordinal);
        await EpisodesAsync(trial);
        await ExportedAsync(trial, ticker, rows);
        Assert.Equal((int)ExitCode.NoMatch, await trial.Run("history", "show", "NO-SUCH-MARKET"));
        Assert.Equal((int)ExitCode.Usage, await trial.Run("history", "show", ticker, "--from", "yesterday"));
        Assert.Equal((int)ExitCode.Usage, await trial.Run("history", "show", ticker, "--from", "1h", "--to", "2h"));
    }

    [Fact]
    public async Task A_history_that_is_not_wanted_is_not_written_and_the_run_says_so()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions(), TestContext.Current.CancellationToken);
        using Trial trial = Against(server, "history:\n  enabled: false\n");
        Assert.Equal(0, await trial.Run("run", "--seconds", "1"));
        Assert.False(File.Exists(trial.Home.History));
        Assert.Equal((int)ExitCode.NoMatch, await trial.Run("history", "status"));
    }

    private static async Task EpisodesAsync(Trial trial)
    {
        int told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "episodes", "--format", "json"));
        using JsonDocument shown = JsonDocument.Parse(trial.Output[told..]);
        JsonElement[] episodes = [.. shown.RootElement.GetProperty("episodes").EnumerateArray()];
        Assert.NotEmpty(episodes);
        Assert.All(episodes, static episode => Assert.NotEqual(JsonValueKind.Null, episode.GetProperty("bestUnits").ValueKind));
        told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "episodes"));
        Assert.Contains("Half-life", trial.Output[told..], StringComparison.Ordinal);
    }

    private static async Task ExportedAsync(Trial trial, string ticker, int rows)
    {
        string folder = Path.Combine(trial.Folder, "out");
        int told = trial.Output.Length;
        Assert.Equal(0, await trial.Run("history", "export", folder));
        Assert.Contains("quotes: ", trial.Output[told..], StringComparison.Ordinal);
        string[] tables = [.. Directory.GetDirectories(folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["episodes", "fills", "quotes", "stretches", "trades"], tables);
        List<object?[]> quotes = [];
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "quotes"), "part.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            quotes.AddRange((await Export.ParquetRows.ReadAsync(file)).Rows.Where(row => (string?)row[0] == ticker));
        }

        Assert.Equal(rows + 1, quotes.Count);
        Assert.Equal("unknown", quotes[^1][2]);
        Assert.Equal((int)ExitCode.NoMatch, await trial.Run("history", "export", folder, "--to", "2001-01-01"));
        Assert.Equal((int)ExitCode.Usage, await trial.Run("history", "export", folder, "--from", "yesterday"));
    }

    private static string Ticker(Trial trial, out int rows)
    {
        using IQuoteHistoryReader history = HistoryFile.OpenReader(trial.Home.History);
        MarketQuotes most = history.Totals().Days.SelectMany(day => history.ReadDay(day.Day)).MaxBy(static market => market.Changes.Count)!;
        rows = most.Changes.Count;
        return most.Ticker;
    }

    private static Trial Against(SandboxServer server, string more)
    {
        Trial trial = new() { Time = TimeProvider.System };
        trial.Write("key.pem", server.PrivateKeyPem);
        return trial.Config($"kalshi:\n  environment: demo\n  base_url: {server.RestBase.ToString().TrimEnd('/')}\n"
            + $"  key_id: {server.KeyId}\n  private_key_path: {Path.Combine(trial.Folder, "key.pem")}\n"
            + $"enrichment:\n  enabled: false\nalerts:\n  enabled: false\n{more}");
    }
}
