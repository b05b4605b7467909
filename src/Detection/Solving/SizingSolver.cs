namespace Dutchbook.Detection;

/// <summary>
/// The basket with the greatest locked profit on real ladders, with linear fees: the quantities, a bound that no other
/// quantities pass, and the belief that proves the bound. Budgets are priced until what is spent fits them.
/// </summary>
internal sealed class SizingSolver
{
    private const int MostPrices = 60;
    private const double Closed = 1e-7;

    // Dearer than any claim can be worth.
    private const double NoCash = 2_000_000;

    private readonly ClusterLogic _logic;
    private readonly IWorldOracle _oracle;
    private readonly WitnessLimits _limits;
    private SizingDescent? _descent;

    public SizingSolver(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits)
    {
        _logic = logic;
        _oracle = oracle;
        _limits = limits;
    }

    /// <summary>Sizes a problem. Worlds found for an earlier one are kept: a changed quote starts from them.</summary>
    public SizingAnswer Solve(SizingProblem problem)
    {
        if (problem.Markets != _logic.Variables)
        {
            throw new ArgumentException($"{problem.Markets} markets, but the cluster has {_logic.Variables}.", nameof(problem));
        }

        if (_descent is null)
        {
            _descent = new(_logic, _oracle, _limits, problem);
        }
        else
        {
            _descent.Use(problem);
        }

        double[] returns = [.. problem.Budgets.Select(static budget => budget > 0 ? 0 : NoCash)];
        double[] fills = new double[problem.Levels.Count];
        SizingState state = _descent.Solve(returns, fills);
        if (!_descent.HasStarted)
        {
            return SizingAnswer.Without(state, fills.Length);
        }

        WitnessMixture belief = _descent.Belief();
        SizingAnswer answer = new(state, [], SizingBound.Of(problem, belief, returns), belief);
        double profit = _descent.Profit(problem, fills);
        if (profit <= Closed)
        {
            Array.Clear(fills);
        }
        else if (!BudgetMaster.Fits(problem, fills, _descent.Scale))
        {
            answer = Ration(problem, ref fills, profit, returns, answer);
        }

        return answer with { Hundredths = [.. fills.Select(fill => fill * _descent.Scale)] };
    }

    /// <summary>Raises the price of cash until what it buys fits the budgets; every price gives a bound.</summary>
    private SizingAnswer Ration(
        SizingProblem problem, ref double[] fills, double most, double[] returns, SizingAnswer answer)
    {
        BudgetMaster master = new(problem, _descent!.Scale, most);
        master.Add(fills, most);
        bool closed = false;
        for (int price = 0; price < MostPrices && !closed; price++)
        {
            double mixed = master.Solve(returns);
            SizingState state = _descent.Solve(returns, fills);
            double profit = _descent.Profit(problem, fills);
            WitnessMixture belief = _descent.Belief();
            long bound = SizingBound.Of(problem, belief, returns);
            if (bound < answer.Bound)
            {
                answer = answer with { Bound = bound, Belief = belief };
            }

            closed = state == SizingState.Best
                && profit + master.Left(fills, returns) <= mixed + (Closed * most);
            master.Add(fills, profit);
        }

        fills = master.Mix();
        return answer with { State = closed ? answer.State : SizingState.Open };
    }
}
