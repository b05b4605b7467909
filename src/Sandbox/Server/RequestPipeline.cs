using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>What every request goes through: faults, signature, scope, tokens, the endpoint, and the answer's way back.</summary>
internal sealed class RequestPipeline(TradingFloor floor, KeyRing keys, SandboxOptions options)
{
    public const string Root = "/trade-api/v2";

    private const int LongestBody = 4_000_000;
    private readonly SignatureCheck _signatures = new(options, keys);
    private readonly ConcurrentDictionary<string, int> _requestsByPath = new(StringComparer.Ordinal);
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public async Task Handle(HttpContext context, Route route)
    {
        string path = context.Request.Path.Value![Root.Length..];
        int number = Interlocked.Increment(ref _requests);
        int onPath = _requestsByPath.AddOrUpdate(path, 1, static (_, count) => count + 1);
        Fault? fault = options.Faults?.Invoke(new SandboxRequest(
            path, context.Request.QueryString.Value ?? "", number, onPath, context.Request.Method));
        if (fault?.Status is int status)
        {
            await SendFault(context, status, fault);
            return;
        }

        byte[]? body = await ReadBody(context);
        Answer answer = body is null
            ? Answer.Error(413, "request_too_large", "request too large")
            : Decide(context.Request, body, route);
        await Send(context, answer, fault);
    }

    public Task NotFound(HttpContext context) => Send(context, Answer.Error(404, "not_found", "not found"), fault: null);

    private Answer Decide(HttpRequest request, byte[] body, Route route)
    {
        (ApiKey? key, Answer? refusal) = _signatures.Judge(request, isRequired: route.Scope is not null);
        if (refusal is not null)
        {
            return refusal;
        }

        if (route.Scope is { } scope && !key!.Allows(scope))
        {
            return Answer.Error(403, "forbidden", "forbidden", $"the key lacks the scope {scope}");
        }

        if (floor.Status == FloorStatus.Down && route.Path != "/exchange/status")
        {
            return Answer.Error(503, "EXCHANGE_UNAVAILABLE", "the exchange is down for maintenance");
        }

        try
        {
            Call call = new(request, body, key);
            return Admits(call, route) ? route.Answer(call) : Answer.TooManyRequests();
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
    }

    /// <summary>Whether the customer has the tokens; nobody counts those of a caller without a key.</summary>
    private bool Admits(Call call, Route route)
    {
        if (!call.IsSigned)
        {
            return true;
        }

        RequestCost cost = route.Cost(call);
        DateTimeOffset now = options.Time.GetUtcNow();
        return cost.IsWrite
            ? call.Customer.Gate.TryWrite(cost.Tokens, cost.Shard, now)
            : call.Customer.Gate.TryRead(cost.Tokens, now);
    }

    private static async Task<byte[]?> ReadBody(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && !context.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return [];
        }

        using MemoryStream stream = new();
        byte[] buffer = new byte[8_192];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (stream.Length + read > LongestBody)
            {
                return null;
            }

            stream.Write(buffer, 0, read);
        }

        return stream.ToArray();
    }

    private static async Task SendFault(HttpContext context, int status, Fault fault)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = fault.ContentType;
        if (fault.RetryAfterSeconds is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString();
        }

        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    private async Task Send(HttpContext context, Answer answer, Fault? fault)
    {
        string asked = context.Request.Query["cursor"].ToString();
        string? cursor = answer.Cursor is null ? null
            : fault is { RepeatsCursor: true } && asked.Length > 0 ? asked
            : fault?.Cursor ?? answer.Cursor;
        byte[] body = answer.ToBytes(cursor, options.Errors);
        if (fault is { IsCut: true, DropsConnection: false })
        {
            body = body[..(body.Length / 2)];
        }

        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            body = Compress(body);
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentLength = body.Length;
        if (fault is { DropsConnection: true })
        {
            await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Compress(byte[] body)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return stream.ToArray();
    }
}
