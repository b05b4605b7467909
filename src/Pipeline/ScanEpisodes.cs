using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>The life of opportunities across single scans: what one scan means for the episodes that earlier ones left.</summary>
public static class ScanEpisodes
{
    /// <summary>What the scan changes. Only markets that it read, and second looks that it got, can tell that one is gone.</summary>
    /// <param name="known">The open episodes, and the newest of what the scan found.</param>
    /// <param name="capacity">The most episodes of one grade that wait.</param>
    public static BookChange Of(ScanResult result, IReadOnlyList<Episode> known, int capacity)
    {
        OpportunityBook book = new(capacity);
        book.Restore(known);
        HashSet<string> read = new(
            result.Snapshot.Markets.Select(static market => market.Ticker), StringComparer.Ordinal);
        HashSet<string> unconfirmed = new(result.Report.Unconfirmed, StringComparer.Ordinal);
        return book.Observe(
            [.. result.Report.Opportunities, .. result.Report.BelowThreshold],
            episode => !unconfirmed.Contains(episode.OpportunityId) && episode.Tickers.All(read.Contains),
            Stored(result.Snapshot.At));
    }

    /// <summary>Instants are kept to the microsecond; an episode is compared with itself when it is read again.</summary>
    private static DateTimeOffset Stored(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
