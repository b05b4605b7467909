namespace Dutchbook.Detection;

/// <summary>
/// The least sum of penalties over all mixtures of a cluster's worlds: goes down over the worlds it holds, and asks for
/// one that leads further until there is none. Worlds stay when penalties change.
/// </summary>
internal sealed class MixtureGeneration
{
    private const long WeightScale = 1L << 32;
    private const double Improves = 1e-8;
    private const int Starts = 8;
    private const int PivotsBetweenRebuilds = 1000;

    private readonly IWorldOracle _oracle;
    private readonly WitnessLimits _limits;
    private readonly ulong[] _world;
    private readonly long[] _weights;
    private readonly double[] _slopes;
    private readonly int _mostColumns;
    private MixtureDescent _descent;
    private long _pivots;
    private long _pivotsAtRebuild;

    public MixtureGeneration(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits, Penalties penalties)
    {
        _oracle = oracle;
        _limits = limits;
        Worlds = new(logic.Variables, (2 * logic.Variables) + 16);
        Tableau = new(Worlds);
        _descent = new(Tableau, penalties);
        _world = new ulong[logic.Words];
        _weights = new long[logic.Variables];
        _slopes = new double[logic.Variables];
        _mostColumns = (2 * logic.Variables) + 16;
    }

    public enum Outcome
    {
        /// <summary>Some mixture has no penalty at all.</summary>
        Free,

        /// <summary>No mixture has a smaller sum, and the slopes are the basket that gains by it.</summary>
        Least,

        /// <summary>The work ran out: the slopes are the best so far.</summary>
        OutOfWork,

        /// <summary>There is no world.</summary>
        Contradictory,
    }

    public RetainedWorlds Worlds { get; }

    public MixtureTableau Tableau { get; }

    /// <summary>Each market's slope at the end: YES contracts where positive, NO contracts where negative.</summary>
    public ReadOnlySpan<double> Slopes => _slopes;

    public MixtureDescent Descent => _descent;

    /// <summary>What every retained world pays on those slopes at least.</summary>
    public double Limit { get; private set; }

    /// <summary>Exchanges made since the start.</summary>
    public ref long Pivots => ref _pivots;

    /// <summary>Whether so many exchanges were made that a rebuild is due.</summary>
    public bool IsWorn => _pivots - _pivotsAtRebuild > PivotsBetweenRebuilds;

    public long OracleCalls { get; private set; }

    /// <summary>Goes on with other penalties.</summary>
    public void Use(Penalties penalties) => _descent = new(Tableau, penalties);

    /// <param name="middles">A guess at each market's probability, for the first worlds.</param>
    public Outcome Run(ReadOnlySpan<double> middles)
    {
        if (Worlds.Count == 0 && TryStart(middles) is Outcome failed)
        {
            return failed;
        }

        DropSpareWorlds();
        if (IsWorn)
        {
            Rebuild();
        }

        _descent.Locate();
        long work = _limits.Steps;
        Outcome outcome = Generate(ref work);
        Limit = _descent.ReadSlopes(_slopes);
        return outcome;
    }

    /// <summary>Sheds what rounding has left behind in the tableau; the mixture stays unless its worlds cannot carry it.</summary>
    public void Rebuild()
    {
        if (!Tableau.TryRebuild())
        {
            Tableau.Reset(Tableau.FirstWorld());
        }

        _descent.Locate();
        _pivotsAtRebuild = _pivots;
    }

    /// <summary>Keeps the tableau small: beyond a number, worlds without weight are forgotten.</summary>
    public void DropSpareWorlds()
    {
        for (int column = 1; column < Tableau.Columns && Tableau.Columns > _mostColumns; column++)
        {
            int variable = Tableau.ColumnVariable[column];
            if (!Tableau.IsMarket(variable))
            {
                Tableau.RemoveColumn(column--);
                Worlds.Remove(variable - Worlds.Markets);
            }
        }
    }

    /// <summary>The first worlds; null when there are some.</summary>
    public Outcome? TryStart(ReadOnlySpan<double> middles)
    {
        for (int start = 0; start < Starts; start++)
        {
            // Worlds in which the markets above a level happen: their mixture is near any prices that agree roughly.
            double level = (start + 0.5) / Starts;
            for (int market = 0; market < _weights.Length; market++)
            {
                _weights[market] = (long)((level - middles[market]) * WeightScale);
            }

            OracleStatus status = Ask(long.MinValue).Status;
            if (status == OracleStatus.Contradictory)
            {
                return Outcome.Contradictory;
            }

            if (status != OracleStatus.NothingFound)
            {
                Worlds.TryAdd(_world);
            }
        }

        if (Worlds.Count == 0)
        {
            return Outcome.OutOfWork;
        }

        Tableau.Reset(0);
        return null;
    }

    /// <summary>
    /// Asks for a world on which the slopes reached lose more than on those held, and adds it. When there is none,
    /// proven says whether that is certain.
    /// </summary>
    public bool TryAddWorld(out bool proven)
    {
        Limit = _descent.ReadSlopes(_slopes);
        // Small whole weights, where the slopes are in such a proportion: the search can then round its bounds up.
        if (!WholeWeights.TryRecover(_slopes, _weights, out double most))
        {
            WholeWeights.Round(_slopes, WeightScale / most, _weights);
        }

        double scale = 0;
        for (int market = 0; market < _slopes.Length; market++)
        {
            scale = Math.Abs(_slopes[market]) == most ? Math.Abs(_weights[market]) / most : scale;
        }

        // The heaviest world that still leads further.
        long lighter = (long)Math.Ceiling((Limit - (Improves * most)) * scale) - 1;
        OracleAnswer answer = Ask(lighter);
        bool found = answer.Status is OracleStatus.Proven or OracleStatus.Bounded;
        int slot = found && answer.Value <= lighter ? Worlds.TryAdd(_world) : -1;

        // A world that is held already improves by rounding alone.
        proven = slot < 0 && (answer.Bound > lighter || answer.Status == OracleStatus.Proven);
        if (slot < 0)
        {
            return false;
        }

        Tableau.AddWorld(slot);
        return true;
    }

    private Outcome Generate(ref long work)
    {
        for (int calls = 0; calls < _limits.OracleCalls; calls++)
        {
            switch (_descent.Run(0, ref work, ref _pivots))
            {
                case MixtureDescent.Outcome.Free:
                    return Outcome.Free;
                case MixtureDescent.Outcome.OutOfWork:
                    return Outcome.OutOfWork;
                case MixtureDescent.Outcome.Least:
                    if (!TryAddWorld(out bool proven))
                    {
                        return proven ? Outcome.Least : Outcome.OutOfWork;
                    }

                    break;
            }
        }

        return Outcome.OutOfWork;
    }

    private OracleAnswer Ask(long goodEnough)
    {
        OracleCalls++;
        return _oracle.Minimise(_weights, _limits.OracleNodes, goodEnough, _world);
    }
}
