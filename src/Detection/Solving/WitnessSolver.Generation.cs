namespace Dutchbook.Detection;

/// <summary>The search for a witness over a growing set of worlds.</summary>
internal sealed partial class WitnessSolver
{
    private const double Improves = 1e-9;
    private const double Safe = 1e-9;
    private const int PivotsBetweenRebuilds = 1000;
    private const long WeightScale = 1L << 40;
    private const int Starts = 8;

    private bool _isContradictory;

    private bool TryStart()
    {
        if (_worlds.Count > 0)
        {
            return true;
        }

        // Worlds in which the markets above a level happen: their mixture is near any prices that agree roughly.
        for (int start = 0; start < Starts && !_isContradictory; start++)
        {
            double level = (start + 0.5) / Starts;
            for (int market = 0; market < _mu.Length; market++)
            {
                _weights[market] = (long)((level - _boxes.Middle(market)) * WeightScale);
            }

            OracleCalls++;
            OracleAnswer answer = _oracle.Minimise(_weights, _limits.OracleNodes, long.MinValue, _world);
            _isContradictory = answer.Status == OracleStatus.Contradictory;
            if (answer.Status is OracleStatus.Proven or OracleStatus.Bounded)
            {
                _worlds.TryAdd(_world);
            }
        }

        if (_worlds.Count > 0)
        {
            _tableau.Reset(0);
        }

        return _worlds.Count > 0;
    }

    private WitnessState NoStart() => _isContradictory ? WitnessState.Contradictory : WitnessState.Undecided;

    private WitnessState Decide()
    {
        long work = _limits.Steps;
        int calls = _limits.OracleCalls;
        if (_pivots - _pivotsAtRebuild > PivotsBetweenRebuilds)
        {
            Rebuild();
        }

        _search.Settle();
        while (true)
        {
            switch (_search.Run(ref work, ref _pivots))
            {
                case FeasibilitySearch.Outcome.OutOfWork:
                    return WitnessState.Undecided;
                case FeasibilitySearch.Outcome.Feasible:
                    if (MeasureMixture() || IsFresh())
                    {
                        return Conclude();
                    }

                    Rebuild();
                    break;
                case FeasibilitySearch.Outcome.Blocked:
                    if (calls-- <= 0)
                    {
                        return WitnessState.Undecided;
                    }

                    WitnessState? decided = AskOracle();
                    if (decided is not null && (decided != WitnessState.Marginal || IsFresh()))
                    {
                        return decided.Value;
                    }

                    if (decided is not null)
                    {
                        Rebuild();
                    }

                    break;
            }
        }
    }

    private bool IsFresh() => _pivots == _pivotsAtRebuild;

    private void Rebuild()
    {
        _tableau.Rebuild();
        _pivotsAtRebuild = _pivots;
    }

    /// <summary>
    /// Asks for a world against the blocked row's inequality. Null when one was found and added; a confirmed basket,
    /// or Marginal when neither holds up in integers.
    /// </summary>
    private WitnessState? AskOracle()
    {
        double limit = ReadRay();
        for (int market = 0; market < _ray.Length; market++)
        {
            _weights[market] = (long)Math.Round(-_ray[market] * WeightScale);
        }

        OracleCalls++;
        OracleAnswer answer = _oracle.Minimise(_weights, _limits.OracleNodes, long.MinValue, _world);
        bool found = answer.Status is OracleStatus.Proven or OracleStatus.Bounded;
        if (found && -(double)answer.Value / WeightScale > limit + Improves)
        {
            int slot = _worlds.TryAdd(_world);
            if (slot < 0)
            {
                return WitnessState.Marginal;
            }

            _tableau.AddWorld(slot);
            return null;
        }

        return answer.Status == OracleStatus.Proven ? Confirm() : WitnessState.Undecided;
    }

    /// <summary>
    /// The blocked row as an inequality <c>ray . mu &lt;= limit</c> that every retained world obeys and every point of
    /// the boxes breaks, its largest weight one. Returns the limit.
    /// </summary>
    private double ReadRay()
    {
        (int row, bool below) = _search.Block;
        Array.Clear(_ray);
        ReadOnlySpan<double> cells = _tableau.Row(row);
        if (_tableau.IsMarket(_tableau.RowVariable[row]))
        {
            _ray[_tableau.RowVariable[row]] = 1;
        }

        for (int column = 1; column < cells.Length; column++)
        {
            if (_tableau.IsMarket(_tableau.ColumnVariable[column]))
            {
                _ray[_tableau.ColumnVariable[column]] = -cells[column];
            }
        }

        double most = 0;
        foreach (double weight in _ray)
        {
            most = Math.Max(most, Math.Abs(weight));
        }

        double scale = (below ? 1 : -1) / most;
        for (int market = 0; market < _ray.Length; market++)
        {
            double weight = _ray[market] * scale;
            _ray[market] = Math.Abs(weight) < Improves ? 0 : weight;
        }

        return cells[0] * scale;
    }

    private WitnessState Confirm()
    {
        WholeWeights.Recover(_ray, _positions);
        for (int market = 0; market < _positions.Length; market++)
        {
            _positions[market] = -_positions[market];
        }

        long? payout = WitnessCheck.LeastPayout(_oracle, _positions, _limits.OracleNodes, _world);
        if (payout is null)
        {
            return WitnessState.Undecided;
        }

        _leastPayout = payout.Value;
        Profit = Earned() ?? 0;
        return Profit > 0 ? WitnessState.DutchBook : WitnessState.Marginal;
    }
}
