namespace Dutchbook.Kalshi;

/// <summary>
/// A weighted token bucket in the time of a <see cref="TimeProvider"/>. Requests are admitted in the order they ask. Each is told
/// its moment when it asks and then waits outside the lock; a cost above the capacity is admitted once its debt is paid, never
/// refused for ever. Safe for use by several threads.
/// </summary>
internal sealed class TokenBucket
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private TokenRate _rate;

    /// <summary>The moment at which the bucket is full again if nobody asks: the whole state in one number.</summary>
    private long _fullAt;

    public TokenBucket(TokenRate rate, TimeProvider time)
    {
        (_rate, _time) = (rate, time);
        _fullAt = time.GetTimestamp();
    }

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

    /// <summary>Takes the tokens when they are there, and returns the time that took. A wait that is cancelled takes none.</summary>
    public async Task<TimeSpan> WaitAsync(int cost, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        stop.ThrowIfCancellationRequested();
        (TimeSpan wait, long taken) = Reserve(cost);
        if (wait == TimeSpan.Zero)
        {
            return wait;
        }

        try
        {
            await Task.Delay(wait, _time, stop);
            return wait;
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                _fullAt -= taken;
            }

            throw;
        }
    }

    /// <summary>Takes the tokens if they are there now, and nothing otherwise.</summary>
    public bool TryTake(int cost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            long fullAt = Math.Max(_fullAt, now) + Span(cost);
            bool isThere = fullAt - Span(_rate.Capacity) <= now;
            _fullAt = isThere ? fullAt : _fullAt;
            return isThere;
        }
    }

    /// <summary>Takes what is there: the venue has just said that its own bucket is empty.</summary>
    public void Empty()
    {
        lock (_gate)
        {
            _fullAt = Math.Max(_fullAt, _time.GetTimestamp() + Span(_rate.Capacity));
        }
    }

    /// <summary>Changes the rate. Tokens already taken stay taken, and who waits keeps his moment.</summary>
    public void Resize(TokenRate next)
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            Int128 missing = Math.Max(0, _fullAt - now);
            _fullAt = now + (long)(missing * _rate.PerSecond / next.PerSecond);
            _rate = next;
        }
    }

    private (TimeSpan Wait, long Taken) Reserve(int cost)
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            long taken = Span(cost);
            _fullAt = Math.Max(_fullAt, now) + taken;
            long wait = _fullAt - Span(_rate.Capacity) - now;
            if (wait <= 0)
            {
                return (TimeSpan.Zero, taken);
            }

            // Timers count whole milliseconds and drop the rest: round up, or a request leaves before its token is there.
            long unit = _time.TimestampFrequency / 1_000;
            return (TimeSpan.FromMilliseconds((wait + unit - 1) / unit), taken);
        }
    }

    /// <summary>How long the bucket takes to gain these tokens, rounded up.</summary>
    private long Span(int tokens) =>
        (long)((((Int128)tokens * _time.TimestampFrequency) + _rate.PerSecond - 1) / _rate.PerSecond);
}
