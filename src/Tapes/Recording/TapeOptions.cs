namespace Dutchbook.Tapes;

/// <summary>How a tape is cut and flushed.</summary>
public sealed record TapeOptions
{
    /// <summary>What was heard is on the disk after this; a crash loses no more.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So much text is packed together at most, flushed or not.</summary>
    public int MemberBytes { get; init; } = 1024 * 1024;

    /// <summary>A file is closed when it is larger.</summary>
    public long FileBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>A file is closed when it is older.</summary>
    public TimeSpan FileAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>So much may wait for a slow or full disk; what comes above is lost, and its number is written down.</summary>
    public int MostWaiting { get; init; } = 64 * 1024 * 1024;
}
