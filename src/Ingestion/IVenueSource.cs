using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>One full pass over the venue, live or recorded.</summary>
public interface IVenueSource
{
    /// <summary>
    /// Reads every series, event, market and book the source has. An item that cannot be read is skipped by name and the
    /// rest goes on; a source that cannot be read at all throws <see cref="UnreadableSourceException"/>.
    /// </summary>
    Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation);
}

/// <summary>Books of named markets, fetched together: the second look at a candidate.</summary>
public interface IBookSource
{
    /// <summary>Fetches the books of at most 100 markets in one request; a ticker absent from the answer is absent here.</summary>
    /// <exception cref="VenueUnavailableException">The venue gave no usable answer; nothing is known about any of them.</exception>
    Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(
        IReadOnlyCollection<string> tickers, CancellationToken cancellation);
}

/// <summary>How far a pass has come. <paramref name="TotalBytes"/> is null when the end is not known beforehand.</summary>
public readonly record struct ReadProgress(string Source, long Bytes, long? TotalBytes, int Markets);
