using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Says in words what a recording did not hold and was assumed instead.</summary>
internal static class Assumptions
{
    public static void Note(
        SnapshotAssembler assembler, VenueSnapshot snapshot, RecordingOptions options, DateTimeOffset? earliest, DateTimeOffset? latest)
    {
        if (options.AssumedFee is { } fee)
        {
            int without = snapshot.Events.Count(item => !snapshot.Series.ContainsKey(item.SeriesTicker));
            if (without > 0)
            {
                assembler.Assume($"fee {fee.Origin["assumed ".Length..]} for {without:N0} events whose series is not in the recording");
            }
        }

        if (options.Era == Era.Cents && snapshot.Markets.Count > 0)
        {
            assembler.Assume("size 1.00 at every quote: recordings of the cents era have no sizes");
            assembler.Assume("one-cent price steps: recordings of the cents era do not state them");
        }

        // Told when to judge them, we take prices as if they had stood together; otherwise the older ones are stale.
        if (options.At is not null && earliest is { } first && latest is { } last && last - first > VenueSnapshot.LongestPass)
        {
            assembler.Assume($"one moment for all prices: the pages were recorded from {Text(first)} to {Text(last)}");
        }
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
