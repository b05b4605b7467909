using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>What every request goes through: faults, signature, scope, tokens, the endpoint, and the answer's way back.</summary>
internal sealed class RequestPipeline(
    TradingFloor floor, SignatureCheck signatures, RequestMishaps mishaps, SandboxOptions options)
{
    public const string Root = "/trade-api/v2";

    private const int LongestBody = 4_000_000;
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
        RequestFaults faults = mishaps.Draw(context.Request.Method, path);
        if (faults.LosesRequest)
        {
            context.Abort();
            return;
        }

        await Wait(faults.Delay, context);
        if (faults.Replacement is { Status: int instead } replacement)
        {
            await SendFault(context, instead, replacement);
            return;
        }

        Answer answer = body is null
            ? Answer.Error(413, "request_too_large", "request too large")
            : await Carry(context, body, route, faults);
        await Deliver(context, answer, faults, fault);
    }

    public Task NotFound(HttpContext context) => Send(context, Answer.Error(404, "not_found", "not found"), fault: null, faults: null);

    /// <summary>Does what is asked, once or, if the network delivers it so, twice.</summary>
    private async Task<Answer> Carry(HttpContext context, byte[] body, Route route, RequestFaults faults)
    {
        mishaps.Before(faults, body);
        Answer answer = Decide(context.Request, body, route);
        if (faults.AgainAfter is { } after)
        {
            await Wait(after, context);
            Answer second = faults.IsBlind
                ? floor.Unguarded(() => Decide(context.Request, body, route))
                : Decide(context.Request, body, route);
            answer = faults.AnswersSecond ? second : answer;
        }

        if (!mishaps.IsQuiet && faults.IsOrder)
        {
            mishaps.After(faults, body, signatures.Judge(context.Request, isRequired: false).Key?.Customer.Primary);
        }

        return answer;
    }

    private async Task Deliver(HttpContext context, Answer answer, RequestFaults faults, Fault? scripted)
    {
        if (faults.LosesResponse)
        {
            context.Abort();
            return;
        }

        await Wait(faults.LateBy, context);
        Fault? after = scripted ?? faults.After() ?? (faults.DropsMidway ? Fault.DroppedConnection() : null);
        after ??= answer.Cursor is not null ? mishaps.Page(faults) : null;
        if (after?.Status is int status)
        {
            await SendFault(context, status, after);
            return;
        }

        await Send(context, answer, after, faults);
    }

    private async Task Wait(TimeSpan time, HttpContext context)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, options.Time, context.RequestAborted);
        }
    }

    private Answer Decide(HttpRequest request, byte[] body, Route route)
    {
        (ApiKey? key, Answer? refusal) = signatures.Judge(request, isRequired: route.Scope is not null);
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

    private async Task Send(HttpContext context, Answer answer, Fault? fault, RequestFaults? faults)
    {
        string asked = context.Request.Query["cursor"].ToString();
        string? cursor = answer.Cursor is null ? null
            : fault is { RepeatsCursor: true } && asked.Length > 0 ? asked
            : fault?.Cursor ?? answer.Cursor;
        byte[] body = answer.ToBytes(cursor, options.Errors);
        body = faults?.Tamper(body, answer.Status) ?? body;
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
