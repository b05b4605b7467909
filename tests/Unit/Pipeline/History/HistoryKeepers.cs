using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>Who writes the history beside a run: what a full disk takes from it, and that nobody else is kept waiting.</summary>
public sealed class HistoryKeepers : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly LiveMarkets _markets = new();
    private readonly FakeFile _file = new();
    private readonly LayerWatch _layers;
    private readonly QuoteRecorder _recorder;

    public HistoryKeepers()
    {
        _layers = new LayerWatch(_time.Clock);
        _recorder = new QuoteRecorder(_markets, _time.Clock, TimeSpan.FromSeconds(15), capacity: 8);
    }

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task What_was_told_is_written_within_a_second_and_the_rest_at_the_end()
    {
        using CancellationTokenSource stop = new();
        Task keeping = Begin(stop.Token);
        Tell("A", 4_000);
        await _time.Pass(TimeSpan.FromSeconds(1.5));
        Assert.Equal([4_000], _file.Bids);
        Tell("A", 4_100);
        stop.Cancel();
        await _time.Finish(keeping);
        Assert.Equal([4_000, 4_100], _file.Bids);
        Assert.Equal("the run ended", _file.Turns[^1].Ended);
        Assert.Equal(LayerHealth.Well, _layers.States[0].Health);
        Assert.True(_file.IsClosed);
    }

    [Fact]
    public async Task A_full_disk_degrades_the_history_alone_and_what_could_not_be_kept_is_a_gap()
    {
        using CancellationTokenSource stop = new();
        Task keeping = Begin(stop.Token);
        Tell("A", 4_000);
        await _time.Pass(TimeSpan.FromSeconds(1.5));
        _file.Problem = StorageProblem.DiskFull;
        for (int i = 1; i <= 20; i++)
        {
            Tell("A", 4_000 + i);
            await _time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(LayerHealth.Degraded, _layers.States[0].Health);
        Assert.Contains("the disk is full", _layers.States[0].Text, StringComparison.Ordinal);
        _file.Problem = null;
        await _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(LayerHealth.Well, _layers.States[0].Health);
        StretchTurn gap = Assert.Single(_file.Turns, static turn => turn.Ended is not null);

        // One batch that failed and a buffer of eight.
        int kept = _file.Bids.Count(static bid => bid is > 4_000 and < 4_020);
        Assert.Equal(20 - kept, gap.Dropped);
        Assert.InRange(kept, 8, 10);
        Assert.Equal(4_020, _file.Bids[^1]);
        Assert.Contains($"{gap.Dropped} changes could not be kept", _layers.States[0].Text, StringComparison.Ordinal);
        stop.Cancel();
        await _time.Finish(keeping);
    }

    [Fact]
    public async Task A_writing_that_broke_begins_anew_with_a_stretch_of_its_own_and_counts_what_was_lost()
    {
        using CancellationTokenSource stop = new();
        Supervisor supervisor = new(_layers, _time.Clock);
        HistoryKeeper keeper = new(new Flow(_markets), _recorder, () => _file, keepDays: 7, _layers, _time.Clock);
        Task keeping = supervisor.KeepAsync(HistoryKeeper.Layer, keeper.KeepAsync, stop.Token);
        Tell("A", 4_000);
        await _time.Pass(TimeSpan.FromSeconds(1.5));
        _file.IsBroken = true;
        Tell("A", 4_100);
        await _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(LayerHealth.Failed, _layers.States[0].Health);
        _file.IsBroken = false;
        await _time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(LayerHealth.Well, _layers.States[0].Health);
        Assert.Equal([4_000, 4_100], _file.Bids);
        Assert.Equal(2, _file.Turns.Count(static turn => turn.Ended is null));
        Assert.Equal(1, _recorder.Dropped);
        stop.Cancel();
        await _time.Finish(keeping);
    }

    [Fact]
    public async Task More_markets_than_there_is_room_for_are_told_of_one_after_the_other()
    {
        for (int i = 0; i < 30; i++)
        {
            Tell($"M{i}", 4_000 + i);
        }

        using CancellationTokenSource stop = new();
        Task keeping = Begin(stop.Token);
        await _time.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(Enumerable.Range(4_000, 30), _file.Bids);
        Assert.Equal(0, _recorder.Dropped);
        stop.Cancel();
        await _time.Finish(keeping);
    }

    [Fact]
    public async Task Old_days_go_and_ten_minutes_are_packed_when_they_are_over()
    {
        using CancellationTokenSource stop = new();
        Task keeping = Begin(stop.Token);
        await _time.Pass(TimeSpan.FromSeconds(2));
        long today = _time.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 86_400_000;
        Assert.All(_file.Pruned, before => Assert.Equal((today - 7) * 86_400_000, before));
        Assert.Single(_file.Pruned);
        Assert.NotEmpty(_file.Packed);
        stop.Cancel();
        await _time.Finish(keeping);
    }

    private Task Begin(CancellationToken stop) =>
        new HistoryKeeper(new Flow(_markets), _recorder, () => _file, keepDays: 7, _layers, _time.Clock).KeepAsync(stop);

    private void Tell(string ticker, int bid)
    {
        _markets.TakeTouch(
            _markets.Add(ticker), new Touch(Price.FromTicks(bid), Quantity.FromContracts(1), Price.One, Quantity.Zero), 1);
        _recorder.Turned();
    }

    private sealed class FakeFile : IQuoteHistoryWriter
    {
        public StorageProblem? Problem { get; set; }

        public bool IsBroken { get; set; }

        public List<int> Bids { get; } = [];

        public List<StretchTurn> Turns { get; } = [];

        public List<long> Packed { get; } = [];

        public List<long> Pruned { get; } = [];

        public bool IsClosed { get; private set; }

        public long NewestAt => 0;

        public void Append(QuoteBatch batch, IReadOnlyList<string> names)
        {
            if (Problem is { } problem)
            {
                throw new StorageException(problem, "history.db", "the disk is full", "Free some space.");
            }

            if (IsBroken)
            {
                throw new InvalidOperationException("broken");
            }

            Bids.AddRange(batch.Changes.ToArray().Select(static row => row.YesBid));
            Turns.AddRange(batch.Turns);
        }

        public bool Pack(long now)
        {
            Packed.Add(now);
            return false;
        }

        public bool Prune(long before)
        {
            Pruned.Add(before);
            return false;
        }

        public void Dispose() => IsClosed = true;
    }

    private sealed class Flow(LiveMarkets markets) : ILiveStream
    {
        public Action? Turned { get; set; }

        public bool IsFlowing => true;

        public string Condition => "flows";

        public void Want(IReadOnlyCollection<int> wanted)
        {
        }

        public T Read<T>(Func<LiveMarkets, T> read) => read(markets);

        public T Write<T>(Func<LiveMarkets, T> write) => write(markets);

        public SweepReport Sweep(VenueSnapshot pass) => default;

        public IReadOnlyList<VenueNotice> TakeNotices() => [];
    }
}
