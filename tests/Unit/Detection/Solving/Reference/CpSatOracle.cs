using Dutchbook.Detection;
using Google.OrTools.Sat;

namespace Dutchbook.Unit.Detection.Solving.Reference;

/// <summary>The same question put to OR-Tools: a second opinion, and a baseline.</summary>
internal sealed class CpSatOracle(ClusterLogic logic) : IWorldOracle
{
    public OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world)
    {
        CpModel model = new();
        BoolVar[] variables = [.. Enumerable.Range(0, logic.Variables).Select(v => model.NewBoolVar($"x{v}"))];
        foreach (LogicConstraint constraint in logic.Constraints)
        {
            Add(model, constraint, [.. constraint.Literals.ToArray().Select(literal =>
                Literal.IsYes(literal) ? (ILiteral)variables[Literal.VariableOf(literal)] : variables[Literal.VariableOf(literal)].Not())]);
        }

        model.Minimize(LinearExpr.WeightedSum(variables, weights.ToArray()));
        using CpSolver solver = new() { StringParameters = "num_workers:1 max_deterministic_time:20" };
        CpSolverStatus status = solver.Solve(model);
        if (status == CpSolverStatus.Infeasible)
        {
            return new(OracleStatus.Contradictory, 0, 0, 0);
        }

        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return new(OracleStatus.NothingFound, 0, (long)Math.Floor(solver.BestObjectiveBound), 0);
        }

        world.Clear();
        long value = 0;
        for (int v = 0; v < variables.Length; v++)
        {
            if (solver.BooleanValue(variables[v]))
            {
                WorldBits.Set(world, v);
                value += weights[v];
            }
        }

        return status == CpSolverStatus.Optimal
            ? new(OracleStatus.Proven, value, value, 1)
            : new(OracleStatus.Bounded, value, (long)Math.Floor(solver.BestObjectiveBound), 1);
    }

    private static void Add(CpModel model, LogicConstraint constraint, ILiteral[] literals)
    {
        switch (constraint.Kind)
        {
            case ConstraintKind.Implies:
                for (int i = 1; i < literals.Length; i++)
                {
                    model.AddImplication(literals[i - 1], literals[i]);
                }

                break;
            case ConstraintKind.AtMostOne:
                model.AddAtMostOne(literals);
                break;
            case ConstraintKind.AtLeastOne:
                model.AddBoolOr(literals);
                break;
            case ConstraintKind.ExactlyOne:
                model.AddExactlyOne(literals);
                break;
            case ConstraintKind.AllEqual:
                for (int i = 0; i < literals.Length; i++)
                {
                    model.AddImplication(literals[i], literals[(i + 1) % literals.Length]);
                }

                break;
            case ConstraintKind.Conjunction:
                model.AddBoolOr([literals[0], .. literals[1..].Select(static part => part.Not())]);
                foreach (ILiteral part in literals[1..])
                {
                    model.AddImplication(literals[0], part);
                }

                break;
            case ConstraintKind.Line:
                BoolVar[] cells = [.. Enumerable.Range(0, constraint.Cells).Select(_ => model.NewBoolVar(""))];
                model.AddExactlyOne(cells);
                for (int i = 0; i < literals.Length; i++)
                {
                    for (int cell = 0; cell < cells.Length; cell++)
                    {
                        bool inside = constraint.From[i] <= cell && cell < constraint.To[i];
                        model.AddImplication(cells[cell], inside ? literals[i] : literals[i].Not());
                    }
                }

                break;
        }
    }
}
