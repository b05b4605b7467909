using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Divides the markets into clusters by the relations that bind them. Relations are joined from the most certain on;
/// one that would make a cluster larger than the cap is left out, which can only miss; one that contradicts those
/// before it is suspended.
/// </summary>
internal sealed class ClusterBuilder(MarketNumbers numbers, int mostMarkets)
{
    /// <summary>
    /// Steps in which a world that agrees with all facts must be found, else nothing is said about them.
    /// </summary>
    private const long ContradictionNodes = 20_000;

    private readonly RelationGroups _groups = new(numbers);
    private readonly List<Cluster> _clusters = [];
    private readonly List<Relation> _cut = [];
    private readonly List<Contradiction> _contradictions = [];

    public static ClusterMap Build(IReadOnlyList<Relation> relations, MarketNumbers numbers, int mostMarkets) =>
        new ClusterBuilder(numbers, mostMarkets).Build(relations);

    private ClusterMap Build(IReadOnlyList<Relation> relations)
    {
        List<Relation> binding = new(relations.Count);
        List<Relation> malformed = [];
        foreach (Relation relation in relations)
        {
            if (RelationLogic.Binds(relation))
            {
                (_groups.IsWellFormed(relation) ? binding : malformed).Add(relation);
            }
        }

        // Nearly every connected part is one relation: what is the most certain is asked only within the others.
        List<Relation[]> parts = _groups.Divide(binding, int.MaxValue, _cut);
        List<Relation[]> large = parts.FindAll(part => _groups.MarketsOf(part) > mostMarkets);
        foreach (Relation[] part in parts)
        {
            Array.Sort(part, RelationLogic.ByCertainty);
            if (!large.Contains(part))
            {
                Add(part);
            }
        }

        foreach (Relation[] part in large)
        {
            _groups.Divide(part, mostMarkets, _cut).ForEach(Add);
        }

        _cut.Sort(RelationLogic.ByCertainty);
        _contradictions.Sort(static (one, other) => RelationLogic.ByCertainty(one.Suspended, other.Suspended));
        return new ClusterMap
        {
            Clusters = _clusters,
            Cut = _cut,
            Contradictions = _contradictions,
            Malformed = malformed,
        };
    }

    /// <summary>
    /// The cluster of these relations; where they contradict each other, the clusters of those that do not.
    /// </summary>
    private void Add(Relation[] relations)
    {
        Cluster whole = new(relations);
        if (whole.Binding.Count == 1 || !IsContradictory(whole))
        {
            _clusters.Add(whole);
            return;
        }

        List<Relation> kept = [];
        foreach (Relation relation in relations)
        {
            kept.Add(relation);
            if (kept.Count > 1 && IsContradictory(new Cluster([.. kept])))
            {
                kept.RemoveAt(kept.Count - 1);
                _contradictions.Add(new Contradiction(relation, whole.Markets.Count));
            }
        }

        // Without what was suspended the rest may fall apart.
        _groups.Divide(kept, int.MaxValue, _cut).ForEach(Add);
    }

    private static bool IsContradictory(Cluster cluster)
    {
        SearchOracle oracle = new(cluster.Compiled);
        ulong[] world = new ulong[cluster.Compiled.Logic.Words];
        long[] weights = new long[cluster.Markets.Count];
        return oracle.Minimise(weights, ContradictionNodes, long.MaxValue, world).Status == OracleStatus.Contradictory;
    }
}
