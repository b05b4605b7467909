using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Detection;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>When a live run passes over the venue, when it looks, which books it wants, and which it asks for.</summary>
public sealed class LiveRunnerTests
{
    private readonly VirtualTime time = new();
    private readonly LiveMarkets markets = new();
    private readonly Stream stream;
    private readonly Source source;
    private readonly Books books;
    private readonly List<int> looks = [];
    private readonly List<LiveLook> seen = [];
    private RelationMap? map;

    public LiveRunnerTests()
    {
        (stream, source) = (new Stream(markets), new Source(time));
        books = new Books(time);
    }

    [Fact]
    public async Task It_passes_every_five_minutes_and_looks_four_times_a_second_while_nothing_stirs()
    {
        await Run(TimeSpan.FromSeconds(601));
        Assert.Equal([0, 300, 600], source.Passes);
        Assert.InRange(looks.Count, 2_300, 2_410);
        Assert.Equal(3, stream.Sweeps);
    }

    [Fact]
    public async Task What_only_a_pass_can_tell_is_passed_for_but_not_in_a_row()
    {
        stream.Notices.Add((5, new VenueNotice.EventListed("E", "S")));
        stream.Notices.Add((33, new VenueNotice.Interrupted("lost")));
        await Run(TimeSpan.FromSeconds(100));
        Assert.Equal([0, 30, 60], source.Passes);
    }

    [Fact]
    public async Task What_is_told_while_a_pass_is_on_its_way_calls_for_another()
    {
        source.Takes = TimeSpan.FromSeconds(10);
        stream.Notices.Add((5, new VenueNotice.EventListed("E", "S")));
        stream.Notices.Add((35, new VenueNotice.EventListed("F", "S")));
        await Run(TimeSpan.FromSeconds(75));

        // The first is within the pass that loads nothing before it; the second falls into the second pass, which may have missed it.
        Assert.Equal([0, 30, 60], source.Passes);
    }

    [Fact]
    public async Task It_looks_on_while_a_pass_is_on_its_way()
    {
        await Run(TimeSpan.FromSeconds(2));
        int quick = looks.Count;
        source.Takes = TimeSpan.FromSeconds(20);
        looks.Clear();
        await Run(TimeSpan.FromSeconds(340), options: new LiveOptions { PassInterval = TimeSpan.FromSeconds(300) });
        Assert.True(quick > 2);
        Assert.Contains(looks, static at => at is > 302_000 and < 320_000);
    }

    [Fact]
    public async Task A_venue_that_is_away_is_passed_over_again_soon()
    {
        source.FailsUntil = 61;
        LiveRunner runner = await Run(TimeSpan.FromSeconds(100));
        Assert.Equal([0, 30, 60, 90], source.Passes);
        Assert.Null(runner.LastProblem);
        Assert.Equal(1, stream.Sweeps);
    }

    [Fact]
    public async Task An_exchange_that_is_halted_or_does_not_say_is_passed_over_again_soon()
    {
        source.Listed = new VenueSnapshot { At = World.Now, Halt = new TradingHalt("whether the exchange trades is not known") };
        await Run(TimeSpan.FromSeconds(100), options: new LiveOptions { PassInterval = TimeSpan.FromMinutes(5) });
        Assert.Equal([0, 30, 60, 90], source.Passes);
    }

    [Fact]
    public async Task Without_a_stream_the_venue_is_passed_over_as_often_as_its_rate_allows()
    {
        stream.IsFlowing = false;
        source.RequestsPerPass = 400;
        await Run(TimeSpan.FromSeconds(700), options: new LiveOptions { PassInterval = TimeSpan.FromSeconds(60) });

        // Of 100 requests in a minute a fifth is left alone: 400 take five minutes.
        Assert.Equal([0, 300, 600], source.Passes);
    }

    [Fact]
    public async Task A_stream_that_stands_anew_calls_for_a_pass()
    {
        stream.IsFlowing = false;
        stream.FlowsFrom = 100;
        await Run(TimeSpan.FromSeconds(250), options: new LiveOptions { PassInterval = TimeSpan.FromMinutes(5) });
        Assert.Equal([0, 100], source.Passes);
    }

    [Fact]
    public async Task The_books_of_the_watch_list_are_wanted_once_and_no_more_than_allowed()
    {
        await Run(
            TimeSpan.FromSeconds(2), runner => runner.Follow(["C", "A", "B"]), new LiveOptions { MostBooks = 2 });
        Assert.Equal([[0, 1]], stream.Wants.Where(static wanted => wanted.Length > 0));
    }

