namespace Dutchbook.Detection;

/// <summary>
/// The best quantities where cash has a given price: the belief that sees the least in the ladders, over as many worlds
/// as that takes. Worlds and belief stay for the next price.
/// </summary>
internal sealed class SizingDescent
{
    private const long WeightScale = 1L << 40;
    private const double Improves = 1e-9;
    private const int Starts = 8;

    private readonly IWorldOracle _oracle;
    private readonly WitnessLimits _limits;
    private readonly RetainedWorlds _worlds;
    private readonly MixtureTableau _tableau;
    private readonly ulong[] _world;
    private readonly long[] _weights;
    private readonly double[] _slopes;
    private double _limit;
    private LadderPenalties _ladders;
    private MixtureDescent _descent;

    public SizingDescent(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits, SizingProblem problem)
    {
        _oracle = oracle;
        _limits = limits;
        _worlds = new(logic.Variables, (2 * logic.Variables) + 16);
        _tableau = new(_worlds);
        _world = new ulong[logic.Words];
        _weights = new long[logic.Variables];
        _slopes = new double[logic.Variables];
        _ladders = new(problem);
        _descent = new(_tableau, _ladders.Penalties);
    }

    public long Steps { get; private set; }

    public long OracleCalls { get; private set; }

    public bool HasStarted => _worlds.Count > 0;

    public double Scale => _ladders.Scale;

    /// <summary>Takes other ladders, and keeps all worlds.</summary>
    public void Use(SizingProblem problem)
    {
        _ladders = new(problem);
        _descent = new(_tableau, _ladders.Penalties);
    }

    /// <summary>Finds the best quantities at a price of cash. The fills are in units of the scale.</summary>
    public SizingState Solve(ReadOnlySpan<double> returns, Span<double> fills)
    {
        _ladders.Write(returns);
        if (_worlds.Count == 0 && !TryStart(out SizingState state))
        {
            return state;
        }

        _descent.Locate();
        long work = _limits.Steps;
        long pivots = 0;
        state = SizingState.Open;
        for (int calls = 0; calls < _limits.OracleCalls; calls++)
        {
            MixtureDescent.Outcome outcome = _descent.Run(0, ref work, ref pivots);
            if (outcome == MixtureDescent.Outcome.OutOfWork)
            {
                break;
            }

            if (outcome == MixtureDescent.Outcome.Free)
            {
                // Some belief finds nothing cheap: there is nothing to take.
                fills.Clear();
                _limit = 0;
                Steps += _limits.Steps - work;
                return SizingState.Best;
            }

            if (!TryAddWorld(out bool proven))
            {
                state = proven ? SizingState.Best : SizingState.Open;
                break;
            }
        }

        Steps += _limits.Steps - work;
        _limit = _descent.ReadSlopes(_slopes);
        _ladders.Fill(_tableau.Value.AsSpan(0, _slopes.Length), _slopes, fills);
        return state;
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
    public WitnessMixture Belief() => MixtureReading.Whole(_tableau, _worlds, 1L << 34);

    private bool TryStart(out SizingState state)
    {
        state = SizingState.Open;
        for (int start = 0; start < Starts; start++)
        {
            for (int market = 0; market < _weights.Length; market++)
            {
                // Worlds in which the markets worth more than a level happen, each valued where its ladders meet.
                _weights[market] = (long)(((start + 0.5) / Starts - _ladders.Middle(market)) * WeightScale);
            }

            OracleCalls++;
            OracleAnswer answer = _oracle.Minimise(_weights, _limits.OracleNodes, long.MinValue, _world);
            if (answer.Status == OracleStatus.Contradictory)
            {
                state = SizingState.Contradictory;
                return false;
            }

            if (answer.Status != OracleStatus.NothingFound)
            {
                _worlds.TryAdd(_world);
            }
        }

        if (_worlds.Count == 0)
        {
            return false;
        }

        _tableau.Reset(0);
        return true;
    }

    private bool TryAddWorld(out bool proven)
    {
        double limit = _descent.ReadSlopes(_slopes);
        double most = 0;
        foreach (double slope in _slopes)
        {
            most = Math.Max(most, Math.Abs(slope));
        }

        for (int market = 0; market < _slopes.Length; market++)
        {
            _weights[market] = (long)Math.Round(_slopes[market] / most * WeightScale);
        }

        OracleCalls++;
        OracleAnswer answer = _oracle.Minimise(_weights, _limits.OracleNodes, long.MinValue, _world);
        bool found = answer.Status is OracleStatus.Proven or OracleStatus.Bounded;
        bool improves = found && (double)answer.Value / WeightScale < (limit / most) - Improves;
        int slot = improves ? _worlds.TryAdd(_world) : -1;

        // A world that is held already improves by rounding alone.
        proven = slot < 0 && answer.Status == OracleStatus.Proven;
        if (slot < 0)
        {
            return false;
        }

        _tableau.AddWorld(slot);
        return true;
    }
}
