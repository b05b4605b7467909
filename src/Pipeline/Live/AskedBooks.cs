using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Books by request, for candidates whose books no stream brings: now and then, the most valuable first, and never more than the
/// venue's rate leaves room for. The books of a basket always come in one answer.
/// </summary>
internal sealed class AskedBooks(IBookSource source, IVenuePace pace, LiveOptions options, TimeProvider time)
{
    private DateTimeOffset? _askedAt;
    private DateTimeOffset? _waitingSince;

    /// <summary>Why the last answer did not come; null where it did.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>Books asked for so far.</summary>
    public long Asked { get; private set; }

    /// <summary>The books of pending candidates as far as it is time to ask; empty where it is not.</summary>
    /// <param name="isFlowing">The stream brings books: what is on its way is waited for.</param>
    public async Task<IReadOnlyDictionary<string, OrderBook>> AskAsync(
        IReadOnlyList<LivePending> pending, bool isFlowing, int requestsPerPass, CancellationToken stop)
    {
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        List<string[]> requests = Requests(pending);
        DateTimeOffset now = time.GetUtcNow();
        _waitingSince = requests.Count == 0 ? null : _waitingSince ?? now;
        if (requests.Count == 0 || now - _askedAt < options.AskInterval || (isFlowing && now - _waitingSince < options.MostStreamWait))
        {
            return books;
        }

        _askedAt = now;
        PollPlan plan = PollPlan.Make(
            pace.RequestsPerMinute, requests.Count * PollPlan.BooksPerRequest, Math.Max(1, requestsPerPass), options.PassInterval);
        LastProblem = null;
        foreach (string[] tickers in requests.Take(Math.Max(1, plan.Books / PollPlan.BooksPerRequest)))
        {
            try
            {
                Asked += tickers.Length;
                foreach ((string ticker, OrderBook book) in await source.ReadBooksAsync(tickers, stop))
                {
                    books[ticker] = book;
                }
            }
            catch (VenueUnavailableException problem)
            {
                LastProblem = problem.Message;
                break;
            }
        }

        return books;
    }

    /// <summary>Whole baskets, as many as fit into each request.</summary>
    private static List<string[]> Requests(IReadOnlyList<LivePending> pending)
    {
        List<string[]> requests = [];
        SortedSet<string> next = new(StringComparer.Ordinal);
        foreach (LivePending candidate in pending.Where(static item => item.MayAsk && item.Tickers.Count <= PollPlan.BooksPerRequest))
        {
            if (next.Union(candidate.Tickers, StringComparer.Ordinal).Count() > PollPlan.BooksPerRequest)
            {
                requests.Add([.. next]);
                next.Clear();
            }

            next.UnionWith(candidate.Tickers);
        }

        if (next.Count > 0)
        {
            requests.Add([.. next]);
        }

        return requests;
    }
}
