namespace Dutchbook.Detection;

/// <summary>
/// The clusters and the witnesses that they leave in the boxes of their markets. Relations that come or go make clusters
/// stale; new ones are formed, and those whose witness broke are settled, when the writer has time for it.
/// </summary>
internal sealed class ClusterTable(MarketTable markets, GroupTable groups, EngineOptions options)
{
    private readonly ClusterFormer _former = new(markets, groups, options.MostMarketsInCluster);
    private readonly List<int> _touched = [];
    private readonly List<LiveCluster> _stale = [];
    private readonly Queue<LiveCluster> _queue = [];
    private int _formed;

    /// <summary>Clusters in being.</summary>
    public int Count { get; private set; }

    /// <summary>Clusters that wait to be settled; among them may be some that are gone.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Relations came or went, and the clusters around them are not formed yet.</summary>
    public bool IsStale => _touched.Count > 0;

    /// <summary>A relation comes, goes or changes: the clusters of its markets no longer say what binds them.</summary>
    public void Touch(int id)
    {
        foreach (int slot in groups.Slots(groups.Groups[id]))
        {
            _touched.Add(slot >> 1);
            if (markets.Records[slot >> 1].Cluster is { IsStale: false } cluster)
            {
                cluster.IsStale = true;
                _stale.Add(cluster);
                _touched.AddRange(cluster.Rows);
            }
        }
    }

    /// <summary>A market's box no longer holds its witness.</summary>
    public void Break(int row)
    {
        LiveCluster? cluster = markets.Records[row].Cluster;
        if (cluster is { IsQueued: false })
        {
            cluster.IsQueued = true;
            _queue.Enqueue(cluster);
        }
    }

    /// <summary>The next cluster to settle, or null.</summary>
    public LiveCluster? Next()
    {
        while (_queue.TryDequeue(out LiveCluster? cluster))
        {
            cluster.IsQueued = false;
            if (!cluster.IsGone)
            {
                return cluster;
            }
        }

        return null;
    }

    /// <summary>Forms the clusters around all that was touched.</summary>
    /// <param name="visit">A mark that no walk has used before.</param>
    /// <param name="ended">Called for each cluster that others take the place of.</param>
    public void Form(int visit, Action<LiveCluster> ended)
    {
        _former.Begin(visit);
        foreach (int row in _touched)
        {
            if (!markets.Holds(row) || markets.Records[row].Visit == visit)
            {
                continue;
            }

            (List<ClusterFormer.Piece> pieces, List<int> alone) = _former.FormAround(row);
            foreach (ClusterFormer.Piece piece in pieces)
            {
                if (!IsKept(piece))
                {
                    Start(piece);
                }
            }

            foreach (int single in alone)
            {
                End(markets.Records[single].Cluster, ended);
                markets.Records[single].Cluster = null;
                SetWitness(single, 0, 0);
            }
        }

        foreach (LiveCluster cluster in _stale)
        {
            End(cluster, ended);
        }

        _touched.Clear();
        _stale.Clear();

        // Quotes allocate nothing: every cluster can wait beside those that are gone and still in the queue.
        _queue.EnsureCapacity(_queue.Count + Count);

        void Start(ClusterFormer.Piece piece)
        {
            bool isClosedForm = piece.Groups.Count == 1 && groups.Groups[piece.Groups[0]].Kind != GroupKind.Line;
            LiveCluster cluster = new(++_formed, [.. piece.Groups], [.. piece.Rows])
            {
                IsClosedForm = isClosedForm,
                Relations = isClosedForm ? [] : [.. piece.Groups.Select(id => groups.Records[id].Relation!)],
                Tickers = isClosedForm ? [] : [.. piece.Rows.Select(row => markets.Records[row].Ticker!)],
            };
            Count++;
            foreach (int id in cluster.Groups)
            {
                groups.Records[id].Cluster = cluster;
            }

            foreach (int row in cluster.Rows)
            {
                End(markets.Records[row].Cluster, ended);
                markets.Records[row].Cluster = cluster;
                SetWitness(row, Grain.Never, Grain.Never);
            }

            Break(cluster.Rows[0]);
        }
    }

    public void SetWitness(int row, int yes, int no)
    {
        ref MarketBox box = ref markets.Boxes[row];
        box.MuYes = (ushort)yes;
        box.MuNo = (ushort)no;
    }

    /// <summary>The same relations as before: the cluster and its witness stay.</summary>
    private bool IsKept(ClusterFormer.Piece piece) =>
        groups.Records[piece.Groups[0]].Cluster is { IsStale: false, IsGone: false } known
        && known.Groups.AsSpan().SequenceEqual(piece.Groups.ToArray());

    private void End(LiveCluster? cluster, Action<LiveCluster> ended)
    {
        if (cluster is { IsGone: false })
        {
            cluster.IsGone = true;
            Count--;
            ended(cluster);
        }
    }
}
