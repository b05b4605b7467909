using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>Witnesses are found, and what keeps one from being found is told.</content>
public sealed partial class DetectionEngine
{
    private readonly List<LiveCluster> _notedClusters = [];
    private readonly Dictionary<LiveCluster, RelationHandle> _suspended = [];
    private int[] _bids = new int[64];
    private int[] _asks = new int[64];
    private MuRange[] _mu = new MuRange[64];

    /// <summary>Clusters in being; those around relations that came or went count once they are settled.</summary>
    public int ClusterCount => _clusters.Count;

    /// <summary>How often two ways to the same answer differed: a bug each time, mended where it was met.</summary>
    public long Disagreements { get; private set; }

    /// <summary>Whether any cluster waits for <see cref="Settle"/>.</summary>
    public bool IsUnsettled => _clusters.IsStale || _clusters.Waiting > 0;

    /// <summary>
    /// Looks at every cluster whose witness broke or whose relations changed, in the order in which they did, until so
    /// much work is done. The same quotes and the same work always decide the same.
    /// </summary>
    public SettleReport Settle(long work = long.MaxValue)
    {
        int settled = 0;
        long done = 0;
        Form();
        while (done < work && _clusters.Next() is LiveCluster cluster)
        {
            done += Settle(cluster);
            settled++;
            Form();
        }

        return new SettleReport(settled, _clusters.Waiting, done);
    }

    /// <summary>What the market's cluster is known to be; coherent for a market that no relation binds.</summary>
    public ClusterVerdict VerdictOf(int market)
    {
        if (!_markets.Holds(market) || _markets.Records[market].Cluster is not LiveCluster cluster)
        {
            return _clusters.IsStale ? ClusterVerdict.Unsettled : ClusterVerdict.Coherent;
        }

        return cluster.IsQueued || cluster.IsStale ? ClusterVerdict.Unsettled : cluster.Verdict;
    }

    /// <summary>
    /// What happened to clusters of several relations since the last time, each once. For a relation alone
    /// <see cref="Drain"/> tells.
    /// </summary>
    public IReadOnlyList<ClusterNotice> DrainClusters()
    {
        List<ClusterNotice> notices = [];
        foreach (LiveCluster cluster in _notedClusters)
        {
            cluster.IsNoted = false;
            ClusterVerdict verdict = cluster.IsGone && cluster.Verdict != ClusterVerdict.Contradictory
                ? ClusterVerdict.Coherent
                : cluster.Verdict;
            if (verdict != ClusterVerdict.Coherent || cluster.Told != ClusterVerdict.Coherent)
            {
                notices.Add(Tell(cluster, verdict));
                cluster.Told = verdict;
            }
        }

        _notedClusters.Clear();
        _suspended.Clear();
        notices.Sort(static (one, other) => string.CompareOrdinal(one.Tickers[0], other.Tickers[0]) is int order and not 0
            ? order
            : one.Cluster.CompareTo(other.Cluster));
        return notices;
    }

    private void Form()
    {
        if (_clusters.IsStale)
        {
            _clusters.Form(++_visit, NoteIfTold);
        }
    }

    private long Settle(LiveCluster cluster)
    {
        cluster.Witness ??= _witnesses.Of(cluster);
        MakeRoomToSettle(cluster.Rows.Length);
        for (int i = 0; i < cluster.Rows.Length; i++)
        {
            MarketBox box = _markets.Boxes[cluster.Rows[i]];
            _bids[i] = Grain.PerDollar - box.No;
            _asks[i] = box.Yes;
        }

        cluster.Verdict = cluster.Witness.Solve(
            _bids.AsSpan(0, cluster.Rows.Length), _asks.AsSpan(0, cluster.Rows.Length), _mu, out long work);
        bool coherent = cluster.Verdict == ClusterVerdict.Coherent && TryPlace(cluster);
        if (!coherent)
        {
            cluster.Verdict = cluster.Verdict == ClusterVerdict.Coherent ? ClusterVerdict.Undecided : cluster.Verdict;
            foreach (int row in cluster.Rows)
            {
                _clusters.SetWitness(row, Grain.Never, Grain.Never);
            }
        }

        if (cluster.Verdict == ClusterVerdict.Contradictory)
        {
            SuspendWeakest(cluster);
        }

        if (!cluster.IsClosedForm && (!coherent || cluster.Told != ClusterVerdict.Coherent))
        {
            Note(cluster);
        }

        return work;
    }

    /// <summary>Puts the witness found into the boxes; false, and a bug counted, if one does not hold it.</summary>
    private bool TryPlace(LiveCluster cluster)
    {
        bool holds = true;
        for (int i = 0; i < cluster.Rows.Length; i++)
        {
            int row = cluster.Rows[i];
            _clusters.SetWitness(row, _mu[i].High, Grain.PerDollar - _mu[i].Low);
            holds &= _markets.Boxes[row].Holds;
        }

        Disagreements += holds ? 0 : 1;
        return holds;
    }

    /// <summary>One of its relations is wrong; the least certain is the likeliest.</summary>
    private void SuspendWeakest(LiveCluster cluster)
    {
        int weakest = cluster.Groups[0];
        foreach (int id in cluster.Groups)
        {
            Relation relation = _groups.Records[id].Relation!;
            Relation known = _groups.Records[weakest].Relation!;
            int order = relation.Confidence.CompareTo(known.Confidence);
            weakest = order < 0 || (order == 0 && NoticeOrder.Compare(relation, known) > 0) ? id : weakest;
        }

        RelationHandle handle = _groups.HandleOf(weakest);
        _suspended[cluster] = handle;
        Suspend(handle);
    }

    private ClusterNotice Tell(LiveCluster cluster, ClusterVerdict verdict) => new()
    {
        Cluster = cluster.Number,
        Verdict = verdict,
        Relations = cluster.Relations,
        Tickers = cluster.Tickers,
        Basket = verdict != ClusterVerdict.Broken ? [] : [.. cluster.Witness!.Basket().Select(leg => new ClusterLeg(
            cluster.Tickers[leg.Slot >> 1], (Side)(leg.Slot & 1), leg.Contracts))],
        Suspended = _suspended.TryGetValue(cluster, out RelationHandle handle) ? handle : null,
    };

    private void Note(LiveCluster cluster)
    {
        if (!cluster.IsNoted)
        {
            cluster.IsNoted = true;
            _notedClusters.Add(cluster);
        }
    }

    private void NoteIfTold(LiveCluster cluster)
    {
        if (cluster.Told != ClusterVerdict.Coherent)
        {
            Note(cluster);
        }
    }

    private void MakeRoomToSettle(int markets)
    {
        if (_mu.Length < markets)
        {
            _bids = new int[2 * markets];
            _asks = new int[2 * markets];
            _mu = new MuRange[2 * markets];
        }
    }
}
