namespace Dutchbook.Unit.Enrichment;

/// <summary>A clock that runs as fast as the real one and shows another time, so that recorded answers are of today.</summary>
internal sealed class RunningClock(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset began = System.GetUtcNow();

    private TimeSpan jumped;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - began) + jumped;

    /// <summary>Moves what it shows; running waits are not touched.</summary>
    public void Jump(TimeSpan span) => jumped += span;
}
