using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A home folder with a key on a sandbox exchange, and commands that trade there over loopback.</summary>
internal sealed class LiveTrial : IAsyncDisposable
{
    private LiveTrial(SandboxServer server, string more)
    {
        Server = server;
        Trial.Time = TimeProvider.System;
        Trial.Write("key.pem", server.PrivateKeyPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Trial.Folder, "key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Trial.Config($"""
            kalshi:
              environment: demo
              base_url: {server.RestBase}
              key_id: {server.KeyId}
              private_key_path: key.pem
            trading:
              dry_run: false
              max_capital_at_risk: 1000
            validation:
              max_book_age_ms: 60000
              max_leg_skew_ms: 60000
            enrichment:
              enabled: false
            {more}
            """);
    }

    public SandboxServer Server { get; }

    public Trial Trial { get; } = new();

    public static async Task<LiveTrial> Start(string more = "", Func<SandboxOptions, SandboxOptions>? change = null)
    {
        SandboxOptions options = new() { Time = TimeProvider.System, Tier = UsageTier.Prestige };
        SandboxServer server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), change is null ? options : change(options), default);
        return new LiveTrial(server, more);
    }

    /// <summary>Another client of the same account.</summary>
    public Dutchbook.Kalshi.KalshiRestClient Connect() => new(
        new Dutchbook.Kalshi.KalshiOptions(Server.RestBase)
        {
            KeyId = Server.KeyId,
            PrivateKeyPath = Path.Combine(Trial.Folder, "key.pem"),
        },
        TimeProvider.System,
        new Random(1));

    /// <summary>Runs a command that must end with this code, and returns its document.</summary>
    public async Task<JsonElement> Json(ExitCode code, params string[] arguments)
    {
        int before = Trial.Output.Length;
        int ended = await Trial.Run([.. arguments, "--format", "json"]);
        Assert.True((int)code == ended, $"{string.Join(' ', arguments)} ended with {ended}: {Trial.Errors}");
        return JsonDocument.Parse(Trial.Output[before..]).RootElement;
    }

    /// <summary>The id of a pair that may be traded, the best first.</summary>
    public async Task<string> Opportunity(int skip = 0)
    {
        JsonElement scan = await Json(ExitCode.Done, "scan", "--no-store");
        return scan.GetProperty("opportunities").EnumerateArray()
            .Where(static one => one.GetProperty("executable").GetBoolean() && one.GetProperty("legs").GetArrayLength() == 2)
            .Select(static one => one.GetProperty("id").GetString()!).ElementAt(skip);
    }

    public async ValueTask DisposeAsync()
    {
        Trial.Dispose();
        await Server.DisposeAsync();
    }
}
