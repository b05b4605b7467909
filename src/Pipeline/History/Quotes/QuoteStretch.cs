namespace Dutchbook.Pipeline;

/// <summary>Who told the quotes of a stretch.</summary>
public enum QuoteSource
{
    /// <summary>The stream: every change, when it was told.</summary>
    Stream = 0,

    /// <summary>Passes over the venue: the prices as each found them, and not what happened between two.</summary>
    Passes = 1,
}

/// <summary>
/// A stretch of time in which the history is whole: what was not told to have changed, had not. Outside of stretches nothing is known.
/// </summary>
/// <param name="From">Its beginning, in Unix milliseconds.</param>
/// <param name="To">Up to here it is whole, this instant included.</param>
/// <param name="Source">Who told.</param>
/// <param name="Ended">Why it ended, in words; null while it goes on, as far as is known.</param>
/// <param name="Dropped">Changes that were told after its end and could not be kept.</param>
public sealed record QuoteStretch(long From, long To, QuoteSource Source, string? Ended, long Dropped);

/// <summary>The beginning or the end of a stretch.</summary>
/// <param name="At">In Unix milliseconds.</param>
/// <param name="Source">Who tells; for a beginning.</param>
/// <param name="Ended">Why, for an end; null for a beginning.</param>
/// <param name="Dropped">Changes that could not be kept since the end.</param>
public sealed record StretchTurn(long At, QuoteSource Source, string? Ended, long Dropped);

/// <summary>What was gathered since the last time, to be written all or nothing.</summary>
public sealed record QuoteBatch
{
    /// <summary>In the order of their times; the markets' numbers are places in the list of their names.</summary>
    public required ReadOnlyMemory<QuoteChange> Changes { get; init; }

    /// <summary>Stretches that ended and began, in order.</summary>
    public required IReadOnlyList<StretchTurn> Turns { get; init; }

    /// <summary>Up to here the stretch that goes on is whole, in Unix milliseconds; 0 where none does.</summary>
    public required long WholeTo { get; init; }

    public bool IsEmpty => Changes.IsEmpty && Turns.Count == 0 && WholeTo == 0;
}
