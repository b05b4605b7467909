using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Fetches the books of every candidate's legs again, all legs of a basket in one request, and sizes the basket anew from
/// them. What is gone is counted, never shown.
/// </summary>
internal sealed class SecondLook(IBookSource books, Detector detector, TimeProvider time)
{
    /// <summary>The venue answers at most this many tickers in one bulk request.</summary>
    private const int TickersPerRequest = 100;

    public async Task<DetectionReport> ConfirmAsync(
        DetectionReport detected, VenueSnapshot snapshot, CancellationToken cancellation)
    {
        List<Opportunity> candidates = [.. detected.Opportunities, .. detected.BelowThreshold];
        List<Opportunity> confirmed = [];
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);

        foreach (List<Opportunity> batch in Batches(candidates, reasons))
        {
            string[] tickers = [.. batch.SelectMany(Tickers).Distinct(StringComparer.Ordinal)];
            IReadOnlyDictionary<string, OrderBook> fresh;
            try
            {
                fresh = await books.ReadBooksAsync(tickers, cancellation);
            }
            catch (VenueUnavailableException problem)
            {
                Count(reasons, $"its books could not be fetched again: {problem.Message}", batch.Count);
                continue;
            }

            DateTimeOffset at = time.GetUtcNow();
            foreach (Opportunity candidate in batch)
            {
                if (detector.Resize(candidate, fresh, snapshot, at, out string reason) is { } still)
                {
                    confirmed.Add(still);
                }
                else
                {
                    Count(reasons, reason, 1);
                }
            }
        }

        // The listing is judged anew: a price or a size may have moved across a threshold.
        IEnumerable<FunnelStage> before = detected.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage);
        FunnelStage looked = new(Scan.SecondLookStage, candidates.Count, confirmed.Count, reasons);
        return DetectionReport.Of(confirmed, before.Append(looked), detected.NearMisses) with { Notes = detected.Notes };
    }

    private static void Count(SortedDictionary<string, int> reasons, string reason, int count) =>
        reasons[reason] = reasons.GetValueOrDefault(reason) + count;

    private static IEnumerable<string> Tickers(Opportunity opportunity) =>
        opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker);

    private static IEnumerable<List<Opportunity>> Batches(
        IEnumerable<Opportunity> candidates, SortedDictionary<string, int> reasons)
    {
        List<Opportunity> batch = [];
        HashSet<string> tickers = new(StringComparer.Ordinal);
        foreach (Opportunity candidate in candidates)
        {
            if (candidate.Legs.Count > TickersPerRequest)
            {
                Count(reasons, "more legs than one request can fetch together", 1);
                continue;
            }

            if (tickers.Count + Tickers(candidate).Count(ticker => !tickers.Contains(ticker)) > TickersPerRequest)
            {
                yield return batch;
                batch = [];
                tickers.Clear();
            }

            batch.Add(candidate);
            tickers.UnionWith(Tickers(candidate));
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
