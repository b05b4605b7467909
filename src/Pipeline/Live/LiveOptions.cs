namespace Dutchbook.Pipeline;

/// <summary>How often a live run looks, asks and passes.</summary>
public sealed record LiveOptions
{
    /// <summary>From pass to pass: what is new is found, and what the stream missed corrected.</summary>
    public TimeSpan PassInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The least time between passes, whatever was told meanwhile.</summary>
    public TimeSpan LeastPassInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From look to look at the candidates while nothing stirs.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>From look to look at least, however much stirs: a mispricing that stays is told at every change of its prices.</summary>
    public TimeSpan LeastLookInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>From request to request for books that the stream does not bring.</summary>
    public TimeSpan AskInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long books that a stream shall bring are waited for before they are asked for: an answer of the stream may be lost, and
    /// a mispricing does not last.
    /// </summary>
    public TimeSpan MostStreamWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The most books followed at once; the most valuable are.</summary>
    public int MostBooks { get; init; } = 1_000;
}
