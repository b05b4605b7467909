using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dutchbook.Sandbox;

/// <summary>
/// A language model's API on loopback, in its real shapes, whose answers are scripted: Messages, Message Batches, token
/// counting and models as Claude has them, and chat completions and vectors as most others do. It listens on 127.0.0.1
/// only.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ModelDesk _desk;

    private ModelServer(WebApplication application, ModelDesk desk) => (_application, _desk) = (application, desk);

    /// <summary>http://127.0.0.1:PORT.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Questions that reached the model, whatever became of them, in batches too.</summary>
    public int Asked => _desk.Asked;

    /// <summary>Requests to hand over a batch.</summary>
    public int BatchesTaken => _desk.Batches.Count;

    /// <summary>The next request for a batch is done, and its answer is lost on the way.</summary>
    public bool LoseNextBatchAnswer { get; set; }

    /// <summary>The connection dies in the middle of the next list of results.</summary>
    public bool CutNextResults { get; set; }

    /// <summary>While true every connection is closed without an answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>How the server answers for vectors.</summary>
    public EmbeddingShelf Embeddings { get; } = new();

    /// <summary>What was billed so far.</summary>
    public (long Input, long CacheWrite, long CacheRead, long Output, long BatchOutput) Billed => _desk.Billed;

    /// <summary>Starts a server that has the models named and answers by the script.</summary>
    public static async Task<ModelServer> Start(
        string apiKey, IReadOnlyCollection<string> models, Func<ModelCall, ModelReply> script, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        ModelServer server = new(application, new ModelDesk(apiKey, models, script));
        server.Map();
        await application.StartAsync(cancellation);
        server.Address = new Uri(application.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Map()
    {
        _application.MapPost("/v1/messages", context => Handle(context, body => _desk.Message(body)));
        _application.MapPost("/v1/messages/count_tokens", context => Handle(context, ModelDesk.Count));
        _application.MapPost("/v1/messages/batches", context => Handle(context, body =>
        {
            ModelResponse response = _desk.TakeBatch(body);
            (bool lost, LoseNextBatchAnswer) = (LoseNextBatchAnswer, false);
            return lost ? response with { Cut = true } : response;
        }));
        _application.MapGet("/v1/messages/batches", context => Handle(context, _ => _desk.ListBatches()));
        _application.MapGet("/v1/messages/batches/{id}", context => Handle(context, _ => _desk.Batch(Id(context))));
        _application.MapGet("/v1/messages/batches/{id}/results", context => Handle(context, _ =>
        {
            ModelResponse response = _desk.Results(Id(context));
            (bool cut, CutNextResults) = (CutNextResults, false);
            return cut ? response with { Cut = true } : response;
        }));
        _application.MapGet("/v1/models/{id}", context => Handle(context, _ => _desk.Model(Id(context))));
        _application.MapPost("/v1/embeddings", context => Handle(context, Embeddings.Answer));
        _application.MapPost("/api/embed", context => Handle(context, Embeddings.AnswerAsOllama));
        _application.MapPost("/v1/chat/completions", context => Handle(context, _desk.Completion));
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private async Task Handle(HttpContext context, Func<JsonElement, ModelResponse> answer)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string text = await reader.ReadToEndAsync(context.RequestAborted);
        if (IsDown)
        {
            context.Abort();
            return;
        }

        ModelResponse response;
        if (_desk.Stranger(context.Request) is { } refusal)
        {
            response = refusal;
        }
        else
        {
            using JsonDocument body = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            response = answer(body.RootElement);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(response.Body);
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers["request-id"] = "req_sandbox";
        if (response.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (response.Cut)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}

/// <summary>An HTTP answer of the model server.</summary>
internal sealed record ModelResponse(int Status, string Body, string ContentType = "application/json")
{
    public int? RetryAfter { get; init; }

    public bool Cut { get; init; }
}
