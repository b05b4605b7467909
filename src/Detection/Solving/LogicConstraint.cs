namespace Dutchbook.Detection;

/// <summary>One logical fact over literals. Intervals of a line are half open, in cells.</summary>
internal sealed class LogicConstraint
{
    private readonly int[] _literals;
    private readonly int[] _from;
    private readonly int[] _to;

    private LogicConstraint(ConstraintKind kind, int[] literals, int cells, int[] from, int[] to)
    {
        Kind = kind;
        _literals = literals;
        Cells = cells;
        _from = from;
        _to = to;
    }

    public ConstraintKind Kind { get; }

    public ReadOnlySpan<int> Literals => _literals;

    /// <summary>The number of cells of a line; zero for every other kind.</summary>
    public int Cells { get; }

    public ReadOnlySpan<int> From => _from;

    public ReadOnlySpan<int> To => _to;

    public static LogicConstraint Implies(params int[] chain) => Plain(ConstraintKind.Implies, chain);

    public static LogicConstraint AtMostOne(params int[] literals) => Plain(ConstraintKind.AtMostOne, literals);

    public static LogicConstraint AtLeastOne(params int[] literals) => Plain(ConstraintKind.AtLeastOne, literals);

    public static LogicConstraint ExactlyOne(params int[] literals) => Plain(ConstraintKind.ExactlyOne, literals);

    public static LogicConstraint AllEqual(params int[] literals) => Plain(ConstraintKind.AllEqual, literals);

    /// <param name="literals">The whole first, then its parts.</param>
    public static LogicConstraint Conjunction(params int[] literals) => Plain(ConstraintKind.Conjunction, literals);

    /// <param name="cells">How many cells the line has; exactly one of them happens.</param>
    /// <param name="literals">The markets on the line.</param>
    /// <param name="from">The first cell of each interval.</param>
    /// <param name="to">The cell after the last of each interval; an empty interval never happens.</param>
    public static LogicConstraint Line(int cells, int[] literals, int[] from, int[] to)
    {
        if (cells < 1 || from.Length != literals.Length || to.Length != literals.Length)
        {
            throw new ArgumentException("A line needs a cell, and two ends for each literal.", nameof(cells));
        }

        for (int i = 0; i < literals.Length; i++)
        {
            if (from[i] < 0 || from[i] > to[i] || to[i] > cells)
            {
                throw new ArgumentException($"Interval [{from[i]}, {to[i]}) leaves the line.", nameof(from));
            }
        }

        return new(ConstraintKind.Line, literals, cells, from, to);
    }

    public bool Admits(ReadOnlySpan<ulong> world)
    {
        int holding = 0;
        foreach (int literal in _literals)
        {
            holding += Literal.Holds(literal, world) ? 1 : 0;
        }

        return Kind switch
        {
            ConstraintKind.Implies => KeepsOrder(world),
            ConstraintKind.AtMostOne => holding <= 1,
            ConstraintKind.AtLeastOne => holding >= 1,
            ConstraintKind.ExactlyOne => holding == 1,
            ConstraintKind.AllEqual => holding == 0 || holding == _literals.Length,
            ConstraintKind.Conjunction => Literal.Holds(_literals[0], world)
                ? holding == _literals.Length
                : holding < _literals.Length - 1,
            ConstraintKind.Line => SomeCellFits(world),
        };
    }

    private static LogicConstraint Plain(ConstraintKind kind, int[] literals) => new(kind, literals, 0, [], []);

    private bool KeepsOrder(ReadOnlySpan<ulong> world)
    {
        for (int i = 1; i < _literals.Length; i++)
        {
            if (Literal.Holds(_literals[i - 1], world) && !Literal.Holds(_literals[i], world))
            {
                return false;
            }
        }

        return true;
    }

    private bool SomeCellFits(ReadOnlySpan<ulong> world)
    {
        for (int cell = 0; cell < Cells; cell++)
        {
            bool fits = true;
            for (int i = 0; fits && i < _literals.Length; i++)
            {
                fits = Literal.Holds(_literals[i], world) == (_from[i] <= cell && cell < _to[i]);
            }

            if (fits)
            {
                return true;
            }
        }

        return false;
    }
}
