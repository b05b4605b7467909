using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>When a live run passes over the venue, when it looks, and which books it wants.</summary>
public sealed class LiveRunnerTests
{
    private readonly VirtualTime time = new();
    private readonly LiveMarkets markets = new();
    private readonly Stream stream;
    private readonly Source source;
    private readonly List<int> looks = [];

    public LiveRunnerTests() => (stream, source) = (new Stream(markets), new Source(time));

    [Fact]
    public async Task It_passes_every_five_minutes_and_looks_four_times_a_second()
    {
        await Run(TimeSpan.FromSeconds(601));
        Assert.Equal([0, 300, 600], source.Passes);
        Assert.Equal(601 * 4, looks.Count - 1);
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
    public async Task A_venue_that_is_away_is_passed_over_again_soon()
    {
        source.FailsUntil = 61;
        LiveRunner runner = await Run(TimeSpan.FromSeconds(100));
        Assert.Equal([0, 30, 60, 90], source.Passes);
        Assert.Null(runner.LastProblem);
        Assert.Equal(1, stream.Sweeps);
    }

    [Fact]
    public async Task The_books_of_the_watch_list_are_wanted_once_and_no_more_than_allowed()
    {
        await Run(TimeSpan.FromSeconds(2), live => live.Watch([markets.Add("C"), markets.Add("A"), markets.Add("B")]), most: 2);
        Assert.Equal([[0, 1]], stream.Wants);
    }

    private async Task<LiveRunner> Run(TimeSpan span, Action<LiveDetector>? arrange = null, int most = 1_000)
    {
        Detector detector = new(new DetectionOptions());
        LiveDetector live = new(markets, detector);
        arrange?.Invoke(live);
        stream.Second = () => (int)time.Elapsed.TotalSeconds;
        LiveRunner runner = new(
            stream, source, new StructuralMapper(new MappingOptions()), detector, live, new LiveOptions { MostBooks = most }, time.Clock)
        {
            Looked = _ => looks.Add((int)time.Elapsed.TotalMilliseconds),
        };
        using CancellationTokenSource stop = new();
        Task running = runner.RunAsync(stop.Token);
        await time.Pass(span);
        stop.Cancel();
        await time.Finish(running);
        return runner;
    }

    private sealed class Source(VirtualTime time) : IVenueSource
    {
        public List<int> Passes { get; } = [];

        public int FailsUntil { get; set; }

        public Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
        {
            Passes.Add((int)time.Elapsed.TotalSeconds);
            return Passes[^1] < FailsUntil
                ? throw new VenueUnavailableException("away")
                : Task.FromResult(new VenueSnapshot { At = time.Clock.GetUtcNow() });
        }
    }

    private sealed class Stream(LiveMarkets markets) : ILiveStream
    {
        public Func<int> Second { get; set; } = static () => 0;

        public List<(int Second, VenueNotice Notice)> Notices { get; } = [];

        public List<int[]> Wants { get; } = [];

        public int Sweeps { get; private set; }

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
