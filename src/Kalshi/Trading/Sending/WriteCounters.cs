namespace Dutchbook.Kalshi;

/// <summary>What writing to the venue has come to so far. Items of a batch are judged one by one.</summary>
/// <param name="Sent">Requests whose bytes left, or may have left.</param>
/// <param name="NotSent">Given up before.</param>
/// <param name="Refused">Answered with 429.</param>
/// <param name="Paced">Time spent in our own queue, summed over requests.</param>
public readonly record struct WriteCounters(
    long Sent, long NotSent, long Refused, long Accepted, long Rejected, long Unknown, TimeSpan Paced);

/// <summary>Counts from several threads.</summary>
internal sealed class WriteCounter
{
    private long _sent;
    private long _notSent;
    private long _refused;
    private long _accepted;
    private long _rejected;
    private long _unknown;
    private long _pacedTicks;

    public WriteCounters Read() => new(
        Interlocked.Read(ref _sent),
        Interlocked.Read(ref _notSent),
        Interlocked.Read(ref _refused),
        Interlocked.Read(ref _accepted),
        Interlocked.Read(ref _rejected),
        Interlocked.Read(ref _unknown),
        new TimeSpan(Interlocked.Read(ref _pacedTicks)));

    public void Sent(bool left) => Interlocked.Increment(ref left ? ref _sent : ref _notSent);

    public void Refused() => Interlocked.Increment(ref _refused);

    public void Paced(TimeSpan wait) => Interlocked.Add(ref _pacedTicks, wait.Ticks);

    public void Judged(bool accepted, bool rejected) =>
        Interlocked.Increment(ref accepted ? ref _accepted : ref rejected ? ref _rejected : ref _unknown);
}
