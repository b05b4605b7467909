namespace Dutchbook.Ingestion;

/// <summary>
/// How old what a connection says is. A message's age is the time between its making, which it states, and its arrival;
/// on a poor link it grows to many seconds while everything seems alive. Books of a connection that is late or silent
/// are not decided on.
/// </summary>
public sealed class ConnectionHealth(TimeSpan mostAge, TimeSpan mostSilence)
{
    private readonly long _mostAge = (long)mostAge.TotalMilliseconds;
    private readonly long _mostSilence = (long)mostSilence.TotalMilliseconds;

    /// <summary>When anything was last heard, in Unix milliseconds.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Age of the last message that stated its making; below zero where the clocks disagree.</summary>
    public long LastAge { get; private set; }

    /// <summary>The greatest age so far.</summary>
    public long GreatestAge { get; private set; }

    public bool IsLate => LastAge > _mostAge;

    /// <param name="at">Now, in Unix milliseconds.</param>
    public void Hear(long at) => HeardAt = Math.Max(HeardAt, at);

    /// <param name="madeAt">What the message says, in Unix milliseconds.</param>
    /// <param name="at">When it arrived.</param>
    public void Age(long madeAt, long at)
    {
        LastAge = at - madeAt;
        GreatestAge = Math.Max(GreatestAge, LastAge);
    }

    public void Reset(long at)
    {
        HeardAt = at;
        LastAge = 0;
    }

    public bool IsSilent(long at) => at - HeardAt > _mostSilence;

    public BookDoubt DoubtAt(long at) => IsLate ? BookDoubt.Late : IsSilent(at) ? BookDoubt.Silent : BookDoubt.None;
}
