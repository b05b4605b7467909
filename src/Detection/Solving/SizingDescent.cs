namespace Dutchbook.Detection;

/// <summary>
/// The best quantities where cash has a given price: the belief that sees the least in the ladders values them.
/// </summary>
internal sealed class SizingDescent
{
    private const long BeliefUnit = 1L << 34;

    private readonly MixtureGeneration _generation;
    private readonly double[] _middles;
    private LadderPenalties _ladders;
    private double _limit;

    public SizingDescent(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits, SizingProblem problem)
    {
        _ladders = new(problem);
        _generation = new(logic, oracle, limits, _ladders.Penalties);
        _middles = new double[logic.Variables];
    }

    public bool HasStarted => _generation.Worlds.Count > 0;

    /// <summary>Hundredths of a contract that a fill of one stands for.</summary>
    public double Scale => _ladders.Scale;

    /// <summary>Takes other ladders, and keeps all worlds.</summary>
    public void Use(SizingProblem problem)
    {
        _ladders = new(problem);
        _generation.Use(_ladders.Penalties);
    }

    /// <summary>Finds the best quantities at a price of cash. The fills are in units of the scale.</summary>
    public SizingState Solve(ReadOnlySpan<double> returns, Span<double> fills)
    {
        _ladders.Write(returns);
        for (int market = 0; market < _middles.Length; market++)
        {
            _middles[market] = _ladders.Middle(market);
        }

        MixtureGeneration.Outcome outcome = _generation.Run(_middles);
        if (outcome == MixtureGeneration.Outcome.Free || !HasStarted)
        {
            // Some belief finds nothing cheap: there is nothing to take.
            fills.Clear();
            _limit = 0;
        }
        else
        {
            _limit = _generation.Limit;
            _ladders.Fill(_generation.Tableau.Value.AsSpan(0, _middles.Length), _generation.Slopes, fills);
        }

        return outcome switch
        {
            MixtureGeneration.Outcome.Free or MixtureGeneration.Outcome.Least => SizingState.Best,
            MixtureGeneration.Outcome.OutOfWork => SizingState.Open,
            MixtureGeneration.Outcome.Contradictory => SizingState.Contradictory,
        };
    }

    /// <summary>What the last fills lock in, in dollars for each contract that the scale counts as one.</summary>
    public double Profit(SizingProblem problem, ReadOnlySpan<double> fills)
    {
        double profit = _limit;
        for (int index = 0; index < fills.Length; index++)
        {
            SizingLevel level = problem.Levels[index];
            profit += fills[index] * ((level.IsYes ? 0 : 1) - ((double)level.Price / Box.Dollar));
        }

        return profit;
    }

    /// <summary>The mixture reached, in whole numbers.</summary>
    public WitnessMixture Belief() => MixtureReading.Whole(_generation.Tableau, _generation.Worlds, BeliefUnit);
}
