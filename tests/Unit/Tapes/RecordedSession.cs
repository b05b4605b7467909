using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Tapes;
using Dutchbook.Unit.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Tapes;

/// <summary>Live detection on the sandbox exchange over its sockets, with a tape of it.</summary>
internal sealed class RecordedSession : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly string keyFile = Path.GetTempFileName();
    private readonly LiveMarkets markets = new();
    private readonly KalshiRestClient client;
    private readonly LiveSteps steps;
    private readonly Detector detector = new(new DetectionOptions());
    private readonly Task running;
    private Action? live;

    private RecordedSession(SandboxServer server, FakeTimeProvider time, string folder)
    {
        (Server, Time) = (server, time);
        File.WriteAllText(keyFile, server.PrivateKeyPem);
        KalshiOptions options = new(server.RestBase) { KeyId = server.KeyId, PrivateKeyPath = keyFile };
        Tape = new TapeRecorder(folder, new TapeOrigin("sandbox", new Dictionary<string, string>()), new TapeOptions(), time);
        client = new KalshiRestClient(options, time, new Random(1));
        Feed = new LiveFeed(options, markets, new FeedOptions(), time, new Random(2), tap: Tape);
        Source = new LiveVenueSource(client, "sandbox", time, tap: Tape);
        steps = new LiveSteps(Feed, new LiveDetector(markets, detector), 1_000, Tape);
        running = Feed.RunAsync(stop.Token);
    }

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public TapeRecorder Tape { get; }

    public LiveFeed Feed { get; }

    public LiveVenueSource Source { get; }

    public LookBook Looks { get; } = new();

    public static async Task<RecordedSession> Start(string folder)
    {
        FakeTimeProvider time = new(Demo.At);
        SandboxOptions options = new() { Time = time, Tier = UsageTier.Prestige, PrivateKeyPem = Demo.PrivateKeyPem };
        return new RecordedSession(await SandboxServer.StartAsync(Demo.Universe, options, CancellationToken.None), time, folder);
    }

    public async Task Pass()
    {
        steps.PassBegan();
        VenueSnapshot pass = await Source.ReadAsync(null, CancellationToken.None);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(pass);
        steps.Take(pass, map, detector.Detect(pass, map).NearMisses);
        live = Feed.Turned;
    }

    public LiveLook Look()
    {
        LiveLook look = steps.Look(Time, CancellationToken.None);
        Looks.Take(look);
        return look;
    }

    /// <summary>Waits until the feed has brought something about.</summary>
    public async Task Until(Func<bool> isSo)
    {
        TaskCompletionSource so = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Feed.Turned = () =>
        {
            live?.Invoke();
            if (isSo())
            {
                so.TrySetResult();
            }
        };
        Feed.Write(static _ => 0);
        await so.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Feed.Turned = live;
    }

    /// <summary>
    /// Waits until a connection that broke was made anew. Its wait begins at some moment after it broke, so time is let on until it ends.
    /// </summary>
    public async Task Reconnected()
    {
        Task settled = Until(() => Feed.IsSettled);
        do
        {
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        while (await Task.WhenAny(settled, Task.Delay(100)) != settled);

        await settled;
    }

    public int Number(string ticker) => markets.Add(ticker);

    public Touch? Best(string ticker) => markets.BestOf(Number(ticker));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        Tape.Dispose();
        Feed.Dispose();
        client.Dispose();
        await Server.DisposeAsync();
        Looks.Dispose();
        stop.Dispose();
        File.Delete(keyFile);
    }
}
