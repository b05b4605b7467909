using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// The venue as last read, and how its prices moved. One writer, on one thread at a time. Time never runs backwards: a
/// snapshot older than the newest one saved adds what is missing and changes nothing that is there.
/// </summary>
/// <exception cref="StorageException">Thrown by every member when the store cannot be read or written.</exception>
public interface IMarketStore
{
    /// <summary>Saves a whole snapshot or nothing of it; a price row only where a price or size changed.</summary>
    SaveSummary Save(VenueSnapshot snapshot, IProgress<SaveProgress>? progress = null);

    StoreCounts Count();

    StoredMarket? Find(string ticker);

    StoredEvent? FindEvent(string eventTicker);

    /// <summary>The newest quotes of a market, newest first; empty when none was ever seen.</summary>
    IReadOnlyList<PricePoint> Prices(string ticker, int limit);
}

/// <summary>How far a save has come, in markets.</summary>
public readonly record struct SaveProgress(int Markets, int Total);

/// <summary>What a save wrote: rows that were new or had changed. Unchanged rows cost nothing and are not counted.</summary>
public sealed record SaveSummary(int Series, int Events, int Markets, int PriceRows);

/// <summary>Rows held.</summary>
public sealed record StoreCounts(long Series, long Events, long Markets, long PriceRows);
