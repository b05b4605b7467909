using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A home, a recording of two questions, and a scripted model behind real HTTP.</summary>
public abstract class MapTrial : IAsyncLifetime
{
    private protected const string Narrow = Orion.Narrow;
    private protected const string Wide = Orion.Wide;

    private protected readonly Trial _trial = new();
    private protected ModelServer _server = null!;
    private protected Func<ModelCall, ModelReply> _script = Orion.Honest;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.Start(
            "key", ["claude-sonnet-5-5", "claude-opus-5-5"], call => _script(call), TestContext.Current.CancellationToken);
        Write(Wide);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _trial.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private protected async Task<string> Propose() =>
        Text(Assert.Single((await Document("map", "--llm-budget", "1", "--yes")).GetProperty("proposals").EnumerateArray()), "id");

    private protected void WithKey(string scan = "claude-sonnet-5-5") => _trial.Config(
        $"anthropic:\n  api_key: key\n  scan_model: {scan}\nllm:\n  base_url: {_server.Address}\ntrading:\n  tiers: [Proven, Reviewed]\n");

    private protected Task<int> Run(params string[] arguments) => _trial.Run(
        TestContext.Current.CancellationToken, [.. arguments, "--snapshot", Path.Combine(_trial.Folder, "pages.json")]);

    /// <summary>The same while somebody waits for batches: the clock goes on.</summary>
    private protected async Task<int> RunWaiting(params string[] arguments)
    {
        Task<int> run = Run(arguments);
        while (!run.IsCompleted)
        {
            _trial.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(run, Task.Delay(5));
        }

        return await run;
    }

    /// <summary>What a scan shows, above the thresholds and below.</summary>
    private protected async Task<JsonElement[]> Found()
    {
        JsonElement scan = await Document("scan");
        return [.. scan.GetProperty("opportunities").EnumerateArray(), .. scan.GetProperty("belowThreshold").EnumerateArray()];
    }

    private protected async Task<JsonElement> Document(params string[] arguments)
    {
        int from = _trial.Output.Length;
        int code = arguments[0] == "relations" ? await _trial.Run([.. arguments, "--format", "json"]) : await Run([.. arguments, "--format", "json"]);
        Assert.True(code == 0, $"exit code {code}: {_trial.Errors}");
        using JsonDocument document = JsonDocument.Parse(_trial.Output[from..]);
        return document.RootElement.Clone();
    }

    /// <summary>A recording in which the earlier deadline is bid far above what the later one is offered at.</summary>
    private protected void Write(string wide) => _trial.Write("pages.json", OrionPages.Json(wide));
}
