namespace Dutchbook.Enrichment;

/// <summary>How a source is asked: how long it may take, how often, and how long its answers are good for.</summary>
public sealed record SourceManners
{
    /// <summary>For one answer, waiting for a turn and all attempts included.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The least time between two requests.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long an answer, or a failure, is used again.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromMinutes(1);

    public int Attempts { get; init; } = 3;

    /// <summary>The wait before the second attempt; it doubles with each.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a source that is down, or that sends us away, is left alone.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromMinutes(5);

    public int MostBytes { get; init; } = 16 << 20;

    /// <summary>Some hosts answer nothing that does not look like a browser.</summary>
    public string UserAgent { get; init; } = "Mozilla/5.0 (compatible; Dutchbook)";
}
