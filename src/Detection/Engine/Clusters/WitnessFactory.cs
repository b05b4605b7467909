using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Chooses the cheapest complete search for the shape of a cluster.</summary>
internal sealed class WitnessFactory(MarketTable markets, GroupTable groups, WitnessLimits limits)
{
    private readonly LineScratches _scratches = new();
    private int[] _places = [];

    public IClusterWitness Of(LiveCluster cluster)
    {
        if (cluster.IsClosedForm)
        {
            Group only = groups.Groups[cluster.Groups[0]];
            return ClosedFormWitness.Of(only.Kind, Local(groups.Slots(only), cluster.Rows))!;
        }

        ClusterPart[] parts = [.. cluster.Groups.Select(id => new ClusterPart(
            groups.Groups[id].Kind,
            Local(groups.Slots(groups.Groups[id]), cluster.Rows),
            groups.Records[id].Relation!.Line))];
        return OfImplications(parts, cluster.Rows.Length)
            ?? LineWitness.Of(parts, cluster.Rows.Length, _scratches)
            ?? new WorldWitness(parts, cluster.Rows.Length, limits);
    }

    private static ImplicationWitness? OfImplications(ClusterPart[] parts, int count)
    {
        List<(int If, int Then)> implications = [];
        foreach (ClusterPart part in parts)
        {
            if (ImplicationGraph.Of(part.Kind, part.Slots) is not IEnumerable<(int If, int Then)> some)
            {
                return null;
            }

            implications.AddRange(some);
        }

        return ImplicationGraph.TryBuild(count, implications) is ImplicationGraph graph
            ? new ImplicationWitness(graph)
            : null;
    }

    /// <summary>Slots of the exchange as slots of the cluster.</summary>
    private int[] Local(ReadOnlySpan<int> slots, int[] rows)
    {
        if (_places.Length < markets.Count)
        {
            _places = new int[markets.Boxes.Length];
        }

        for (int i = 0; i < rows.Length; i++)
        {
            _places[rows[i]] = i;
        }

        int[] local = new int[slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            local[i] = (2 * _places[slots[i] >> 1]) + (slots[i] & 1);
        }

        return local;
    }
}

/// <summary>One relation of a cluster, its claims as slots of the cluster.</summary>
internal sealed record ClusterPart(GroupKind Kind, int[] Slots, CellLine? Line)
{
    /// <summary>The relation as a fact of logic.</summary>
    public LogicConstraint Constraint() => Kind switch
    {
        GroupKind.Exclusive => LogicConstraint.AtMostOne(Slots),
        GroupKind.Exhaustive => LogicConstraint.AtLeastOne(Slots),
        GroupKind.Partition => LogicConstraint.ExactlyOne(Slots),
        GroupKind.Chain => LogicConstraint.Implies(Slots),
        GroupKind.Equal => LogicConstraint.AllEqual(Slots),
        GroupKind.Conjunction => LogicConstraint.Conjunction(Slots),
        GroupKind.Line => LogicConstraint.Line(
            Line!.Cells.Count,
            Slots,
            [.. Line.Spans.Select(static span => span.From)],
            [.. Line.Spans.Select(static span => span.To)]),
    };

    /// <summary>Whether the relation admits these outcomes, one a market of the cluster; read from its definition.</summary>
    public bool Admits(ReadOnlySpan<bool> outcomes)
    {
        bool[] pays = new bool[Slots.Length];
        for (int i = 0; i < pays.Length; i++)
        {
            pays[i] = outcomes[Slots[i] >> 1] == ((Slots[i] & 1) == 0);
        }

        int paying = pays.Count(static value => value);
        return Kind switch
        {
            GroupKind.Exclusive => paying <= 1,
            GroupKind.Exhaustive => paying >= 1,
            GroupKind.Partition => paying == 1,
            GroupKind.Chain => Enumerable.Range(1, pays.Length - 1).All(i => !pays[i - 1] || pays[i]),
            GroupKind.Equal => paying == 0 || paying == pays.Length,
            GroupKind.Conjunction => pays[0] == pays.Skip(1).All(static value => value),
            GroupKind.Line => Enumerable.Range(0, Line!.Cells.Count)
                .Any(cell => Enumerable.Range(0, pays.Length).All(i => Line.Pays(i, cell) == pays[i])),
        };
    }
}
