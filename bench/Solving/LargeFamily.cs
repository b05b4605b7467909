using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>Clusters of any size in the shapes that no closed form decides, and random worlds of each.</summary>
internal sealed class LargeFamily
{
    private readonly List<LogicConstraint> _facts = [];
    private readonly Random _random;
    private readonly int _size;

    private LargeFamily(string name, int size, int seed)
    {
        Name = name;
        _size = size;
        _random = new Random(seed);
    }

    public static string[] Names { get; } =
        ["thresholds and ranges", "ring of rivals", "table of two partitions", "parlays in a tree", "parlays with cycles",
            "ladders joined by rules", "implications and rivals"];

    public string Name { get; }

    public ClusterLogic Logic => field ??= new ClusterLogic(_size, _facts);

    public static LargeFamily Of(string name, int size, int seed)
    {
        LargeFamily family = new(name, size, seed);
        switch (Array.IndexOf(Names, name))
        {
            case 0:
                family.AddLine();
                break;
            case 1:
                family.AddRing();
                break;
            case 2:
                family.AddTable();
                break;
            case 3:
                family.AddParlays(static (leg, _) => (leg, leg + 1));
                break;
            case 4:
                family.AddParlays(static (leg, random) => (leg, random));
                break;
            case 5:
                family.AddLadders();
                break;
            default:
                family.AddMixed();
                break;
        }

        return family;
    }

    /// <summary>A random corner of what is possible: the lightest world under random weights.</summary>
    public bool[] DrawWorld(IWorldOracle oracle)
    {
        long[] weights = [.. Enumerable.Range(0, _size).Select(_ => (long)_random.Next(-1_000_000, 1_000_000))];
        ulong[] world = new ulong[Logic.Words];
        oracle.Minimise(weights, 200_000, long.MinValue, world);
        return [.. Enumerable.Range(0, _size).Select(market => WorldBits.Get(world, market))];
    }

    private void AddLine()
    {
        int cells = Math.Max(3, _size * 3 / 5);
        int[] from = new int[_size];
        int[] to = new int[_size];
        for (int market = 0; market < _size; market++)
        {
            from[market] = _random.Next(1, cells);
            to[market] = market % 2 == 0 ? cells : Math.Min(cells, from[market] + _random.Next(1, 4));
        }

        _facts.Add(LogicConstraint.Line(cells, [.. All()], from, to));
    }

    private void AddRing()
    {
        for (int market = 0; market < _size; market++)
        {
            _facts.Add(LogicConstraint.AtMostOne(Literal.Yes(market), Literal.Yes((market + 1) % _size)));
        }
    }

    /// <summary>Rows and columns, one of each comes true, and the cells of both.</summary>
    private void AddTable()
    {
        int side = 2;
        while (((side + 1) * (side + 1)) + (2 * (side + 1)) <= _size)
        {
            side++;
        }

        int[] rows = [.. Enumerable.Range(0, side).Select(Literal.Yes)];
        int[] columns = [.. Enumerable.Range(side, side).Select(Literal.Yes)];
        _facts.Add(LogicConstraint.ExactlyOne(rows));
        _facts.Add(LogicConstraint.ExactlyOne(columns));
        int next = 2 * side;
        foreach (int row in rows)
        {
            foreach (int column in columns)
            {
                _facts.Add(LogicConstraint.Conjunction(Literal.Yes(next++), row, column));
            }
        }
    }

    private void AddParlays(Func<int, int, (int, int)> pairs)
    {
        int legs = (_size + 1) / 2;
        for (int whole = legs; whole < _size; whole++)
        {
            int leg = whole - legs;
            int other = (leg + 1 + _random.Next(legs - 1)) % legs;
            (int first, int second) = pairs(leg, other);
            _facts.Add(LogicConstraint.Conjunction(Literal.Yes(whole), Literal.Yes(first), Literal.Yes(second % legs)));
        }
    }

    private void AddLadders()
    {
        const int ladders = 4;
        int rungs = _size / ladders;
        for (int ladder = 0; ladder < ladders; ladder++)
        {
            _facts.Add(LogicConstraint.Implies([.. Enumerable.Range(ladder * rungs, rungs).Select(Literal.Yes)]));
        }

        for (int rule = 0; rule < rungs; rule++)
        {
            int from = (_random.Next(ladders - 1) * rungs) + _random.Next(rungs);
            int to = (((from / rungs) + 1) * rungs) + _random.Next(rungs);
            _facts.Add(rule % 3 == 0
                ? LogicConstraint.AtMostOne(Literal.Yes(from), Literal.No(to))
                : LogicConstraint.Implies(Literal.Yes(from), Literal.Yes(to)));
        }
    }

    private void AddMixed()
    {
        for (int market = 1; market < _size; market++)
        {
            int other = _random.Next(market);
            _facts.Add(market % 3 == 0
                ? LogicConstraint.AtMostOne(Literal.Yes(market), Literal.Yes(other))
                : LogicConstraint.Implies(Literal.Yes(market), Literal.Yes(other)));
        }

        for (int rival = 0; rival < _size / 4; rival++)
        {
            int[] some = [.. Enumerable.Range(0, 3).Select(_ => _random.Next(_size)).Distinct()];
            if (some.Length == 3)
            {
                _facts.Add(LogicConstraint.AtMostOne([.. some.Select(Literal.Yes)]));
            }
        }
    }

    private IEnumerable<int> All() => Enumerable.Range(0, _size).Select(Literal.Yes);
}
