using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// Something the engine found at the touch: a relation, or a cluster of them, and the most it can earn.
/// </summary>
/// <param name="Edge">An upper bound for one unit; zero where the engine gives none.</param>
internal sealed record LiveCandidate(string Key, IReadOnlyList<Relation> Relations, IReadOnlyList<string> Tickers, Money Edge);

/// <summary>What is mispriced at the touch now, as the engine tells it come and go.</summary>
internal sealed class LiveCandidates
{
    private readonly SortedDictionary<string, LiveCandidate> _byKey = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    /// <summary>The greatest edge first.</summary>
    public IReadOnlyList<LiveCandidate> All => [.. _byKey.Values.OrderByDescending(static candidate => candidate.Edge)];

    public void Clear() => _byKey.Clear();

    public void Take(IReadOnlyList<Notice> notices)
    {
        foreach (Notice notice in notices)
        {
            string key = notice.Relation.Id;
            if (notice.Change == Change.Ceased)
            {
                _byKey.Remove(key);
            }
            else
            {
                _byKey[key] = new LiveCandidate(key, [notice.Relation], [.. notice.Relation.Tickers], notice.Edge);
            }
        }
    }

    public void Take(IReadOnlyList<ClusterNotice> notices)
    {
        foreach (ClusterNotice notice in notices)
        {
            string key = $"cluster {notice.Cluster}";
            if (notice.Verdict == ClusterVerdict.Broken)
            {
                // The basket at the touch need not be the best over the depth: all books of the cluster are wanted.
                _byKey[key] = new LiveCandidate(key, notice.Relations, notice.Tickers, Money.Zero);
            }
            else
            {
                _byKey.Remove(key);
            }
        }
    }
}
