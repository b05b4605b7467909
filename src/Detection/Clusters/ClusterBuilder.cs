using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Divides the markets into clusters by the relations that bind them. Relations are joined from the most certain on;
/// one that would make a cluster larger than the cap is left out, which can only miss; one that contradicts those
/// before it is suspended.
/// </summary>
internal sealed class ClusterBuilder(int mostMarkets)
{
    /// <summary>
    /// Steps in which a world that agrees with all facts must be found, else nothing is said about them.
    /// </summary>
    private const long ContradictionNodes = 20_000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<int> _parents = [];
    private readonly List<int> _sizes = [];

    public static ClusterMap Build(IReadOnlyList<Relation> relations, int mostMarkets) =>
        new ClusterBuilder(mostMarkets).Divide(relations);

    private ClusterMap Divide(IReadOnlyList<Relation> relations)
    {
        List<Relation> binding = [];
        List<Relation> malformed = [];
        foreach (Relation relation in relations)
        {
            if (RelationLogic.Binds(relation))
            {
                (RelationLogic.IsWellFormed(relation) ? binding : malformed).Add(relation);
            }
        }

        binding.Sort(RelationLogic.ByCertainty);
        List<Relation> cut = [];
        List<(Relation Relation, int Member)> joined = [];
        foreach (Relation relation in binding)
        {
            int[] members = [.. relation.Claims.Select(claim => IdOf(claim.Market))];
            if (TryJoin(members))
            {
                joined.Add((relation, members[0]));
            }
            else
            {
                cut.Add(relation);
            }
        }

        List<Contradiction> contradictions = [];
        List<Cluster> clusters = [];
        foreach (IGrouping<int, (Relation Relation, int Member)> group in joined.GroupBy(one => RootOf(one.Member)))
        {
            Relation[] own = [.. group.Select(static one => one.Relation)];
            clusters.AddRange(Consistent(own, contradictions));
        }

        return new ClusterMap
        {
            Clusters = clusters,
            Cut = cut,
            Contradictions = contradictions,
            Malformed = malformed,
        };
    }

    /// <summary>
    /// The cluster of these relations; where they contradict each other, the clusters of those that do not.
    /// </summary>
    private static IEnumerable<Cluster> Consistent(Relation[] relations, List<Contradiction> contradictions)
    {
        Cluster whole = new(relations);
        if (whole.Binding.Count == 1 || !IsContradictory(whole))
        {
            return [whole];
        }

        List<Relation> kept = [];
        foreach (Relation relation in relations)
        {
            kept.Add(relation);
            if (kept.Count > 1 && IsContradictory(new Cluster([.. kept])))
            {
                kept.RemoveAt(kept.Count - 1);
                contradictions.Add(new Contradiction(relation, whole.Markets.Count));
            }
        }

        // Without what was suspended the rest may fall apart.
        return new ClusterBuilder(int.MaxValue).Divide(kept).Clusters;
    }

    private static bool IsContradictory(Cluster cluster)
    {
        SearchOracle oracle = new(cluster.Compiled);
        ulong[] world = new ulong[cluster.Compiled.Logic.Words];
        long[] weights = new long[cluster.Markets.Count];
        return oracle.Minimise(weights, ContradictionNodes, long.MaxValue, world).Status == OracleStatus.Contradictory;
    }

    private int IdOf(Market market)
    {
        if (!_ids.TryGetValue(market.Ticker, out int id))
        {
            id = _parents.Count;
            _ids.Add(market.Ticker, id);
            _parents.Add(id);
            _sizes.Add(1);
        }

        return id;
    }

    private int RootOf(int id)
    {
        while (_parents[id] != id)
        {
            _parents[id] = _parents[_parents[id]];
            id = _parents[id];
        }

        return id;
    }

    private bool TryJoin(int[] members)
    {
        int[] roots = [.. members.Select(RootOf).Distinct()];
        long size = roots.Sum(root => (long)_sizes[root]);
        if (size > mostMarkets)
        {
            return false;
        }

        int target = roots[0];
        foreach (int root in roots[1..])
        {
            _parents[root] = target;
            _sizes[target] += _sizes[root];
        }

        return true;
    }
}
