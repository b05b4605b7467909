namespace Dutchbook.Tapes;

/// <summary>
/// Time that is told. Timers that are due fire while it is set, one after the other in the order of their time and then of their
/// making, on the caller's turn; what awaits them goes on there.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<(Timer Timer, long Setting), (long At, long Order)> _due = new();
    private long _now = start.UtcTicks;
    private long _order;

    public DateTimeOffset Now => new(_now, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the time. A recorder's clock may have gone back; then nothing fires.</summary>
    public void Set(DateTimeOffset at)
    {
        while (_due.TryPeek(out _, out (long At, long Order) first) && first.At <= at.UtcTicks)
        {
            (Timer timer, long setting) = _due.Dequeue();
            _now = Math.Max(_now, first.At);
            timer.Fire(setting);
        }

        _now = at.UtcTicks;
    }

    private void Arm(Timer timer, long setting, TimeSpan wait) =>
        _due.Enqueue((timer, setting), (_now + Math.Max(0, wait.Ticks), ++_order));

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private long _setting;
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed)
            {
                return false;
            }

            _setting++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Arm(this, _setting, dueTime);
            }

            return true;
        }

        public void Fire(long setting)
        {
            if (_isDisposed || setting != _setting)
            {
                return;
            }

            if (_period > TimeSpan.Zero)
            {
                clock.Arm(this, setting, _period);
            }

            callback(state);
        }

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
