namespace Dutchbook.Tapes;

/// <summary>Something that gives the lines of a tape: tapes themselves, and recordings of other kinds read as if they were.</summary>
public interface ITapeSource
{
    /// <summary>What is read, for the reader.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Where it was recorded; null where it does not say.</summary>
    TapeOrigin? Origin { get; }

    /// <summary>What could not be used so far.</summary>
    IReadOnlyList<TapeTrouble> Troubles { get; }

    /// <summary>All lines. A line's bytes are valid until the next.</summary>
    IEnumerable<TapeEntry> Read(CancellationToken stop);
}
