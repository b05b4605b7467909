using System.Diagnostics;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Pipeline;

/// <summary>
/// A sandbox exchange and, attached to it over its real sockets, the product's feed and live detection, all on one clock that is moved
/// by hand: after each step everything that was sent has arrived.
/// </summary>
internal sealed class AttachedRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _keyFile = Path.GetTempFileName();
    private readonly KalshiRestClient _client;
    private readonly LiveVenueSource _source;
    private readonly AskedBooks _asked;
    private readonly Task _running;
    private readonly TimeSpan _answer;
    private long _lost;
    private long _ends;

    private AttachedRun(SandboxServer server, FakeTimeProvider time, TimeSpan answer)
    {
        (Server, Time, _answer) = (server, time, answer);
        File.WriteAllText(_keyFile, server.PrivateKeyPem);
        KalshiOptions venue = new(server.RestBase) { KeyId = server.KeyId, PrivateKeyPath = _keyFile };
        _client = new KalshiRestClient(venue, time, new Random(1));
        _source = new LiveVenueSource(_client, "sandbox", time);
        _asked = new AskedBooks(_source, _source, new LiveOptions(), time);
        Feed = new LiveFeed(venue, Markets, new FeedOptions(), time, new Random(2));
        Live = new LiveDetector(Markets, new Detector(new DetectionOptions()));
        Steps = new LiveSteps(Feed, Live, mostBooks: 1_000);
        _running = Feed.RunAsync(_stop.Token);
    }

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public LiveMarkets Markets { get; } = new();

    public LiveFeed Feed { get; }

    public LiveDetector Live { get; }

    public LiveSteps Steps { get; }

    /// <summary>Starts the exchange and makes the first pass.</summary>
    /// <param name="answer">
    /// How long, in real time, an answer is waited for before time goes on; one that was lost is not there after any time.
    /// </param>
    public static async Task<AttachedRun> StartAsync(Universe universe, CrowdOptions? crowd, TimeSpan? answer = null)
    {
        FakeTimeProvider time = new(universe.At);
        SandboxOptions options = new() { Time = time, Tier = UsageTier.Prestige, Crowd = crowd };
        AttachedRun run = new(
            await SandboxServer.StartAsync(universe, options, CancellationToken.None), time, answer ?? TimeSpan.FromMilliseconds(250));
        await run.PassAsync();
        await run.SettledAsync();
        return run;
    }

    /// <summary>A pass over the venue, and what it told replaces what was known.</summary>
    public async Task<RelationMap> PassAsync()
    {
        Steps.PassBegan();
        VenueSnapshot pass = await _source.ReadAsync(null, _stop.Token);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(pass);
        Steps.Take(pass, map, []);
        return map;
    }

    /// <summary>
    /// Lets time pass, and waits until all that was sent in it has arrived. A command that is under way is given real time to be
    /// answered, or the clock of the test would run away from the sockets and the client give its connection up.
    /// </summary>
    public async Task StepAsync(TimeSpan by)
    {
        Time.Advance(by);
        long start = Stopwatch.GetTimestamp();
        while (!HasArrived)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException(
                    $"{Feed.Counters[FeedCount.Frames]} of {Server.Messages} messages arrived, on {Feed.Counters[FeedCount.Connections]} "
                    + $"connections: {string.Join("; ", Feed.LastEnds)}");
            }

            ForgetLost(Stopwatch.GetElapsedTime(start));
            await BreatheAsync(start);
        }

        await AnsweredAsync();
    }

    /// <summary>Of two rungs the higher is bid far above what the lower is offered for.</summary>
    public async Task CrossAsync(string low, string high)
    {
        Server.Control.Withdraw(high, Side.No);
        Server.Control.Withdraw(low, Side.Yes);
        Server.Control.Withdraw(low, Side.No);
        if (!Server.Control.Bid(low, Side.No, Price.FromTicks(7_000), Quantity.FromContracts(50))
            || !Server.Control.Bid(high, Side.Yes, Price.FromTicks(6_000), Quantity.FromContracts(50)))
        {
            throw new InvalidOperationException($"{low} and {high} take no bids");
        }

        await StepAsync(TimeSpan.FromMilliseconds(50));
    }

    /// <summary>
    /// Looks; where that made other books of interest, again when they are there. What the stream does not bring is asked for, as in
    /// a run.
    /// </summary>
    public async Task<LiveLook> LookAsync()
    {
        LiveWork work = Steps.Gather(Time);
        if (work.Pending.Count > 0)
        {
            await AnsweredAsync();
            work = Steps.Gather(Time);
        }

        LiveLook look = Live.Validate(work, _stop.Token);
        IReadOnlyDictionary<string, OrderBook> fetched = await _asked.AskAsync(work.Pending, Feed.IsFlowing, requestsPerPass: 10, _stop.Token);
        return fetched.Count == 0
            ? look
            : look.With(Live.ValidateFetched(Steps.Fetched(work, fetched, Time, areTouches: !Feed.IsFlowing), _stop.Token));
    }

    /// <summary>Until all books that are wanted are in step. A lost answer is asked for again only when time passes.</summary>
    /// <param name="passed">What is done each time some has passed; null for nothing.</param>
    public async Task SettledAsync(Func<Task>? passed = null)
    {
        for (int step = 0; !Feed.IsSettled || !HasArrived; step++)
        {
            if (step == 1_000)
            {
                throw new InvalidOperationException($"The books do not come into step: {string.Join("; ", Feed.LastEnds)}");
            }

            await AnsweredAsync();
            await StepAsync(TimeSpan.FromMilliseconds(100));
            await (passed?.Invoke() ?? Task.CompletedTask);
        }
    }

    private bool HasArrived => Feed.Counters[FeedCount.Frames] + _lost >= Server.Messages;

    /// <summary>
    /// A lost frame may be the answer to a command; the client gives such a connection up, and with it goes what was on its way.
    /// </summary>
    private void ForgetLost(TimeSpan waited)
    {
        long ends = Feed.Counters[FeedCount.Unacknowledged] + Feed.Counters[FeedCount.DeadConnections];
        if (ends > _ends && waited > LongestWay)
        {
            _ends = ends;
            _lost = Server.Messages - Feed.Counters[FeedCount.Frames];
        }
    }

    private async Task AnsweredAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (!(Feed.IsSettled && HasArrived) && Stopwatch.GetElapsedTime(start) < _answer)
        {
            await BreatheAsync(start);
        }
    }

    /// <summary>What is soon there is waited for without sleep; what is not leaves the processor to those who bring it.</summary>
    private static async Task BreatheAsync(long since)
    {
        if (Stopwatch.GetElapsedTime(since) < Moment)
        {
            await Task.Yield();
        }
        else
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Of the wanted books, those of which no doubt is known, compared with the exchange's own: how many, and how many differ.</summary>
    public (int Compared, int Wrong) Compare(IEnumerable<string> tickers)
    {
        (int compared, int wrong) = (0, 0);
        foreach (string ticker in tickers)
        {
            OrderBook? ours = Feed.Read(markets => markets.ReadBook(markets.Add(ticker), Time.GetUtcNow(), out _));
            if (ours is not null)
            {
                ListedBook theirs = Server.Control.Book(ticker);
                compared++;
                wrong += ours.YesBids.SequenceEqual(theirs.YesBids) && ours.NoBids.SequenceEqual(theirs.NoBids) ? 0 : 1;
            }
        }

        return (compared, wrong);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Feed.Dispose();
        _client.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
        File.Delete(_keyFile);
    }
}
