using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dutchbook.Sandbox;

/// <summary>
/// The exchange on loopback: the venue's public market data over real HTTP. It listens on 127.0.0.1 only and reads neither
/// environment variables nor files, so nothing outside can open another door.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const string Root = "/trade-api/v2";

    private readonly WebApplication _application;
    private readonly SandboxOptions _options;
    private readonly SignatureCheck _signatures;
    private readonly ConcurrentDictionary<string, int> _requestsByPath = new(StringComparer.Ordinal);
    private int _requests;

    private SandboxServer(WebApplication application, SandboxOptions options, SignatureCheck signatures) =>
        (_application, _options, _signatures) = (application, options, signatures);

    /// <summary>http://127.0.0.1:PORT/trade-api/v2.</summary>
    public Uri RestBase { get; private set; } = new("http://127.0.0.1" + Root);

    /// <summary>The id of the one API key, for signed requests.</summary>
    public string KeyId { get; } = SignatureCheck.KeyId;

    /// <summary>Its private half, made at start.</summary>
    public string PrivateKeyPem => _signatures.PrivateKeyPem;

    /// <summary>How many requests have arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>
    /// Starts an exchange that lists the universe; throws <see cref="IOException"/> when the port is taken.
    /// </summary>
    public static async Task<SandboxServer> StartAsync(
        Universe universe,
        SandboxOptions options,
        CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        SandboxServer server = new(application, options, new SignatureCheck(options));
        try
        {
            server.Map(universe);
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.RestBase = new Uri(application.Urls.Single() + Root);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _signatures.Dispose();
    }

    private void Map(Universe universe)
    {
        MarketEndpoints markets = new(universe);
        MilestoneEndpoints milestones = new(universe);
        EventEndpoints events = new(universe, milestones);
        SeriesEndpoints series = new(universe);
        CandleEndpoints candles = new(universe, markets);
        CollectionEndpoints collections = new(universe);
        Get("/exchange/status", ExchangeEndpoints.Status);
        Get("/exchange/schedule", ExchangeEndpoints.Schedule);
        Get("/series", series.List);
        Get("/series/fee_changes", series.FeeChanges);
        Get("/series/{series}", series.One);
        Get("/series/{series}/markets/{ticker}/candlesticks", candles.OfMarket);
        Get("/series/{series}/events/{ticker}/candlesticks", candles.OfEvent);
        Get("/events", events.Events);
        Get("/events/multivariate", events.Multivariate);
        Get("/events/fee_changes", events.FeeChanges);
        Get("/events/{ticker}", events.Event);
        Get("/markets", markets.Markets);
        Get("/markets/trades", markets.Trades);
        Get("/markets/orderbooks", markets.Books);
        Get("/markets/candlesticks", candles.Batch);
        Get("/markets/{ticker}", markets.Market);
        Get("/markets/{ticker}/orderbook", markets.Book);
        Get("/milestones", milestones.List);
        Get("/multivariate_event_collections", collections.List);
        Get("/multivariate_event_collections/{ticker}", collections.One);
        Get("/historical/cutoff", markets.HistoricalCutoff);
        Get("/historical/markets", markets.Historical);
        Get("/account/endpoint_costs", ExchangeEndpoints.Costs);
        Get("/account/limits", ExchangeEndpoints.Limits, isSigned: true);
        _application.MapFallback(context =>
            Send(context, Answer.Error(404, "not_found", "not found"), fault: null));
    }

    private void Get(string path, Func<Query, Answer> answer, bool isSigned = false) =>
        _application.MapGet(Root + path, context => Handle(context, answer, isSigned));

    private async Task Handle(HttpContext context, Func<Query, Answer> answer, bool isSigned)
    {
        string path = context.Request.Path.Value![Root.Length..];
        int number = Interlocked.Increment(ref _requests);
        int onPath = _requestsByPath.AddOrUpdate(path, 1, static (_, count) => count + 1);
        Fault? fault = _options.Faults?.Invoke(
            new SandboxRequest(path, context.Request.QueryString.Value ?? "", number, onPath));
        if (fault?.Status is int status)
        {
            await SendFault(context, status, fault);
            return;
        }

        await Send(context, Decide(context, answer, isSigned), fault);
    }

    private Answer Decide(HttpContext context, Func<Query, Answer> answer, bool isSigned)
    {
        if (_signatures.Refusal(context.Request, isSigned) is Answer refusal)
        {
            return refusal;
        }

        try
        {
            return answer(new Query(context.Request));
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
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

    private static async Task Send(HttpContext context, Answer answer, Fault? fault)
    {
        string asked = context.Request.Query["cursor"].ToString();
        string? cursor = answer.Cursor is null ? null
            : fault is { RepeatsCursor: true } && asked.Length > 0 ? asked
            : fault?.Cursor ?? answer.Cursor;
        byte[] body = answer.ToBytes(cursor);
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
