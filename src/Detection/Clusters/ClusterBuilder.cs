using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Divides the markets into clusters by the relations that bind them. Relations are joined from the most certain on;
/// one that would make a cluster larger than the cap is left out, which can only miss; one that contradicts those
/// before it is suspended.
/// </summary>
internal sealed class ClusterBuilder(RelationSlots slots, int mostMarkets)
{
    /// <summary>
    /// Steps in which a world that agrees with all facts must be found, else nothing is said about them.
    /// </summary>
    private const long ContradictionNodes = 20_000;

    private readonly Relation[] _relations = slots.Relations;
    private readonly RelationGroups _groups = new(slots);
    private readonly List<Cluster> _clusters = [];
    private readonly List<int> _cut = [];
    private readonly List<Contradiction> _contradictions = [];

    public static ClusterMap Build(RelationSlots slots, int mostMarkets) => new ClusterBuilder(slots, mostMarkets).Build();

    private ClusterMap Build()
    {
        List<int> binding = new(_relations.Length);
        List<Relation> malformed = [];
        for (int i = 0; i < _relations.Length; i++)
        {
            if (RelationLogic.Binds(_relations[i]))
            {
                if (_groups.IsWellFormed(i))
                {
                    binding.Add(i);
                }
                else
                {
                    malformed.Add(_relations[i]);
                }
            }
        }

        // Nearly every connected part is one relation: which is the most certain is asked only within the others.
        List<int[]> parts = _groups.Divide(binding, int.MaxValue, _cut);
        List<int[]> large = parts.FindAll(part => _groups.MarketsOf(part) > mostMarkets);
        foreach (int[] part in parts)
        {
            Array.Sort(part, ByCertainty);
            if (!large.Contains(part))
            {
                Add(part);
            }
        }

        foreach (int[] part in large)
        {
            _groups.Divide(part, mostMarkets, _cut).ForEach(Add);
        }

        _cut.Sort(ByCertainty);
        _contradictions.Sort(static (one, other) => RelationLogic.ByCertainty(one.Suspended, other.Suspended));
        return new ClusterMap
        {
            Clusters = _clusters,
            Cut = [.. _cut.Select(i => _relations[i])],
            Contradictions = _contradictions,
            Malformed = malformed,
        };
    }

    /// <summary>
    /// The cluster of these relations; where they contradict each other, the clusters of those that do not.
    /// </summary>
    private void Add(int[] relations)
    {
        Cluster whole = ClusterOf(relations);
        if (whole.Binding.Count == 1 || !IsContradictory(whole))
        {
            _clusters.Add(whole);
            return;
        }

        List<int> kept = [];
        foreach (int relation in relations)
        {
            kept.Add(relation);
            if (kept.Count > 1 && IsContradictory(ClusterOf(kept)))
            {
                kept.RemoveAt(kept.Count - 1);
                _contradictions.Add(new Contradiction(_relations[relation], whole.Markets.Count));
            }
        }

        // Without what was suspended the rest may fall apart.
        _groups.Divide(kept, int.MaxValue, _cut).ForEach(Add);
    }

    private Cluster ClusterOf(IReadOnlyList<int> relations)
    {
        Relation[] own = new Relation[relations.Count];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = _relations[relations[i]];
        }

        return new Cluster(own);
    }

    private int ByCertainty(int left, int right) => RelationLogic.ByCertainty(_relations[left], _relations[right]);

    private static bool IsContradictory(Cluster cluster)
    {
        // One question, answered by the first world met: to list or tabulate all of them would take longer.
        SearchOracle oracle = new(cluster.Compiled);
        ulong[] world = new ulong[cluster.Compiled.Logic.Words];
        long[] weights = new long[cluster.Markets.Count];
        return oracle.Minimise(weights, ContradictionNodes, long.MaxValue, world).Status == OracleStatus.Contradictory;
    }
}
