using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>
/// The dashboard of a running instance on 127.0.0.1, page and API. It reads neither environment variables nor files, so nothing
/// outside can open another door.
/// </summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _ending = new();
    private readonly AccessKeys _keys;
    private RequestDesk? _desk;

    private DashboardServer(WebApplication application, AccessKeys keys, string token)
    {
        (_application, _keys, Token) = (application, keys, token);
        application.Run(HandleAsync);
    }

    /// <summary>http://127.0.0.1:PORT/.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What programs of this user show; it is written to a file that only he can read.</summary>
    public string Token { get; }

    /// <summary>Starts it.</summary>
    /// <param name="documents">What it shows.</param>
    /// <param name="actions">What can be done from it.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DashboardServer> StartAsync(
        IDashboardDocuments documents, IDashboardActions actions, int port, TimeProvider time, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.Longest;
            kestrel.Limits.MaxConcurrentConnections = 128;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(IPAddress.Loopback, port);
        });
        string token = Secret.New();
        AccessKeys keys = new(time, token);
        DashboardServer server = new(builder.Build(), keys, token);
        try
        {
            await server._application.StartAsync(cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.Address = new Uri(server._application.Urls.Single());
        server.Open(documents, actions, time);
        return server;
    }

    /// <summary>A link that opens the dashboard once.</summary>
    public Uri NewLink() => new(Address, $"{RequestDesk.Login}?token={_keys.NewLink()}");

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        using CancellationTokenSource late = new(Patience);
        await _application.StopAsync(late.Token);
        await _application.DisposeAsync();
        _ending.Dispose();
    }

    private void Open(IDashboardDocuments documents, IDashboardActions actions, TimeProvider time) =>
        Volatile.Write(ref _desk, new RequestDesk(
            new RequestGuard(_keys, Address.Port),
            _keys,
            Routes.All(documents, actions, () => NewLink().ToString()),
            new VersionStream(documents, time),
            _ending.Token));

    private async Task HandleAsync(HttpContext context)
    {
        // Before the port is known nobody can have its address.
        if (Volatile.Read(ref _desk) is { } desk)
        {
            await desk.HandleAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }
}
