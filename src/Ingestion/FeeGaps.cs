using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>Says of which markets the fees are not known, and why; they are not tradable, never free.</summary>
internal static class FeeGaps
{
    private const string Mend = "; add the pages of /series, or say --assume-fee quadratic:1";

    public static void Note(
        IncompleteNotes notes,
        IEnumerable<Event> events,
        IReadOnlyDictionary<string, Series> series,
        DateTimeOffset at,
        FeeTerms? assumed,
        bool isRecording)
    {
        foreach (Event item in events)
        {
            Series? own = series.GetValueOrDefault(item.SeriesTicker);
            if (item.Markets.Count > 0 && FeeSchedule.ResolveEvent(item, own, at, assumed).Reason is { } reason)
            {
                bool canBeMended = own is null && isRecording;
                notes.Add(
                    "fee", item.Markets.Count, () => $"event {Shown.Name(item.Ticker)}", canBeMended ? reason + Mend : reason);
            }
        }
    }
}