    [Fact]
    public async Task Without_a_stream_the_books_of_a_candidate_are_asked_for_together_and_judge_it()
    {
        stream.IsFlowing = false;
        World world = Crossing();
        books.Found = world.Snapshot().Markets.ToDictionary(
            static market => market.Ticker, static market => OrderBook.FromQuote(market.Quote, World.Now), StringComparer.Ordinal);
        LiveRunner runner = await Run(TimeSpan.FromSeconds(31));
        Assert.Equal([0, 15, 30], books.Asked.Select(static asked => asked.Second));
        Assert.All(books.Asked, static asked => Assert.Equal(["X-1", "X-2"], asked.Tickers));
        LiveLook first = seen.First(static look => look.Books.ByTicker.Count > 0);
        Opportunity found = Assert.Single(first.Validated);
        Assert.Equal(OpportunityStatus.Validated, found.Status);
        Assert.Empty(first.Pending);
        Assert.Contains("asking without a stream", runner.Condition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Books_that_the_stream_does_not_bring_are_asked_for_after_three_seconds()
    {
        World world = Crossing();
        books.Found = world.Snapshot().Markets.ToDictionary(
            static market => market.Ticker, static market => OrderBook.FromQuote(market.Quote, World.Now), StringComparer.Ordinal);
        await Run(TimeSpan.FromSeconds(20));
        Assert.Equal([3, 18], books.Asked.Select(static asked => asked.Second));
        Assert.Single(seen.First(static look => look.Books.ByTicker.Count > 0).Validated);
    }

    [Fact]
    public async Task A_candidate_whose_books_cannot_be_had_stays_open_with_its_reason()
    {
        stream.IsFlowing = false;
        Crossing();
        books.Problem = "away";
        LiveRunner runner = await Run(TimeSpan.FromSeconds(20));
        Assert.All(seen, static look => Assert.Empty(look.Validated));
        Assert.Equal("a book is not watched yet", Assert.Single(seen[^1].Waiting).Key);
        Assert.Superset(new HashSet<string> { "X-1", "X-2" }, seen[^1].Unjudged.ToHashSet());
        Assert.Equal("away", runner.Condition);
    }

    /// <summary>Two markets of which at most one pays, both bid so high that NO of each costs less than the dollar that is sure.</summary>
    private World Crossing()
    {
        World world = new();
        Market[] both = [.. new[] { "X-1", "X-2" }.Select(ticker => world.Quoted(
            ticker, "0.6000", "100.00", "0.6500", "100.00", static draft => draft.QuotedAt = World.Now))];
        world.Relate(RelationType.Exclusive, both);
        source.Listed = world.Snapshot();
        map = world.Map();
        return world;
    }

    private async Task<LiveRunner> Run(TimeSpan span, Action<LiveRunner>? arrange = null, LiveOptions? options = null)
    {
        Detector detector = new(new DetectionOptions());
        LiveDetector live = new(markets, detector);
        stream.Second = () => (int)time.Elapsed.TotalSeconds;
        Scan scan = new(source, secondLook: null, new StructuralMapper(new MappingOptions()), detector, time.Clock,
            decisions: (_, found) => map ?? found);
        LiveRunner runner = new(stream, scan, books, source, live, options ?? new LiveOptions(), time.Clock)
        {
            Looked = (look, _) =>
            {
                looks.Add((int)time.Elapsed.TotalMilliseconds);
                seen.Add(look);
                return Task.CompletedTask;
            },
        };
        arrange?.Invoke(runner);
        using CancellationTokenSource stop = new();
        Task running = runner.RunAsync(stop.Token);
        await time.Pass(span);
        stop.Cancel();
        await time.Finish(running);
        return runner;
    }

    private sealed class Source(VirtualTime time) : IVenueSource, IVenuePace
    {
        public List<int> Passes { get; } = [];

        public int FailsUntil { get; set; }

        public TimeSpan Takes { get; set; }

        public VenueSnapshot? Listed { get; set; }

        public int RequestsPerPass { get; set; } = 1;

        public int RequestsPerMinute => 100;

        public long Requests { get; private set; }

        public async Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
        {
            Passes.Add((int)time.Elapsed.TotalSeconds);
            Requests += RequestsPerPass;
            if (Takes > TimeSpan.Zero)
            {
                await Task.Delay(Takes, time.Clock, cancellation);
            }

            return Passes[^1] < FailsUntil ? throw new VenueUnavailableException("away")
                : Listed ?? new VenueSnapshot { At = time.Clock.GetUtcNow() };
        }
    }

    private sealed class Books(VirtualTime time) : IBookSource
    {
        public List<(int Second, string[] Tickers)> Asked { get; } = [];

        public Dictionary<string, OrderBook> Found { get; set; } = [];

        public string? Problem { get; set; }

        public Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(
            IReadOnlyCollection<string> tickers, CancellationToken cancellation)
        {
            Asked.Add(((int)time.Elapsed.TotalSeconds, [.. tickers]));
            return Problem is { } problem ? throw new VenueUnavailableException(problem)
                : Task.FromResult<IReadOnlyDictionary<string, OrderBook>>(Found.ToDictionary(
                    static pair => pair.Key,
                    pair => OrderBook.Create(pair.Value.YesBids, pair.Value.NoBids, time.Clock.GetUtcNow()),
                    StringComparer.Ordinal));
        }
    }

    private sealed class Stream(LiveMarkets markets) : ILiveStream
    {
        private bool _isFlowing = true;

        public Func<int> Second { get; set; } = static () => 0;

        public List<(int Second, VenueNotice Notice)> Notices { get; } = [];

        public List<int[]> Wants { get; } = [];

        public int Sweeps { get; private set; }

        public int FlowsFrom { get; set; } = int.MaxValue;

        public bool IsFlowing
        {
            get => _isFlowing || Second() >= FlowsFrom;
            set => _isFlowing = value;
        }

        public string Condition => "as the test says";

        public Action? Turned { get; set; }

        public void Want(IReadOnlyCollection<int> wanted) => Wants.Add([.. wanted]);

        public T Read<T>(Func<LiveMarkets, T> read) => read(markets);

        public T Write<T>(Func<LiveMarkets, T> write) => write(markets);

        public SweepReport Sweep(VenueSnapshot pass)
        {
            Sweeps++;
            return TouchSweep.Take(markets, pass);
        }

        public IReadOnlyList<VenueNotice> TakeNotices()
        {
            VenueNotice[] due = [.. Notices.Where(item => item.Second <= Second()).Select(static item => item.Notice)];
            Notices.RemoveAll(item => item.Second <= Second());
            return due;
        }
    }
}
