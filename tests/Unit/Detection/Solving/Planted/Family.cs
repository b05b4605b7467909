namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>Random clusters of every family that needs its own mathematics.</summary>
internal static class Family
{
    public static readonly string[] Names =
    [
        "implications", "one group", "line", "nest", "crossing partitions", "mutex graph", "mixed pairs", "parlays",
        "k of n", "joined lines",
    ];

    public static Fact[] Facts(string family, int markets, Dice dice) => family switch
    {
        "implications" => Implications(markets, dice),
        "one group" => [new(dice.Below(3) switch { 0 => "at most one", 1 => "at least one", _ => "exactly one" }, Yes(0, markets))],
        "line" => [Line(0, markets, dice.Between(2, markets + 2), dice)],
        "nest" => [Nest(markets, dice)],
        "crossing partitions" => Crossing(markets, dice),
        "mutex graph" => Mutexes(markets, dice),
        "mixed pairs" => Pairs(markets, dice),
        "parlays" => Parlays(markets, dice),
        "k of n" => Counting(markets, dice),
        "joined lines" => Joined(markets, dice),
        _ => throw new ArgumentException(family, nameof(family)),
    };

    private static Side[] Yes(int from, int to) => [.. Enumerable.Range(from, to - from).Select(static m => new Side(m, true))];

    private static Side Any(int markets, Dice dice) => new(dice.Below(markets), dice.Chance(50));

    private static Fact[] Implications(int markets, Dice dice)
    {
        List<Fact> facts = [];
        for (int i = 0; i < markets + dice.Below(markets); i++)
        {
            int[] order = dice.Shuffled(markets);
            int length = dice.Between(2, Math.Min(3, markets));
            Side[] chain = [.. order.Take(length).Order().Select(m => new Side(m, true))];
            facts.Add(new("implies", chain));
        }

        if (dice.Chance(40))
        {
            int[] pair = dice.Shuffled(markets);
            facts.Add(new("all equal", [new(pair[0], true), new(pair[1], dice.Chance(60))]));
        }

        return [.. facts];
    }

    private static Fact Line(int first, int count, int cells, Dice dice)
    {
        (int From, int To)[] spans = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            int from = dice.Below(cells);
            int to = dice.Between(from + 1, cells);
            spans[i] = dice.Below(3) switch { 0 => (from, cells), 1 => (0, to), _ => (from, to) };
        }

        return new("line", [.. Enumerable.Range(first, count).Select(m => new Side(m, !dice.Chance(10)))], cells, spans);
    }

    private static Fact Nest(int markets, Dice dice)
    {
        // Candidates in their parties, parties in their blocs: spans that contain each other or do not meet.
        int cells = Math.Max(3, markets);
        List<(int From, int To)> spans = [];
        void Split(int from, int to)
        {
            if (spans.Count >= markets || to - from < 1)
            {
                return;
            }

            spans.Add((from, to));
            if (to - from > 1)
            {
                int middle = dice.Between(from + 1, to - 1);
                Split(from, middle);
                Split(middle, to - (dice.Chance(30) ? 1 : 0));
            }
        }

        Split(0, cells - dice.Below(2));
        while (spans.Count < markets)
        {
            int at = dice.Below(cells);
            spans.Add((at, at + 1));
        }

        return new("line", Yes(0, markets), cells, [.. spans]);
    }

    private static Fact[] Crossing(int markets, Dice dice)
    {
        // Cells of a table, each row and column also a market: a row holds exactly when one of its cells does.
        int rows = 2;
        int columns = Math.Max(2, Math.Min(3, (markets - rows) / (rows + 1)));
        int cells = rows * columns;
        List<Fact> facts = [new(dice.Chance(70) ? "exactly one" : "at most one", Yes(0, cells))];
        int next = cells;
        for (int r = 0; r < rows && next < markets; r++, next++)
        {
            facts.Add(new("conjunction", [new(next, false), .. Enumerable.Range(r * columns, columns).Select(c => new Side(c, false))]));
        }

        for (int c = 0; c < columns && next < markets; c++, next++)
        {
            facts.Add(new("conjunction", [new(next, false), .. Enumerable.Range(0, rows).Select(r => new Side((r * columns) + c, false))]));
        }

        return [.. facts.Where(fact => fact.Sides.All(side => side.Market < markets))];
    }

    private static Fact[] Mutexes(int markets, Dice dice)
    {
        bool ring = dice.Chance(50);
        List<Fact> facts = [];
        for (int i = 0; ring && i < markets; i++)
        {
            facts.Add(new("at most one", [new(i, true), new((i + 1) % markets, true)]));
        }

        for (int i = 0; !ring && i < markets; i++)
        {
            int size = dice.Between(2, Math.Min(4, markets));
            facts.Add(new("at most one", [.. dice.Shuffled(markets).Take(size).Select(static m => new Side(m, true))]));
        }

        return [.. facts];
    }

    private static Fact[] Pairs(int markets, Dice dice)
    {
        List<Fact> facts = [];
        for (int i = 0; i < markets; i++)
        {
            int[] order = dice.Shuffled(markets);
            string kind = dice.Below(3) switch { 0 => "implies", 1 => "at most one", _ => "at least one" };
            facts.Add(new(kind, [new(order[0], true), new(order[1], true)]));
        }

        return [.. facts];
    }

    private static Fact[] Parlays(int markets, Dice dice)
    {
        int legs = Math.Max(2, markets / 2);
        List<Fact> facts = [];
        for (int combo = legs; combo < markets; combo++)
        {
            int size = dice.Between(2, Math.Min(3, legs));
            Side[] parts = [.. dice.Shuffled(legs).Take(size).Select(m => new Side(m, dice.Chance(80)))];
            facts.Add(new("conjunction", [new(combo, true), .. parts]));
        }

        if (dice.Chance(40))
        {
            facts.Add(new("at most one", [.. dice.Shuffled(legs).Take(2).Select(static m => new Side(m, true))]));
        }

        return [.. facts];
    }

    private static Fact[] Counting(int markets, Dice dice)
    {
        // The last market: at least k of the others. Written as clauses over all subsets.
        int n = markets - 1;
        int k = dice.Between(1, n);
        Side whole = new(n, true);
        List<Fact> facts = [];
        for (int set = 0; set < 1 << n; set++)
        {
            IEnumerable<int> members = Enumerable.Range(0, n).Where(m => (set >> m & 1) == 1);
            int size = members.Count();
            if (size == k)
            {
                facts.Add(new("at least one", [whole, .. members.Select(static m => new Side(m, false))]));
            }

            if (size == n - k + 1)
            {
                facts.Add(new("at least one", [whole.Flip(), .. members.Select(static m => new Side(m, true))]));
            }
        }

        return [.. facts];
    }

    private static Fact[] Joined(int markets, Dice dice)
    {
        int split = Math.Max(1, markets / 2);
        List<Fact> facts =
        [
            Line(0, split, dice.Between(2, 4), dice), Line(split, markets - split, dice.Between(2, 4), dice),
        ];
        for (int i = 0; i < dice.Between(1, 2); i++)
        {
            facts.Add(new("implies", [Any(split, dice), new(dice.Between(split, markets - 1), dice.Chance(70))]));
        }

        return [.. facts];
    }
}
