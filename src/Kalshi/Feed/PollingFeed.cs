using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// What can be had without a stream, for want of a key or while it cannot be reached: passes over the whole venue for
/// the touch of
/// everything, and the books of flagged markets between them, all within the rate. Nothing of it validates: a candidate
/// is looked at a
/// second time, its books fetched together.
/// </summary>
public sealed class PollingFeed(
    KalshiRestClient client, IVenueSource source, IBookSource books, LiveMarkets markets, TimeSpan passInterval, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int[] _flagged = [];
    private PollReport _report = new();

    /// <summary>Called after each pass, with the gate held: what it found, and what it corrected.</summary>
    public Action<VenueSnapshot, SweepReport>? Passed { get; set; }

    /// <summary>Called after each round of books, with the gate held.</summary>
    public Action? Looked { get; set; }

    /// <summary>How it goes.</summary>
    public PollReport Report
    {
        get
        {
            lock (_gate)
            {
                return _report;
            }
        }
    }

    /// <summary>The markets whose books are worth asking for, the most valuable first.</summary>
    public void Flag(IReadOnlyList<int> mostValuableFirst)
    {
        lock (_gate)
        {
            _flagged = [.. mostValuableFirst];
        }
    }

    /// <summary>Reads while nobody writes.</summary>
    public T Read<T>(Func<LiveMarkets, T> read)
    {
        lock (_gate)
        {
            return read(markets);
        }
    }

    /// <summary>Until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(PassAsync(stop), LookAsync(stop));

    private PollPlan Plan => PollPlan.Make(
        Math.Max(1, client.Rate.PerSecond * 60 / TokenRate.DefaultCost),
        _flagged.Length,
        Math.Max(1, _report.RequestsPerPass),
        passInterval);

    private async Task PassAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            DateTimeOffset began = time.GetUtcNow();
            long requests = client.Counters.Requests;
            try
            {
                Progress progress = new();
                VenueSnapshot pass = await source.ReadAsync(progress, stop);
                lock (_gate)
                {
                    SweepReport sweep = TouchSweep.Take(markets, pass);
                    _report = _report.AfterPass(began, (int)(client.Counters.Requests - requests), progress.Bytes);
                    Passed?.Invoke(pass, sweep);
                }
            }
            catch (VenueUnavailableException problem)
            {
                lock (_gate)
                {
                    _report = _report with { Failures = _report.Failures + 1, LastProblem = problem.Message };
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            TimeSpan rest = Read(_ => Plan.PassInterval) - (time.GetUtcNow() - began);
            await Rest(rest, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            DateTimeOffset began = time.GetUtcNow();
            (PollPlan plan, int[] wanted) = Read(_ => (Plan, _flagged));
            try
            {
                foreach (int[] some in wanted.Take(plan.Books).Chunk(PollPlan.BooksPerRequest))
                {
                    string[] tickers = Read(known => Array.ConvertAll(some, known.NameOf));
                    Take(await books.ReadBooksAsync(tickers, stop));
                }
            }
            catch (VenueUnavailableException problem)
            {
                lock (_gate)
                {
                    _report = _report with { Failures = _report.Failures + 1, LastProblem = problem.Message };
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            if (wanted.Length > 0)
            {
                lock (_gate)
                {
                    _report = _report.AfterLook(began, plan.Books, wanted.Length);
                    Looked?.Invoke();
                }
            }

            await Rest(plan.BookInterval - (time.GetUtcNow() - began), stop);
        }
    }

    private void Take(IReadOnlyDictionary<string, OrderBook> found)
    {
        lock (_gate)
        {
            foreach ((string ticker, OrderBook book) in found)
            {
                if (markets.TryFind(ticker, out int market) && !book.IsCrossed)
                {
                    markets.TakeTouch(market, Top(book), book.At.ToUnixTimeMilliseconds());
                }
            }
        }
    }

    private static Touch Top(OrderBook book)
    {
        (Price bid, Quantity bidSize) = book.YesBids is [var yes, ..] ? (yes.Price, yes.Quantity) : (Price.Zero, Quantity.Zero);
        (Price ask, Quantity askSize) = book.NoBids is [var no, ..] ? (no.Price.Complement(), no.Quantity) : (Price.One, Quantity.Zero);
        return new Touch(bid, bidSize, ask, askSize);
    }

    private async Task Rest(TimeSpan rest, CancellationToken stop)
    {
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed class Progress : IProgress<ReadProgress>
    {
        public long Bytes { get; private set; }

        public void Report(ReadProgress value) => Bytes = value.Bytes;
    }
}
