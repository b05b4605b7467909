namespace Dutchbook.Detection;

/// <summary>
/// A cluster's facts in the four shapes that propagate: arrows between literals, groups of which at most one holds,
/// clauses of which at least one holds, and lines. Immutable; shared by every search over the cluster.
/// </summary>
internal sealed class CompiledLogic
{
    public CompiledLogic(ClusterLogic logic)
    {
        Logic = logic;
        List<(int From, int To)> arrows = [];
        List<int[]> groups = [];
        List<int[]> clauses = [];
        List<CompiledLine> lines = [];
        foreach (LogicConstraint constraint in logic.Constraints)
        {
            Compile(constraint, arrows, groups, clauses, lines);
        }

        int literals = 2 * logic.Variables;
        Arrows = Jagged.Of(literals, arrows);
        Groups = [.. groups];
        GroupsOf = Jagged.Of(literals, Occurrences(groups));
        Clauses = [.. clauses];
        ClausesOf = Jagged.Of(literals, Occurrences(clauses));
        Lines = [.. lines];
        LinesOf = Jagged.Of(logic.Variables, lines.SelectMany((line, l) =>
            Enumerable.Range(0, line.Literals.Length).Select(i => (Literal.VariableOf(line.Literals[i]), l))));
    }

    public ClusterLogic Logic { get; }

    /// <summary>For each literal, the literals that it implies, contrapositives included.</summary>
    public Jagged Arrows { get; }

    public int[][] Groups { get; }

    public Jagged GroupsOf { get; }

    public int[][] Clauses { get; }

    public Jagged ClausesOf { get; }

    public CompiledLine[] Lines { get; }

    /// <summary>For each variable, the lines it lies on.</summary>
    public Jagged LinesOf { get; }

    private static IEnumerable<(int Literal, int Index)> Occurrences(List<int[]> sets) =>
        sets.SelectMany(static (set, index) => set.Select(literal => (literal, index)));

    private static void Compile(
        LogicConstraint constraint, List<(int From, int To)> arrows, List<int[]> groups, List<int[]> clauses,
        List<CompiledLine> lines)
    {
        int[] literals = constraint.Literals.ToArray();
        switch (constraint.Kind)
        {
            case ConstraintKind.Implies:
                Chain(literals, arrows);
                break;
            case ConstraintKind.AtMostOne:
                groups.Add(literals);
                break;
            case ConstraintKind.AtLeastOne:
                clauses.Add(literals);
                break;
            case ConstraintKind.ExactlyOne:
                groups.Add(literals);
                clauses.Add(literals);
                break;
            case ConstraintKind.AllEqual:
                Chain([.. literals, .. literals.Take(1)], arrows);
                break;
            case ConstraintKind.Conjunction:
                int[] parts = literals[1..];
                foreach (int part in parts)
                {
                    Chain([literals[0], part], arrows);
                }

                clauses.Add([literals[0], .. parts.Select(Literal.Not)]);
                break;
            case ConstraintKind.Line:
                lines.Add(new(constraint));
                break;
        }
    }

    private static void Chain(int[] literals, List<(int From, int To)> arrows)
    {
        for (int i = 1; i < literals.Length; i++)
        {
            arrows.Add((literals[i - 1], literals[i]));
            arrows.Add((Literal.Not(literals[i]), Literal.Not(literals[i - 1])));
        }
    }
}
