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
        List<string> unconfirmed = [];
        SortedDictionary<string, int> reasons = await LookAsync(
            candidates,
            static candidate => candidate.Legs,
            (candidate, fresh, at) =>
            {
                if (detector.Resize(candidate, fresh, snapshot, at, out string reason) is { } still)
                {
                    confirmed.Add(still);
                }

                return reason;
            },
            candidate => unconfirmed.Add(candidate.Id),
            cancellation);

        List<StatisticalBasket> likely = [];
        SortedDictionary<string, int> faded = await LookAsync(
            detected.Statistical,
            static candidate => candidate.Legs,
            (candidate, fresh, at) =>
            {
                if (detector.Resize(candidate, fresh, snapshot, at, out string reason) is { } still)
                {
                    likely.Add(still);
                }

                return reason;
            },
            static _ => { },
            cancellation);

        // The listing is judged anew: a price or a size may have moved across a threshold.
        List<FunnelStage> funnel = [.. detected.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage)];
        if (detected.Statistical.Count > 0)
        {
            funnel.Add(new FunnelStage(Scan.StatisticalLookStage, detected.Statistical.Count, likely.Count, faded));
        }

        funnel.Add(new FunnelStage(Scan.SecondLookStage, candidates.Count, confirmed.Count, reasons));
        return DetectionReport.Of(confirmed, funnel, detected.NearMisses) with
        {
            Statistical = StatisticalRanking.Order(likely),
            Unconfirmed = unconfirmed,
            Notes = detected.Notes,
        };
    }

    /// <summary>Judges each candidate by the fresh books of its legs; gives the reasons for those that are gone.</summary>
    /// <param name="judge">Keeps the candidate and returns empty text, or returns the reason.</param>
    /// <param name="miss">Notes a candidate whose books could not be fetched.</param>
    private async Task<SortedDictionary<string, int>> LookAsync<T>(
        IReadOnlyList<T> candidates,
        Func<T, IReadOnlyList<BasketLeg>> legs,
        Func<T, IReadOnlyDictionary<string, OrderBook>, DateTimeOffset, string> judge,
        Action<T> miss,
        CancellationToken cancellation)
    {
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
        foreach (List<T> batch in Batches(candidates, legs, reasons))
        {
            string[] tickers = [.. batch.SelectMany(item => Tickers(legs(item))).Distinct(StringComparer.Ordinal)];
            IReadOnlyDictionary<string, OrderBook> fresh;
            try
            {
                fresh = await books.ReadBooksAsync(tickers, cancellation);
            }
            catch (VenueUnavailableException problem)
            {
                Count(reasons, $"its books could not be fetched again: {problem.Message}", batch.Count);
                batch.ForEach(miss);
                continue;
            }

            DateTimeOffset at = time.GetUtcNow();
            foreach (T candidate in batch)
            {
                string reason = judge(candidate, fresh, at);
                if (reason.Length > 0)
                {
                    Count(reasons, reason, 1);
                }
            }
        }

        return reasons;
    }

    private static void Count(SortedDictionary<string, int> reasons, string reason, int count) =>
        reasons[reason] = reasons.GetValueOrDefault(reason) + count;

    private static IEnumerable<string> Tickers(IReadOnlyList<BasketLeg> legs) =>
        legs.Select(static leg => leg.Claim.Market.Ticker);

    private static IEnumerable<List<T>> Batches<T>(
        IEnumerable<T> candidates, Func<T, IReadOnlyList<BasketLeg>> legs, SortedDictionary<string, int> reasons)
    {
        List<T> batch = [];
        HashSet<string> tickers = new(StringComparer.Ordinal);
        foreach (T candidate in candidates)
        {
            IReadOnlyList<BasketLeg> own = legs(candidate);
            if (own.Count > TickersPerRequest)
            {
                Count(reasons, "more legs than one request can fetch together", 1);
                continue;
            }

            if (tickers.Count + Tickers(own).Count(ticker => !tickers.Contains(ticker)) > TickersPerRequest)
            {
                yield return batch;
                batch = [];
                tickers.Clear();
            }

            batch.Add(candidate);
            tickers.UnionWith(Tickers(own));
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
