using System.Net;
using Dutchbook.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dutchbook.Sandbox;

/// <summary>
/// The exchange on loopback, over real HTTP and WebSocket. It listens on 127.0.0.1 only and reads neither environment variables nor files,
/// so nothing outside can open another door.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const int Shards = 4;
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication _application;
    private readonly SandboxOptions _options;
    private readonly TradingFloor _floor;
    private readonly KeyRing _keys = new();
    private readonly RequestPipeline _pipeline;
    private readonly VenueFaults _venueFaults;
    private readonly FeedEndpoint _feed;
    private readonly ITimer _pulse;
    private readonly TraderCrowd? _crowd;
    private int _lastCustomer;

    private SandboxServer(WebApplication application, TradingFloor floor, SandboxOptions options)
    {
        (_application, _floor, _options) = (application, floor, options);
        Faults = new FaultInjector(options.Time, options.FaultPlan);
        _venueFaults = new VenueFaults(floor, Faults, options.Time);
        SignatureCheck signatures = new(options, _keys, Faults);
        _pipeline = new RequestPipeline(floor, signatures, new RequestMishaps(Faults, _venueFaults), options);
        FeedHub hub = new(new FrameFaults(floor, Faults, options.Time));
        floor.Listen(hub);
        _feed = new FeedEndpoint(floor, hub, signatures, options);
        Control = new VenueControl(floor, hub);
        FundedKey = OpenAccount(new AccountTerms
        {
            Tier = options.Tier,
            FundingPerShard = options.FundingPerShard,
            PrivateKeyPem = options.PrivateKeyPem,
        });

        _crowd = options.Crowd is { } crowd ? new TraderCrowd(floor, crowd, options.Time) : null;

        // Markets open, close and are paid and orders expire also while nobody asks.
        _pulse = options.Time.CreateTimer(static state => ((TradingFloor)state!).Advance(), floor, Pulse, Pulse);
    }

    /// <summary>http://127.0.0.1:PORT/trade-api/v2.</summary>
    public Uri RestBase { get; private set; } = new("http://127.0.0.1" + RequestPipeline.Root);

    /// <summary>ws://127.0.0.1:PORT/trade-api/ws/v2; its handshake is signed.</summary>
    public Uri WebSocketUrl => new UriBuilder(RestBase) { Scheme = "ws", Path = FeedEndpoint.Path }.Uri;

    /// <summary>The key of the funded customer that every exchange starts with.</summary>
    public SandboxKey FundedKey { get; }

    /// <summary>The id of that key.</summary>
    public string KeyId => FundedKey.KeyId;

    /// <summary>Its private half, made at start.</summary>
    public string PrivateKeyPem => FundedKey.PrivateKeyPem;

    /// <summary>The hand of the venue: markets paused, closed and settled, other traders' orders, the truth of the books.</summary>
    public VenueControl Control { get; }

    /// <summary>What goes wrong, and the log of what did.</summary>
    public FaultInjector Faults { get; }

    /// <summary>The mispricings that the simulated traders made on purpose, with what each is worth.</summary>
    public IReadOnlyList<PlantedTruth> Truths => _crowd?.Truths ?? [];

    /// <summary>How many clients the WebSocket has.</summary>
    public int Connections => _feed.Connections;

    /// <summary>How many messages were put on their way to the clients of the WebSocket.</summary>
    public long Messages => _feed.Messages;

    /// <summary>How many requests have arrived.</summary>
    public int Requests => _pipeline.Requests;

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
        SandboxServer server = new(application, new TradingFloor(universe, options), options);
        try
        {
            server.Map();
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.RestBase = new Uri(application.Urls.Single() + RequestPipeline.Root);
        return server;
    }

    /// <summary>Opens an account for another customer, with a key made for it.</summary>
    public SandboxKey OpenAccount(AccountTerms terms)
    {
        string userId = $"75000000-0000-4000-8000-{Interlocked.Increment(ref _lastCustomer):x12}";
        Customer customer = new(userId, new RateGate(terms.Tier, _options.Time.GetUtcNow()));
        SortedDictionary<int, Money> funding = [];
        foreach (int shard in terms.Shards ?? [.. Enumerable.Range(0, Shards)])
        {
            funding[shard] = Money.FromDollars(terms.FundingPerShard);
        }

        customer.Add(0, _floor.OpenAccount(userId, 0, terms.ReturnsCollateral, funding));
        (ApiKey key, string pem) = _keys.Generate(customer, "sandbox", terms.Scopes, subaccount: null, terms.PrivateKeyPem);
        return new SandboxKey(key.Id, pem, userId);
    }

    public async ValueTask DisposeAsync()
    {
        _crowd?.Dispose();
        await _pulse.DisposeAsync();
        _venueFaults.Dispose();
        await _application.DisposeAsync();
        _feed.Dispose();
        _keys.Dispose();
    }

    private void Map()
    {
        foreach (Route route in Routes.All(_floor, _keys))
        {
            _application.MapMethods(
                RequestPipeline.Root + route.Path, [route.Method], context => _pipeline.Handle(context, route));
        }

        AdminEndpoints admin = new(this);
        foreach ((string method, string path, Func<Call, Answer> answer) in admin.All())
        {
            _application.MapMethods(AdminEndpoints.Root + path, [method], context => AdminEndpoints.Handle(context, answer));
        }

        _application.MapMethods(FeedEndpoint.Path, ["GET"], _feed.Handle);
        _application.MapFallback(_pipeline.NotFound);
    }
}
