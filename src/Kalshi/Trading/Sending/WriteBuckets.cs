namespace Dutchbook.Kalshi;

/// <summary>
/// Spaces writes to what the venue allows. A fifth of the allowance is kept back for cancels, so that a burst of orders
/// never stands between us and a cancel; a cancel that finds that part empty takes from the orders' part what is there.
/// </summary>
internal sealed class WriteBuckets
{
    private const int ReservedPart = 5;

    private readonly TokenBucket _orders;
    private readonly TokenBucket _cancels;
    private readonly Lock _gate = new();
    private TokenRate _rate;

    public WriteBuckets(TokenRate rate, TimeProvider time)
    {
        _rate = rate;
        (TokenRate orders, TokenRate cancels) = Split(rate);
        _orders = new TokenBucket(orders, time);
        _cancels = new TokenBucket(cancels, time);
    }

    /// <summary>The whole allowance.</summary>
    public TokenRate Rate
    {
        get
        {
            lock (_gate)
            {
                return _rate;
            }
        }
    }

    /// <summary>Waits for the tokens and returns the time that took. A wait that is cancelled takes none.</summary>
    public async Task<TimeSpan> WaitAsync(int cost, bool cancels, CancellationToken stop)
    {
        if (!cancels)
        {
            return await _orders.WaitAsync(cost, stop);
        }

        stop.ThrowIfCancellationRequested();
        return _cancels.TryTake(cost) || _orders.TryTake(cost) ? TimeSpan.Zero : await _cancels.WaitAsync(cost, stop);
    }

    /// <summary>The venue has said that its own bucket is empty.</summary>
    public void Empty(bool cancels)
    {
        _orders.Empty();
        if (cancels)
        {
            _cancels.Empty();
        }
    }

    public void Resize(TokenRate next)
    {
        lock (_gate)
        {
            if (next == _rate)
            {
                return;
            }

            _rate = next;
            (TokenRate orders, TokenRate cancels) = Split(next);
            _orders.Resize(orders);
            _cancels.Resize(cancels);
        }
    }

    private static (TokenRate Orders, TokenRate Cancels) Split(TokenRate rate)
    {
        TokenRate cancels = new(Math.Max(1, rate.PerSecond / ReservedPart), Math.Max(1, rate.Capacity / ReservedPart));
        return (new TokenRate(Math.Max(1, rate.PerSecond - cancels.PerSecond), Math.Max(1, rate.Capacity - cancels.Capacity)), cancels);
    }
}
