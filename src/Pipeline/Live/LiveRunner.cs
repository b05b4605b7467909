using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Runs detection on a stream: a look at the candidates whenever a change of prices stirs one, and beside it passes over the venue,
/// now and then and when something was told that only a pass can tell. Without a stream, or while it is down, the passes come as
/// often as the venue's rate allows, and the books of candidates are asked for.
/// </summary>
/// <param name="books">Where books are asked for that the stream does not bring; null for nowhere.</param>
/// <param name="tap">Hears of each look and pass.</param>
public sealed class LiveRunner(
    ILiveStream stream,
    Scan scan,
    IBookSource? books,
    IVenuePace pace,
    LiveDetector live,
    LiveOptions options,
    TimeProvider time,
    ILiveTap? tap = null)
{
    private readonly Wake _wake = new(time);
    private readonly LiveSteps _steps = new(stream, live, options.MostBooks, tap);
    private readonly AskedBooks? _asked = books is null ? null : new AskedBooks(books, pace, options, time);
    private Task<ScanResult>? _pass;
    private long _passBegan;
    private long _requestsBefore;
    private int _requestsPerPass;
    private bool _isLoaded;
    private bool _wasFlowing;
    private bool _hasTurned;
    private bool _isHalted;

    /// <summary>Told of each look; the next waits for it.</summary>
    public Func<LiveLook, CancellationToken, Task>? Looked { get; set; }

    /// <summary>Told of each pass and what it corrected.</summary>
    public Func<ScanResult, SweepReport, CancellationToken, Task>? Passed { get; set; }

    /// <summary>Told after each message, while the markets' turn is held. It must be quick and must not throw.</summary>
    public Action? Turned
    {
        get => _steps.Turned;
        set => _steps.Turned = value;
    }

    /// <summary>Told in each turn that it is alive.</summary>
    public Action? Alive { get; set; }

    /// <summary>Told how a pass comes along.</summary>
    public IProgress<ReadProgress>? Progress { get; set; }

    /// <summary>Why the last pass failed; null where it did not.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>How passes and questions go, in a sentence.</summary>
    public string Condition =>
        (LastProblem ?? _asked?.LastProblem) is { } problem ? problem
        : stream.IsFlowing ? $"passes every {Interval.TotalSeconds:0} s, {_steps.WantedBooks} books followed"
        : $"asking without a stream: the whole venue every {Interval.TotalSeconds:0} s ({_requestsPerPass} requests), the books of "
            + $"candidates every {options.AskInterval.TotalSeconds:0} s";

    /// <summary>Keeps the books of these markets in view, whatever their prices.</summary>
    public void Follow(IReadOnlyCollection<string> tickers) => _steps.Followed = tickers;

    /// <summary>Until it is stopped. The first look waits for the first pass.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _steps.Stirred = _wake.Stir;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                Alive?.Invoke();
                BeginPassIfDue(stop);
                if (_pass is { IsCompleted: true } pass)
                {
                    _pass = null;
                    await TakeAsync(pass, stop);
                }

                if (_isLoaded)
                {
                    await LookAsync(stop);
                }

                await _wake.SleepAsync(options.LeastLookInterval, options.LookInterval, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was stopped in the middle of a look.
        }
        finally
        {
            stream.Turned = null;
            await (_pass ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan Interval => stream.IsFlowing
        ? options.PassInterval
        : PollPlan.Make(pace.RequestsPerMinute, _steps.WantedBooks, Math.Max(1, _requestsPerPass), options.PassInterval).PassInterval;

    private void BeginPassIfDue(CancellationToken stop)
    {
        bool isFlowing = stream.IsFlowing;
        _hasTurned |= isFlowing != _wasFlowing;
        _wasFlowing = isFlowing;
        if (_pass is not null || !IsDue())
        {
            return;
        }

        _hasTurned = false;
        _passBegan = time.GetTimestamp();
        _requestsBefore = pace.Requests;
        _steps.PassBegan();
        _pass = PassAsync(stop);
    }

    private bool IsDue()
    {
        if (_passBegan == 0)
        {
            return true;
        }

        TimeSpan since = time.GetElapsedTime(_passBegan);

        // A stream that stands anew may have missed much, and one that is gone knows nothing any more. Nothing is found while the
        // exchange is halted, or does not say.
        bool isUrgent = live.NeedsPass || LastProblem is not null || _hasTurned || _isHalted;
        return since >= Interval || (since >= options.LeastPassInterval && isUrgent);
    }

    private async Task<ScanResult> PassAsync(CancellationToken stop)
    {
        try
        {
            return await scan.RunAsync(Progress, stop);
        }
        finally
        {
            _wake.Stir();
        }
    }

    private async Task TakeAsync(Task<ScanResult> pass, CancellationToken stop)
    {
        ScanResult result;
        try
        {
            result = await pass;
        }
        catch (VenueUnavailableException problem)
        {
            LastProblem = problem.Message;
            return;
        }

        LastProblem = null;
        _isHalted = result.Snapshot.Halt is not null;
        _requestsPerPass = (int)(pace.Requests - _requestsBefore);
        SweepReport sweep = _steps.Take(result.Snapshot, result.Map, result.Report.NearMisses);
        _isLoaded = true;
        await (Passed?.Invoke(result, sweep, stop) ?? Task.CompletedTask);
    }

    /// <summary>What the stream's books tell is told at once; what waits for books that were asked for, when they have come.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        LiveWork work = _steps.Gather(time);
        LiveLook look = live.Validate(work, stop);
        await (Looked?.Invoke(look, stop) ?? Task.CompletedTask);
        if (_asked is null)
        {
            return;
        }

        bool isFlowing = stream.IsFlowing;
        IReadOnlyDictionary<string, OrderBook> fetched = await _asked.AskAsync(work.Pending, isFlowing, _requestsPerPass, stop);
        if (fetched.Count > 0)
        {
            LiveWork later = _steps.Fetched(work, fetched, time, areTouches: !isFlowing);
            look = look.With(live.ValidateFetched(later, stop));
            await (Looked?.Invoke(look, stop) ?? Task.CompletedTask);
        }
    }
}
