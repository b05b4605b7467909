namespace Dutchbook.Domain;

/// <summary>Everything one pass over the venue, or over a recording of it, found: what layer 1 hands to the next.</summary>
public sealed class VenueSnapshot
{
    /// <summary>A pass over the whole venue takes less; prices further apart may never have stood together.</summary>
    public static TimeSpan LongestPass { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The instant the data speak for; a recording is judged at its own time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Files or hosts the data came from, for the reader.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyDictionary<string, Series> Series { get; init; } = new Dictionary<string, Series>(StringComparer.Ordinal);

    public IReadOnlyList<Event> Events { get; init; } = [];

    /// <summary>Every market once, in reading order; <see cref="Market.Index"/> is the position here.</summary>
    public IReadOnlyList<Market> Markets { get; init; } = [];

    /// <summary>Order books with depth, by ticker, where the source had them.</summary>
    public IReadOnlyDictionary<string, OrderBook> Books { get; init; } =
        new Dictionary<string, OrderBook>(StringComparer.Ordinal);

    /// <summary>A sample of what was left out, each with its reason; <see cref="SkippedCount"/> has them all.</summary>
    public IReadOnlyList<SkippedItem> Skipped { get; init; } = [];

    public int SkippedCount { get; init; }

    /// <summary>What was read with something missing. Decisions that need it are not made, and no others are touched.</summary>
    public IReadOnlyList<Incompleteness> Incomplete { get; init; } = [];

    /// <summary>What had to be assumed to read the data, such as a fee for recordings without series.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Fee terms to use, and to mark as assumed, for series the source did not hold; null to assume nothing.</summary>
    public FeeTerms? AssumedFee { get; init; }

    /// <summary>Where trading stands still; null where it goes on, and in a recording, which cannot tell.</summary>
    public TradingHalt? Halt { get; init; }

    /// <summary>The data were recorded: no second look at a book is possible.</summary>
    public bool IsRecording { get; init; }
}

/// <summary>Something that could not be used, named, with the reason and the mend.</summary>
public sealed record SkippedItem(string Item, string Reason);
