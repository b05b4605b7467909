namespace Dutchbook.Kalshi;

/// <summary>
/// Spaces requests to what the venue allows this reader. With a key the allowance is asked for at first use and again later;
/// until it is known, the lowest tier's holds. No lock is held while anyone waits.
/// </summary>
internal sealed class RequestPacer : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly Func<CancellationToken, Task<ReadAllowance?>>? _ask;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private Task? _asked;
    private DateTimeOffset _askAt = DateTimeOffset.MinValue;
    private volatile EndpointCosts _costs = EndpointCosts.Documented;
    private volatile TokenRate? _writeRate;

    /// <param name="ask">Asks the venue what this key may read, null when it does not say; null without a key.</param>
    public RequestPacer(TokenRate rate, TimeProvider time, Func<CancellationToken, Task<ReadAllowance?>>? ask)
    {
        (_time, _ask) = (time, ask);
        Bucket = new TokenBucket(rate, time);
    }

    public TokenBucket Bucket { get; }

    /// <summary>What this key may write; null until the venue has said.</summary>
    public TokenRate? WriteRate => _writeRate;

    /// <summary>What a request costs, as far as the venue has said.</summary>
    public int CostOf(string method, string path) => _costs.Of(method, path);

    /// <summary>The allowance of a reader of this venue before it has been asked.</summary>
    public static TokenRate StartingRate(KalshiOptions options) =>
        options.KeyId is not null ? TokenRate.LowestTier
        : options.BaseUrl.IsLoopback ? TokenRate.Loopback
        : TokenRate.WithoutKey;

    /// <summary>Waits for this request's turn and returns the time the bucket took.</summary>
    public async Task<TimeSpan> WaitAsync(string path, CancellationToken stop)
    {
        if (_ask is not null)
        {
            await Allowance().WaitAsync(stop);
        }

        return await Bucket.WaitAsync(_costs.Of("GET", path), stop);
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    // Several readers may arrive before the answer: one asks, and a reader who leaves does not take the answer from the others.
    private Task Allowance()
    {
        TaskCompletionSource mine;
        lock (_gate)
        {
            if (_asked is not null && (!_asked.IsCompleted || _time.GetUtcNow() < _askAt))
            {
                return _asked;
            }

            mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked = mine.Task;
        }

        _ = AskAndTell(mine);
        return mine.Task;
    }

    private async Task AskAndTell(TaskCompletionSource told)
    {
        TimeSpan rest = AskAgain;
        try
        {
            if (await _ask!(_closed.Token) is { } allowance)
            {
                Bucket.Resize(allowance.Rate);
                _costs = allowance.Costs;
                _writeRate = allowance.Write;
                rest = Fresh;
            }
        }
        catch (Exception e) when (e is KalshiException or OperationCanceledException or ObjectDisposedException)
        {
            // What was known before holds: a venue that is down must not stop the reader from finding that out itself.
        }
        finally
        {
            lock (_gate)
            {
                _askAt = _time.GetUtcNow() + rest;
            }

            told.SetResult();
        }
    }
}

/// <summary>What a key may send.</summary>
/// <param name="Write">Null when the venue does not say.</param>
internal sealed record ReadAllowance(TokenRate Rate, TokenRate? Write, EndpointCosts Costs);
