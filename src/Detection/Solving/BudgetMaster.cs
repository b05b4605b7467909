namespace Dutchbook.Detection;

/// <summary>
/// Mixes quantities that are best at different prices of cash into those that fit the budgets and lock in the most, and
/// says what prices would make spending fit (Dantzig and Wolfe). Mixed quantities lock in at least the mixed profit.
/// </summary>
internal sealed class BudgetMaster
{
    // Profit is measured in what no budget would allow; a budget can never be worth more than all of it.
    private const double OverBudget = 2;
    private const double Fitting = 1e-9;

    private readonly SizingProblem _problem;
    private readonly double _contracts;
    private readonly double _most;
    private readonly MixturePoints _points;
    private readonly MixtureTableau _tableau;
    private readonly MixtureDescent _descent;
    private readonly List<double[]> _fills = [];
    private readonly double[] _slopes;

    /// <param name="problem">The budgets and the levels.</param>
    /// <param name="scale">Hundredths of a contract that a fill of one stands for.</param>
    /// <param name="most">The profit without budgets, for a fill's unit.</param>
    public BudgetMaster(SizingProblem problem, double scale, double most)
    {
        int budgets = problem.Budgets.Count;
        _problem = problem;
        _contracts = scale / SizingLevel.HundredthsPerContract;
        _most = most;
        _points = new(budgets + 1, 16);
        _tableau = new(_points);
        Penalties penalties = new(budgets + 1, 1);
        for (int budget = 0; budget < budgets; budget++)
        {
            penalties.Clear(budget, 0);
            penalties.Add(budget, 1, OverBudget);
        }

        penalties.Clear(budgets, 1);
        _descent = new(_tableau, penalties);
        _slopes = new double[budgets + 1];
        _points.Take(out int nothing).Clear();
        _fills.Add(new double[problem.Levels.Count]);
        _tableau.Reset(nothing);
        _descent.Locate();
    }

    /// <summary>Whether quantities spend no more than there is.</summary>
    public static bool Fits(SizingProblem problem, ReadOnlySpan<double> fills, double scale)
    {
        double[] spent = new double[problem.Budgets.Count];
        Spend(problem, fills, scale / SizingLevel.HundredthsPerContract, spent);
        return spent.All(static share => share <= 1 + Fitting);
    }

    public void Add(double[] fills, double profit)
    {
        Span<double> point = _points.Take(out int slot);
        Spend(_problem, fills, _contracts, point[..^1]);
        point[^1] = -profit / _most;
        _fills.Add([.. fills]);
        _tableau.AddWorld(slot);
    }

    /// <summary>Finds the best mixture. Returns its profit, and what each budget earns at the margin.</summary>
    public double Solve(Span<double> returns)
    {
        long work = 10_000;
        long pivots = 0;
        _descent.Run(0, ref work, ref pivots);
        _descent.ReadSlopes(_slopes);
        for (int budget = 0; budget < returns.Length; budget++)
        {
            double dollars = (double)_problem.Budgets[budget] / Box.Dollar;
            returns[budget] = dollars > 0 ? Math.Max(0, _slopes[budget]) * _most * _contracts / dollars : returns[budget];
        }

        return -_tableau.Value[returns.Length] * _most;
    }

    /// <summary>What the cash that quantities leave would earn at given returns, in the measure of profit.</summary>
    public double Left(ReadOnlySpan<double> fills, ReadOnlySpan<double> returns)
    {
        double[] spent = new double[returns.Length];
        Spend(_problem, fills, _contracts, spent);
        double left = 0;
        for (int budget = 0; budget < spent.Length; budget++)
        {
            double dollars = (double)_problem.Budgets[budget] / Box.Dollar;
            left += dollars > 0 ? returns[budget] * dollars * (1 - spent[budget]) / _contracts : 0;
        }

        return left;
    }

    public double[] Mix()
    {
        double[] mixed = new double[_problem.Levels.Count];
        foreach (int variable in _tableau.RowVariable)
        {
            double weight = _tableau.Value[variable];
            for (int level = 0; !_tableau.IsMarket(variable) && level < mixed.Length; level++)
            {
                mixed[level] += weight * _fills[variable - _points.Markets][level];
            }
        }

        return mixed;
    }

    /// <summary>What quantities cost, as a share of each budget.</summary>
    private static void Spend(SizingProblem problem, ReadOnlySpan<double> fills, double contracts, Span<double> shares)
    {
        shares.Clear();
        for (int index = 0; index < fills.Length; index++)
        {
            int group = problem.GroupOf(problem.Levels[index].Market);
            if (group >= 0 && fills[index] > 0)
            {
                double spent = fills[index] * contracts * problem.Levels[index].Price;
                shares[group] += problem.Budgets[group] > 0 ? spent / problem.Budgets[group] : double.PositiveInfinity;
            }
        }
    }
}
