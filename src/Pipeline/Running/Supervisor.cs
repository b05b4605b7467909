namespace Dutchbook.Pipeline;

/// <summary>
/// Keeps the parts of an instance going: one that breaks is begun anew, later each time it breaks soon again, and the others do not
/// notice.
/// </summary>
public sealed class Supervisor(LayerWatch watch, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Who held out for so long is not held to have broken again.</summary>
    private static readonly TimeSpan HeldOut = TimeSpan.FromMinutes(5);

    /// <summary>Runs a part until it is stopped, or ends by itself.</summary>
    /// <param name="name">The part.</param>
    /// <param name="work">What it does, from its beginning.</param>
    /// <param name="stop">Stops it.</param>
    public async Task KeepAsync(string name, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        TimeSpan wait = FirstWait;
        while (!stop.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            try
            {
                await work(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                wait = time.GetElapsedTime(began) >= HeldOut ? FirstWait : wait;
                watch.Tell(
                    name, LayerHealth.Failed, $"{problem.GetType().Name}: {problem.Message} (again in {wait.TotalSeconds:0} s)");
            }

            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Looks for silent parts until it is stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            watch.Check();
            await Task.Delay(FirstWait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
