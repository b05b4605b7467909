namespace Dutchbook.Detection;

internal enum WorldTableState
{
    /// <summary>Every admissible world is listed.</summary>
    Complete,

    /// <summary>No world agrees with all facts: the facts contradict each other.</summary>
    Contradictory,

    /// <summary>More worlds than the cap, or more search than the budget: the list is not usable as a whole.</summary>
    TooMany,
}

/// <summary>All admissible worlds of a cluster, as a matrix of bits in the order of the search.</summary>
internal sealed class WorldTable
{
    public const int DefaultCap = 4096;
    public const long DefaultNodes = 1 << 18;

    private readonly ulong[] _bits;

    private WorldTable(WorldTableState state, int variables, ulong[] bits, int count)
    {
        State = state;
        Variables = variables;
        Words = WorldBits.WordsFor(variables);
        Count = count;
        _bits = bits;
    }

    public WorldTableState State { get; }

    public int Variables { get; }

    public int Words { get; }

    /// <summary>How many worlds are listed: none unless complete.</summary>
    public int Count { get; }

    public ReadOnlySpan<ulong> this[int world] => _bits.AsSpan(world * Words, Words);

    public bool Get(int world, int variable) => WorldBits.Get(this[world], variable);

    public static WorldTable Enumerate(ClusterLogic logic, int cap = DefaultCap, long nodes = DefaultNodes) =>
        Enumerate(new CompiledLogic(logic), cap, nodes);

    public static WorldTable Enumerate(CompiledLogic compiled, int cap = DefaultCap, long nodes = DefaultNodes)
    {
        int words = compiled.Logic.Words;
        Propagator truth = new(compiled);
        List<ulong> bits = [];
        ulong[] world = new ulong[words];
        Stack<(int Mark, int Literal)> open = [];
        bool possible = truth.Start();
        while (true)
        {
            if (possible && truth.IsComplete)
            {
                if (bits.Count == cap * words)
                {
                    return new(WorldTableState.TooMany, compiled.Logic.Variables, [], 0);
                }

                truth.CopyWorld(world);
                bits.AddRange(world);
                possible = false;
            }

            int literal;
            if (possible)
            {
                literal = Literal.No(FirstOpen(compiled, truth));
                open.Push((truth.Count, Literal.Not(literal)));
            }
            else if (open.TryPop(out (int Mark, int Literal) branch))
            {
                truth.BackTo(branch.Mark);
                literal = branch.Literal;
            }
            else
            {
                break;
            }

            if (nodes-- <= 0)
            {
                return new(WorldTableState.TooMany, compiled.Logic.Variables, [], 0);
            }

            possible = truth.Assume(literal);
        }

        return new(
            bits.Count == 0 ? WorldTableState.Contradictory : WorldTableState.Complete, compiled.Logic.Variables,
            [.. bits], bits.Count / words);
    }

    private static int FirstOpen(CompiledLogic compiled, Propagator truth)
    {
        int variable = 0;
        while (variable < compiled.Logic.Variables && !truth.IsOpen(variable))
        {
            variable++;
        }

        return variable;
    }
}
