using System.Net.Sockets;
using Dutchbook.Dashboard;

namespace Dutchbook.Cli;

/// <summary>The dashboard beside a run: its server, what watches the board for it, and the file that tells where it is.</summary>
internal sealed class DashboardHosting : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly DashboardServer _server;
    private readonly HomeFolder _home;
    private readonly Task _watching;
    private InstanceFile? _file;

    private DashboardHosting(DashboardServer server, BoardWatch watch, HomeFolder home)
    {
        (_server, _home) = (server, home);
        _watching = watch.RunAsync(_end.Token);
    }

    /// <exception cref="CommandFailure">The port is taken.</exception>
    public static async Task<DashboardHosting> StartAsync(DashboardSource source, DashboardWish wish, CancellationToken cancellation)
    {
        CommandScope scope = source.Scope;
        BoardWatch watch = new(source.Board, scope.Clock, source.Written);
        watch.Look();
        DashboardServer server;
        try
        {
            server = await DashboardServer.StartAsync(
                new RunDocuments(source, watch), new RunActions(source, watch), wish.Port, scope.Clock, cancellation);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new CommandFailure(ExitCode.Failed, $"The dashboard cannot listen on port {wish.Port}: {problem.Message}",
                ["Name another with --dashboard-port, or start none with --no-dashboard."]);
        }

        DashboardHosting hosting = new(server, watch, scope.Home);
        hosting.Leave(source);
        scope.Remark($"Dashboard, a link for one use: {server.NewLink()}");
        return hosting;
    }

    /// <summary>The settings of whoever read no configuration.</summary>
    public static IReadOnlyList<EffectiveValue> Defaults(Configuration configuration) =>
    [
        .. SettingCatalog.Settings.Select(setting =>
            new EffectiveValue(setting.Key, setting.Show(configuration), OriginKind.Default, "default")),
    ];

    public async ValueTask DisposeAsync()
    {
        _file?.Remove(_home);
        await _end.CancelAsync();
        await _server.DisposeAsync();
        await _watching;
        _end.Dispose();
    }

    /// <summary>A demo does not take the place of a run.</summary>
    private void Leave(DashboardSource source)
    {
        if (!source.IsKept && InstanceFile.Read(_home) is { IsDemo: false } other && other.IsAlive())
        {
            return;
        }

        InstanceFile file = new(
            _server.Address, _server.Token, Environment.ProcessId, source.Board.Current.StartedAt, IsDemo: !source.IsKept);
        try
        {
            file.Write(_home);
            _file = file;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            source.Scope.Log.Warning("Other commands will not find this instance: {Problem:l}", problem.Message);
        }
    }
}
