using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Dutchbook.Unit.Enrichment;

/// <summary>A web server on this machine that answers as a test says, and remembers what it was asked.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<string> asked = [];
    private readonly WebApplication application;

    private Loopback(WebApplication application) => this.application = application;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    /// <param name="answer">Gets the path with its query and the body; gives status and text.</param>
    public static Task<Loopback> StartAsync(Func<string, string, (int Status, string Text)> answer) =>
        StartAsync(async (context, target, body) =>
        {
            (int status, string text) = answer(target, body);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(text, context.RequestAborted);
        });

    public static async Task<Loopback> StartAsync(Func<HttpContext, string, string, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static (KestrelServerOptions options) => options.Listen(IPAddress.Loopback, 0));
        Loopback server = new(builder.Build());
        server.application.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            string target = context.Request.Path + context.Request.QueryString.ToString();
            lock (server.gate)
            {
                server.asked.Add(body.Length > 0 ? $"{target} {body}" : target);
            }

            await answer(context, target, body);
        });
        await server.application.StartAsync();
        server.Address = new Uri(server.application.Urls.First() + "/");
        return server;
    }

    /// <summary>Never answers, until the caller goes away.</summary>
    public static Task<Loopback> StartSilentAsync() => StartAsync(static async (context, _, _) =>
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has lost patience, which is what it is for.
        }
    });

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
    }
}
