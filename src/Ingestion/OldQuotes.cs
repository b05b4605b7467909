using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>Says which quotes were recorded so long before the newest page that they may never have stood beside it.</summary>
internal static class OldQuotes
{
    public static void Note(IncompleteNotes notes, IReadOnlyList<Market> markets, DateTimeOffset at)
    {
        int old = 0;
        Market? first = null;
        foreach (Market market in markets)
        {
            if (at - market.QuotedAt > VenueSnapshot.LongestPass)
            {
                first ??= market;
                old++;
            }
        }

        if (first is not null)
        {
            notes.Add("quote", old, () => $"market {Shown.Name(first.Ticker)}",
                $"recorded more than {VenueSnapshot.LongestPass.TotalMinutes:0} minutes before the newest page, so it is stale");
        }
    }
}
