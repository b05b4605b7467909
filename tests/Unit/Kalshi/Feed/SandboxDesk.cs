using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The sandbox exchange and our own client of it, joined by a key file and one clock.</summary>
internal sealed class SandboxDesk : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly string keyFile = Path.GetTempFileName();
    private Task running = Task.CompletedTask;

    private SandboxDesk(SandboxServer server, FakeTimeProvider time)
    {
        (Server, Time) = (server, time);
        File.WriteAllText(keyFile, server.PrivateKeyPem);
        Options = new KalshiOptions(server.RestBase) { KeyId = server.KeyId, PrivateKeyPath = keyFile };
        Client = new KalshiRestClient(Options, time, new Random(1));
        Feed = new LiveFeed(Options, Markets, new FeedOptions(), time, new Random(2), withPrivate: true);
    }

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public KalshiOptions Options { get; }

    public KalshiRestClient Client { get; }

    public LiveMarkets Markets { get; } = new();

    public LiveFeed Feed { get; }

    /// <summary>Who else hears of each turn.</summary>
    public Action? Listen { get; set; }

    public static async Task<SandboxDesk> Start(Func<SandboxOptions, SandboxOptions>? change = null)
    {
        FakeTimeProvider time = new(Demo.At);
        SandboxOptions options = new() { Time = time, Tier = UsageTier.Prestige, PrivateKeyPem = Demo.PrivateKeyPem };
        return new SandboxDesk(await SandboxServer.StartAsync(Demo.Universe, change?.Invoke(options) ?? options, CancellationToken.None), time);
    }

    /// <summary>Lists markets for the feed and holds it open.</summary>
    public void Open(params string[] books)
    {
        Feed.Write(markets =>
        {
            foreach (ListedMarket market in Demo.Universe.Markets)
            {
                markets.Add(market.Ticker);
            }

            return 0;
        });
        Feed.Want([.. books.Select(Markets.Add)]);
        running = Feed.RunAsync(stop.Token);
    }

    /// <summary>Waits until the feed has brought something about. Nothing but its own messages moves it on.</summary>
    public async Task Until(Func<bool> isSo)
    {
        TaskCompletionSource so = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Feed.Turned = () =>
        {
            Listen?.Invoke();
            if (isSo())
            {
                so.TrySetResult();
            }
        };
        Feed.Write(static _ => 0);
        await so.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Feed.Turned = Listen;
    }

    public BookDoubt Doubt(string ticker) => Markets.DoubtOf(Markets.Add(ticker), Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The exchange's own book and ours, in words.</summary>
    public (string Theirs, string Ours) Books(string ticker)
    {
        ListedBook theirs = Server.Control.Book(ticker);
        OrderBook ours = Markets.BookOf(Markets.Add(ticker))!.ToOrderBook(Demo.At, null);
        return ($"{string.Join(' ', theirs.YesBids)} | {string.Join(' ', theirs.NoBids)}", $"{string.Join(' ', ours.YesBids)} | {string.Join(' ', ours.NoBids)}");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        Feed.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
        stop.Dispose();
        File.Delete(keyFile);
    }
}
