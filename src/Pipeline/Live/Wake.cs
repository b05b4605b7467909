namespace Dutchbook.Pipeline;

/// <summary>Lets one loop sleep until its time has come or somebody stirs it.</summary>
internal sealed class Wake(TimeProvider time)
{
    private TaskCompletionSource? _sleep;
    private volatile bool _isStirred;

    /// <summary>From any thread, at once: whoever sleeps goes on elsewhere, so that who stirs may hold what the sleeper wants.</summary>
    public void Stir()
    {
        _isStirred = true;
        if (Volatile.Read(ref _sleep) is { } sleep)
        {
            ThreadPool.UnsafeQueueUserWorkItem(End, sleep, preferLocal: false);
        }
    }

    /// <summary>Sleeps for the least time in any case, and until it is stirred, stopped, or the most time is over.</summary>
    public async Task SleepAsync(TimeSpan least, TimeSpan most, CancellationToken stop)
    {
        if (least > TimeSpan.Zero)
        {
            await Task.Delay(least, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (most > least)
        {
            TaskCompletionSource sleep = new();
            Volatile.Write(ref _sleep, sleep);
            using ITimer timer = time.CreateTimer(End, sleep, most - least, Timeout.InfiniteTimeSpan);
            using CancellationTokenRegistration ending = stop.Register(End, sleep);
            if (_isStirred)
            {
                sleep.TrySetResult();
            }

            await sleep.Task;
            Volatile.Write(ref _sleep, null);
        }

        _isStirred = false;
    }

    private static void End(object? sleeping) => ((TaskCompletionSource)sleeping!).TrySetResult();

    private static void End(TaskCompletionSource sleeping) => sleeping.TrySetResult();
}
