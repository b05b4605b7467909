using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A trial whose venue is the embedded exchange with the demo's universe, faults included.</summary>
internal sealed class ScanTrial : IAsyncDisposable
{
    private readonly SandboxServer _server;

    private ScanTrial(SandboxServer server, Universe universe)
    {
        (_server, Universe) = (server, universe);
        Trial.ConnectVenue = (_, _, folder) => VenueConnection.Live(
            new KalshiOptions { BaseUrl = server.RestBase.ToString().TrimEnd('/') }, TimeProvider.System, folder);
    }

    public Trial Trial { get; } = new();

    public Universe Universe { get; }

    public static async Task<ScanTrial> StartAsync(Func<SandboxRequest, Fault?>? faults = null)
    {
        Universe universe = Universe.Demo(TimeProvider.System.GetUtcNow());
        SandboxServer server = await SandboxServer.StartAsync(
            universe, new SandboxOptions { Faults = faults }, TestContext.Current.CancellationToken);
        return new ScanTrial(server, universe);
    }

    /// <summary>Runs a command that must end with this code, and returns the document it wrote.</summary>
    public async Task<JsonElement> Document(int expected, params string[] arguments)
    {
        int from = Trial.Output.Length;
        int code = await Trial.Run(TestContext.Current.CancellationToken, [.. arguments, "--format", "json"]);
        Assert.True(code == expected, $"exit code {code}: {Trial.Errors}");
        using JsonDocument document = JsonDocument.Parse(Trial.Output[from..]);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Trial.Dispose();
    }
}
