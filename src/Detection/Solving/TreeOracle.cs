namespace Dutchbook.Detection;

/// <summary>
/// The oracle of clusters that fall into small bags: every bag lists the assignments of its few variables that agree
/// with each other, and a question is one pass over those lists, however many worlds they make together. The work is
/// the same for every question.
/// </summary>
internal sealed class TreeOracle : IWorldOracle
{
    private readonly BagTable[] _bags;
    private readonly long[][] _message;
    private readonly int[][] _argument;
    private readonly int[] _chosen;

    private TreeOracle(BagTable[] bags, int variables)
    {
        _bags = bags;
        Variables = variables;
        _message = [.. bags.Select(static bag => new long[bag.Keys])];
        _argument = [.. bags.Select(static bag => new int[bag.Keys])];
        _chosen = new int[bags.Length];
        Rows = bags.Sum(static bag => (long)bag.Rows);
    }

    public int Variables { get; }

    /// <summary>The lines of all lists together: the work of a question.</summary>
    public long Rows { get; }

    /// <summary>Null where the lists would hold more than a number of rows, or take more search than that to make.</summary>
    public static TreeOracle? TryBuild(CompiledLogic logic, int mostRows)
    {
        JoinTree tree = JoinTree.Of(logic.Logic);
        Propagator truth = new(logic);
        bool possible = truth.Start();
        BagTable[] tables = new BagTable[tree.Bags.Count];
        int left = mostRows;
        for (int bag = 0; bag < tables.Length; bag++)
        {
            int[] parent = tree.Bags[bag].Parent < 0 ? [] : tree.Bags[tree.Bags[bag].Parent].Variables;
            BagTable[] children =
            [
                .. Enumerable.Range(0, bag).Where(child => tree.Bags[child].Parent == bag).Select(child => tables[child]),
            ];
            BagTable? table = BagTable.TryList(bag, tree.Bags[bag].Variables, parent, children, truth, possible, left);
            if (table is null)
            {
                return null;
            }

            left -= table.Rows;
            tables[bag] = table;
        }

        return new(tables, logic.Logic.Variables);
    }

    public OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world)
    {
        long least = 0;
        for (int bag = 0; bag < _bags.Length; bag++)
        {
            if (_bags[bag].Rows == 0)
            {
                return new(OracleStatus.Contradictory, 0, 0, 0);
            }

            _bags[bag].Weigh(weights, _message, _message[bag], _argument[bag]);
            least += _bags[bag].IsRoot ? _message[bag][0] : 0;
        }

        world.Clear();
        for (int bag = _bags.Length - 1; bag >= 0; bag--)
        {
            // Parents come after their children in the list: going back, each has told its children their row already.
            if (_bags[bag].IsRoot)
            {
                _chosen[bag] = _argument[bag][0];
            }

            _bags[bag].Choose(_chosen[bag], _argument, _chosen, world);
        }

        return new(OracleStatus.Proven, least, least, Rows);
    }
}
