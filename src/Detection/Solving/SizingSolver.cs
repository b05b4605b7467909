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

    /// <summary>Steps and questions to the oracle since the start: the measure of work.</summary>
    public (long Steps, long OracleCalls) Work => (_descent?.Steps ?? 0, _descent?.OracleCalls ?? 0);

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
            return SizingAnswer.Without(state, fills.Length, returns.Length);
        }

        WitnessMixture belief = _descent.Belief();
        SizingAnswer answer = new(state, [], null, SizingBound.Of(problem, belief, returns), belief, [.. returns]);
        double profit = _descent.Profit(problem, fills);
        if (profit > Closed && !BudgetMaster.Fits(problem, fills, _descent.Scale))
        {
            answer = Ration(problem, ref fills, profit, returns, answer);
        }

        long[] quantities = WholeHundredths(problem, fills, _descent.Scale);
        return answer with
        {
            Quantities = quantities,
            Locked = SizingBound.Locked(problem, quantities, _oracle, _limits.OracleNodes),
        };
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
                answer = answer with { Bound = bound, Belief = belief, Returns = [.. returns] };
            }

            closed = state == SizingState.Best
                && profit + master.Left(fills, returns) <= mixed + (Closed * most);
            master.Add(fills, profit);
        }

        fills = master.Mix();
        return answer with { State = closed ? answer.State : SizingState.Open };
    }

    /// <summary>Cuts quantities down to hundredths of a contract, and to what the budgets pay exactly.</summary>
    private static long[] WholeHundredths(SizingProblem problem, double[] fills, double scale)
    {
        long[] quantities = [.. fills.Select(fill => (long)Math.Floor((fill * scale) + Closed))];
        for (int group = 0; group < problem.Budgets.Count; group++)
        {
            Int128 left = (Int128)problem.Budgets[group] * SizingLevel.HundredthsPerContract;
            for (int index = 0; index < quantities.Length; index++)
            {
                SizingLevel level = problem.Levels[index];
                if (problem.GroupOf(level.Market) == group && level.Price > 0)
                {
                    quantities[index] = (long)Int128.Min(quantities[index], left / level.Price);
                    left -= (Int128)quantities[index] * level.Price;
                }
            }
        }

        return quantities;
    }
}
