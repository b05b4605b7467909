namespace Dutchbook.Kalshi;

/// <summary>What reading the venue has taken so far.</summary>
/// <param name="Requests">Sent, retries included.</param>
/// <param name="Retries">Sent again after a failure.</param>
/// <param name="Refused">Answered with 429.</param>
/// <param name="Paced">Time spent in our own queue, summed over requests.</param>
/// <param name="BackedOff">Time spent waiting after failures, summed over requests.</param>
public readonly record struct RequestCounters(long Requests, long Retries, long Refused, TimeSpan Paced, TimeSpan BackedOff);

/// <summary>Counts from several threads.</summary>
internal sealed class RequestCounter
{
    private long _requests;
    private long _retries;
    private long _refused;
    private long _pacedTicks;
    private long _backedOffTicks;

    public RequestCounters Read() => new(
        Interlocked.Read(ref _requests),
        Interlocked.Read(ref _retries),
        Interlocked.Read(ref _refused),
        new TimeSpan(Interlocked.Read(ref _pacedTicks)),
        new TimeSpan(Interlocked.Read(ref _backedOffTicks)));

    public void Request() => Interlocked.Increment(ref _requests);

    public void Retry(TimeSpan wait)
    {
        Interlocked.Increment(ref _retries);
        Interlocked.Add(ref _backedOffTicks, wait.Ticks);
    }

    public void Refused() => Interlocked.Increment(ref _refused);

    public void Paced(TimeSpan wait) => Interlocked.Add(ref _pacedTicks, wait.Ticks);
}
