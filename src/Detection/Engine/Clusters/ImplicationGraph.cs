namespace Dutchbook.Detection;

/// <summary>
/// A cluster in which every relation binds two claims at a time, turned so that all of them say "this YES implies that
/// one": possible exactly if complementing some markets does it. Markets on a cycle of implications are equivalent and
/// share a node; nodes are numbered so that every arc leads from a lower number to a higher one.
/// </summary>
internal sealed class ImplicationGraph
{
    private ImplicationGraph(int[] slots, int[] nodeOf, int nodes, (int From, int To)[] arcs) =>
        (Slots, NodeOf, Nodes, Arcs) = (slots, nodeOf, nodes, arcs);

    /// <summary>The claim of each market of the cluster that the arcs speak of.</summary>
    public int[] Slots { get; }

    public int[] NodeOf { get; }

    public int Nodes { get; }

    /// <summary>By ascending origin.</summary>
    public (int From, int To)[] Arcs { get; }

    /// <summary>The implications of a relation between two claims at a time; null for relations of another shape.</summary>
    public static IEnumerable<(int If, int Then)>? Of(GroupKind kind, int[] slots) => (kind, slots.Length) switch
    {
        (GroupKind.Chain, _) => slots.Zip(slots.Skip(1)),
        (GroupKind.Equal, _) => slots.Zip(slots.Skip(1)).Append((slots[^1], slots[0])),
        (GroupKind.Exclusive, 2) => [(slots[0], slots[1] ^ 1)],
        (GroupKind.Exhaustive, 2) => [(slots[0] ^ 1, slots[1])],
        (GroupKind.Partition, 2) => [(slots[0], slots[1] ^ 1), (slots[1] ^ 1, slots[0])],
        (GroupKind.Conjunction, 2) => [(slots[0], slots[1]), (slots[1], slots[0])],
        _ => null,
    };

    /// <summary>Null when the signs do not balance: some market would have to be complemented and not be.</summary>
    public static ImplicationGraph? TryBuild(int markets, IReadOnlyList<(int If, int Then)> implications)
    {
        int[]? signs = Signs(markets, implications);
        if (signs is null)
        {
            return null;
        }

        List<int>[] after = [.. Enumerable.Range(0, markets).Select(static _ => new List<int>())];
        foreach ((int first, int second) in implications)
        {
            bool asIs = (first & 1) == signs[first >> 1];
            (int from, int to) = asIs ? (first >> 1, second >> 1) : (second >> 1, first >> 1);
            after[from].Add(to);
        }

        (int[] nodeOf, int nodes) = StrongComponents.Of(after);
        (int From, int To)[] arcs = [.. after
            .SelectMany((targets, from) => targets.Select(to => (From: nodeOf[from], To: nodeOf[to])))
            .Where(static arc => arc.From != arc.To).Distinct().Order()];
        return new ImplicationGraph([.. signs.Select(static (sign, market) => (2 * market) + sign)], nodeOf, nodes, arcs);
    }

    /// <summary>For each market the side that stands for it, so that each implication has both or neither of its claims.</summary>
    private static int[]? Signs(int markets, IReadOnlyList<(int If, int Then)> implications)
    {
        List<(int Market, int Differs)>[] bound = [.. Enumerable.Range(0, markets).Select(static _ => new List<(int, int)>())];
        foreach ((int first, int second) in implications)
        {
            int differs = (first ^ second) & 1;
            bound[first >> 1].Add((second >> 1, differs));
            bound[second >> 1].Add((first >> 1, differs));
        }

        int[] signs = new int[markets];
        Array.Fill(signs, -1);
        Stack<int> open = [];
        for (int start = 0; start < markets; start++)
        {
            if (signs[start] < 0)
            {
                signs[start] = 0;
                open.Push(start);
            }

            while (open.TryPop(out int market))
            {
                foreach ((int other, int differs) in bound[market])
                {
                    int sign = signs[market] ^ differs;
                    if (signs[other] < 0)
                    {
                        signs[other] = sign;
                        open.Push(other);
                    }
                    else if (signs[other] != sign)
                    {
                        return null;
                    }
                }
            }
        }

        return signs;
    }
}
