using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Says in words what a recording did not hold and was assumed instead.</summary>
internal static class Assumptions
{
    public static void Note(SnapshotAssembler assembler, VenueSnapshot snapshot, RecordingOptions options)
    {
        if (options.AssumedFee is { } fee)
        {
            int without = snapshot.Events.Count(item => !snapshot.Series.ContainsKey(item.SeriesTicker));
            if (without > 0)
            {
                assembler.Assume($"fee {fee.Origin["assumed ".Length..]} for {without} events whose series is not in the recording");
            }
        }

        if (options.Era == Era.Cents && snapshot.Markets.Count > 0)
        {
            assembler.Assume("size 1.00 at every quote: recordings of the cents era have no sizes");
            assembler.Assume("one-cent price steps: recordings of the cents era do not state them");
        }
    }
}
