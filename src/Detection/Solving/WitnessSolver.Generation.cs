namespace Dutchbook.Detection;

/// <summary>The search for a witness over a growing set of worlds.</summary>
internal sealed partial class WitnessSolver
{
    private const double Improves = 1e-9;
    private const double Guard = 1e-9;
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
            _descent.Locate();
        }

        return _worlds.Count > 0;
    }

    private WitnessState NoStart() => _isContradictory ? WitnessState.Contradictory : WitnessState.Undecided;

    private WitnessState Decide()
    {
        long work = _limits.Steps;
        if (_pivots - _pivotsAtRebuild > PivotsBetweenRebuilds)
        {
            Rebuild();
        }

        Use(BoxFit.Comfortable);
        MixtureDescent.Outcome outcome = _descent.Run(BoxPenalties.SmallPenalty, ref work, ref _pivots);
        if (Measure() && _boxes.Hold(_mu, Guard))
        {
            return Conclude();
        }

        return outcome == MixtureDescent.Outcome.OutOfWork ? WitnessState.Undecided : Generate(ref work);
    }

    /// <summary>Adds worlds until a mixture fits or a basket is confirmed.</summary>
    private WitnessState Generate(ref long work)
    {
        int calls = _limits.OracleCalls;
        bool rebuilt = false;
        Use(BoxFit.Safe);
        while (true)
        {
            MixtureDescent.Outcome outcome = _descent.Run(0, ref work, ref _pivots);
            if (outcome == MixtureDescent.Outcome.OutOfWork)
            {
                return WitnessState.Undecided;
            }

            WitnessState? decided = !Measure() ? WitnessState.Marginal
                : outcome == MixtureDescent.Outcome.Free ? Conclude()
                : calls-- > 0 ? AskOracle() : WitnessState.Undecided;
            if (decided is not null && decided != WitnessState.Marginal)
            {
                return decided.Value;
            }

            if (decided is null)
            {
                continue;
            }

            // What is too close to call is looked at in the whole boxes, and then once more without old rounding.
            if (_boxes.Fit == BoxFit.Safe)
            {
                Use(BoxFit.Exact);
            }
            else if (!rebuilt)
            {
                rebuilt = true;
                Rebuild();
            }
            else
            {
                return WitnessState.Marginal;
            }
        }
    }

    private void Use(BoxFit fit)
    {
        if (_boxes.TryUse(fit))
        {
            _descent.Locate();
        }
        else
        {
            _boxes.WriteChanged(_tableau.Value);
        }
    }

    private void Rebuild()
    {
        if (!_tableau.TryRebuild())
        {
            _tableau.Reset(_tableau.FirstWorld());
        }

        _descent.Locate();
        _pivotsAtRebuild = _pivots;
    }

    /// <summary>
    /// Asks for a world that the least penalties do not bear with. Null when one was found and added; a confirmed
    /// basket, or Marginal when neither holds up in integers.
    /// </summary>
    private WitnessState? AskOracle()
    {
        // Markets cost nothing to move within their boxes, so only the slopes of the others can be more than rounding.
        double limit = _descent.ReadSlopes(_slopes);
        for (int market = 0; market < _slopes.Length; market++)
        {
            _slopes[market] = Math.Abs(_slopes[market]) < Improves ? 0 : _slopes[market];
            _weights[market] = (long)Math.Round(_slopes[market] * WeightScale);
        }

        OracleCalls++;
        OracleAnswer answer = _oracle.Minimise(_weights, _limits.OracleNodes, long.MinValue, _world);
        bool found = answer.Status is OracleStatus.Proven or OracleStatus.Bounded;
        if (found && (double)answer.Value / WeightScale < limit - Improves)
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

    private WitnessState Confirm()
    {
        WholeWeights.Recover(_slopes, _positions);

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
