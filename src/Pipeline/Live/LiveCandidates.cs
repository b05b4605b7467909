using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>What is mispriced at the touch now, as the engine tells it come and go.</summary>
internal sealed class LiveCandidates(LiveMarkets markets)
{
    private readonly SortedDictionary<string, LiveCandidate> _byKey = new(StringComparer.Ordinal);
    private LiveCandidate[]? _all;

    public int Count => _byKey.Count;

    /// <summary>The greatest edge first. The same list until one comes or goes.</summary>
    public IReadOnlyList<LiveCandidate> All => _all ??= [.. _byKey.Values.OrderByDescending(static candidate => candidate.Edge)];

    public void Clear()
    {
        _byKey.Clear();
        _all = null;
    }

    public void Take(IReadOnlyList<Notice> notices)
    {
        foreach (Notice notice in notices)
        {
            Put(notice.Relation.Id, [notice.Relation], notice.Relation.Tickers, notice.Change == Change.Ceased ? null : notice.Edge);
        }
    }

    public void Take(IReadOnlyList<ClusterNotice> notices)
    {
        foreach (ClusterNotice notice in notices)
        {
            // The basket at the touch need not be the best over the depth: all books of the cluster are wanted.
            bool isBroken = notice.Verdict == ClusterVerdict.Broken;
            Put($"cluster {notice.Cluster}", notice.Relations, notice.Tickers, isBroken ? Money.Zero : null);
        }
    }

    /// <param name="edge">Null where it is gone.</param>
    private void Put(string key, IReadOnlyList<Relation> relations, IEnumerable<string> tickers, Money? edge)
    {
        _all = null;
        if (edge is not { } most)
        {
            _byKey.Remove(key);
            return;
        }

        string[] named = [.. tickers];
        _byKey[key] = new LiveCandidate(key, relations, named, [.. named.Select(markets.Add)], most);
    }
}
