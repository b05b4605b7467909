using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>
/// A cluster cut into bags of few variables: every fact lies within a bag, and the bags that hold a variable are
/// connected. Found by eliminating variables, each time the one that ties the fewest new knots.
/// </summary>
internal sealed class JoinTree
{
    private JoinTree(IReadOnlyList<Bag> bags) => Bags = bags;

    /// <summary>Children before their parents.</summary>
    public IReadOnlyList<Bag> Bags { get; }

    /// <param name="Variables">In ascending order.</param>
    /// <param name="Parent">The bag nearer to the root, or -1.</param>
    public sealed record Bag(int[] Variables, int Parent);

    public static JoinTree Of(ClusterLogic logic)
    {
        int variables = logic.Variables;
        ulong[][] near = Neighbours(logic);
        bool[] gone = new bool[variables];
        int[] step = new int[variables];
        List<int[]> cliques = [];
        for (int turn = 0; turn < variables; turn++)
        {
            int chosen = Cheapest(near, gone);
            int[] around = [.. Members(near[chosen])];
            foreach (int other in around)
            {
                for (int w = 0; w < near[other].Length; w++)
                {
                    near[other][w] |= near[chosen][w];
                }

                Clear(near[other], other);
                Clear(near[other], chosen);
            }

            gone[chosen] = true;
            step[chosen] = turn;
            cliques.Add([chosen, .. around]);
        }

        return Link(cliques, step);
    }

    /// <summary>
    /// A clique hangs under that of its next variable to go, which holds all the others; one that has nothing but them
    /// grows by the variable instead.
    /// </summary>
    private static JoinTree Link(List<int[]> cliques, int[] step)
    {
        List<(List<int> Variables, int Parent)> bags = [];
        int[] holder = new int[cliques.Count];
        for (int turn = cliques.Count - 1; turn >= 0; turn--)
        {
            int[] clique = cliques[turn];
            int parent = clique.Length == 1 ? -1 : holder[clique.Skip(1).Min(variable => step[variable])];
            if (parent >= 0 && bags[parent].Variables.Count == clique.Length - 1)
            {
                bags[parent].Variables.Add(clique[0]);
                holder[turn] = parent;
            }
            else
            {
                holder[turn] = bags.Count;
                bags.Add(([.. clique], parent));
            }
        }

        int last = bags.Count - 1;
        return new([.. Enumerable.Range(0, bags.Count).Select(i => new Bag(
            [.. bags[last - i].Variables.Order()], bags[last - i].Parent < 0 ? -1 : last - bags[last - i].Parent))]);
    }

    /// <summary>Of the variables still there, the one whose neighbours lack the fewest ties among themselves.</summary>
    private static int Cheapest(ulong[][] near, bool[] gone)
    {
        int best = -1;
        int fewest = int.MaxValue;
        for (int variable = 0; variable < near.Length; variable++)
        {
            if (gone[variable])
            {
                continue;
            }

            int missing = 0;
            foreach (int other in Members(near[variable]))
            {
                for (int w = 0; w < near[variable].Length; w++)
                {
                    missing += BitOperations.PopCount(near[variable][w] & ~near[other][w]);
                }

                // A neighbour is not its own.
                missing--;
            }

            if (missing < fewest)
            {
                (best, fewest) = (variable, missing);
            }
        }

        return best;
    }

    private static ulong[][] Neighbours(ClusterLogic logic)
    {
        ulong[][] near = [.. Enumerable.Range(0, logic.Variables).Select(_ => new ulong[logic.Words])];
        foreach (LogicConstraint constraint in logic.Constraints)
        {
            // The facts of a chain are its links: only neighbours are tied.
            int reach = constraint.Kind == ConstraintKind.Implies ? 1 : constraint.Literals.Length;
            for (int i = 0; i < constraint.Literals.Length; i++)
            {
                for (int j = i + 1; j <= i + reach && j < constraint.Literals.Length; j++)
                {
                    Tie(near, Literal.VariableOf(constraint.Literals[i]), Literal.VariableOf(constraint.Literals[j]));
                }
            }
        }

        return near;
    }

    private static void Tie(ulong[][] near, int a, int b)
    {
        if (a != b)
        {
            WorldBits.Set(near[a], b);
            WorldBits.Set(near[b], a);
        }
    }

    private static IEnumerable<int> Members(ulong[] set)
    {
        for (int w = 0; w < set.Length; w++)
        {
            for (ulong bits = set[w]; bits != 0; bits &= bits - 1)
            {
                yield return (w << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    private static void Clear(ulong[] set, int variable) => set[variable >> 6] &= ~(1UL << (variable & 63));
}
