namespace Dutchbook.Detection;

/// <summary>
/// The complete joint check of one cluster: keeps a mixture of admissible worlds inside every box, and where none can
/// exist hands out the basket that says why. Worlds are generated as they are needed; the oracle knows them all.
/// While a changed box still holds the market's probability nothing is computed.
/// </summary>
internal sealed partial class WitnessSolver
{
    private readonly ClusterLogic _logic;
    private readonly IWorldOracle _oracle;
    private readonly WitnessLimits _limits;
    private readonly BoxPenalties _boxes;
    private readonly MixtureGeneration _generation;
    private readonly RetainedWorlds _worlds;
    private readonly MixtureTableau _tableau;
    private readonly MixtureDescent _descent;
    private readonly double[] _mu;
    private readonly double[] _sums;
    private readonly long[] _positions;
    private readonly ulong[] _world;
    private int _crossed;
    private long _leastPayout;
    private bool _solved;

    public WitnessSolver(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits)
    {
        int markets = logic.Variables;
        _logic = logic;
        _oracle = oracle;
        _limits = limits;
        _boxes = new(markets);
        _generation = new(logic, oracle, limits, _boxes.Penalties);
        _worlds = _generation.Worlds;
        _tableau = _generation.Tableau;
        _descent = _generation.Descent;
        _mu = new double[markets];
        _sums = new double[_worlds.Padded];
        _positions = new long[markets];
        _world = new ulong[logic.Words];
    }

    /// <summary>A solver over all worlds where they can be listed, and over generated ones where they cannot.</summary>
    public static WitnessSolver For(ClusterLogic logic, WitnessLimits limits) =>
        new(logic, WorldOracles.For(logic), limits);

    public WitnessState State { get; private set; } = WitnessState.Undecided;

    /// <summary>While coherent: each market's probability under the witness.</summary>
    public ReadOnlySpan<double> Mu => _mu;

    public ReadOnlySpan<Box> Boxes => _boxes.Exact;

    /// <summary>While there is a Dutch book: YES contracts where positive, NO contracts where negative.</summary>
    public ReadOnlySpan<long> Positions => _positions;

    /// <summary>While there is a Dutch book: what those positions lock in, in micro-dollars.</summary>
    public long Profit { get; private set; }

    /// <summary>Exchanges made since the start: the measure of work.</summary>
    public long Pivots => _generation.Pivots;

    public long OracleCalls => _generation.OracleCalls;

    /// <summary>How often a witness had to be looked for: everything else was one comparison.</summary>
    public long Solves { get; private set; }

    /// <summary>A market that is crossed, or -1.</summary>
    public int CrossedMarket
    {
        get
        {
            for (int market = 0; _crossed > 0 && market < _boxes.Count; market++)
            {
                if (_boxes.Exact[market].IsCrossed)
                {
                    return market;
                }
            }

            return -1;
        }
    }

    /// <summary>Takes a new box without deciding anything; for the many quotes of a start.</summary>
    public void Set(int market, Box box)
    {
        _solved = false;
        Store(market, box);
    }

    /// <summary>Takes a new box and decides. Free of work while the witness still lies in it.</summary>
    public WitnessState Update(int market, Box box)
    {
        Box old = _boxes.Exact[market];
        Store(market, box);
        if (!_solved)
        {
            return Solve();
        }

        if (State == WitnessState.Coherent)
        {
            // Inside by the guard, or in a box that only widened: no Dutch book of any shape.
            double mu = _mu[market] * Box.Dollar;
            bool holds = (box.Low <= mu - MicroGuard && mu + MicroGuard <= box.High)
                || (box.Low <= old.Low && old.High <= box.High);
            return holds ? State : Solve();
        }

        if (State == WitnessState.DutchBook && _crossed == 0)
        {
            long? profit = Earned();
            if (profit > 0)
            {
                Profit = profit.Value;
                return State;
            }
        }

        return box == old && State != WitnessState.Undecided ? State : Solve();
    }

    /// <summary>Decides the boxes as they are.</summary>
    public WitnessState Solve()
    {
        _solved = true;
        Solves++;
        State = _crossed > 0 ? WitnessState.Crossed : !TryStart() ? NoStart() : Decide();
        return State;
    }

    private void Store(int market, Box box)
    {
        _crossed += (box.IsCrossed ? 1 : 0) - (_boxes.Exact[market].IsCrossed ? 1 : 0);
        _boxes.Set(market, box);
    }

    /// <summary>What the basket found earlier earns at the boxes as they are.</summary>
    private long? Earned()
    {
        Int128? cost = WitnessCheck.Cost(_positions, _boxes.Exact);
        return cost is null ? null : (long)(((Int128)_leastPayout * Box.Dollar) - cost.Value);
    }
}
