namespace Dutchbook.Detection;

/// <summary>The search for a witness over a growing set of worlds.</summary>
internal sealed partial class WitnessSolver
{
    private const double Guard = 1e-9;

    private bool _isContradictory;

    private bool TryStart()
    {
        if (_worlds.Count == 0)
        {
            double[] middles = [.. Enumerable.Range(0, _mu.Length).Select(_boxes.Middle)];
            _isContradictory = _generation.TryStart(middles) == MixtureGeneration.Outcome.Contradictory;
        }

        return _worlds.Count > 0;
    }

    private WitnessState NoStart() => _isContradictory ? WitnessState.Contradictory : WitnessState.Undecided;

    private WitnessState Decide()
    {
        long work = _limits.Steps;
        if (_generation.IsWorn)
        {
            _generation.Rebuild();
        }

        Use(BoxFit.Comfortable);
        MixtureDescent.Outcome outcome = _descent.Run(BoxPenalties.SmallPenalty, ref work, ref _generation.Pivots);
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
            MixtureDescent.Outcome outcome = _descent.Run(0, ref work, ref _generation.Pivots);
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
                _generation.Rebuild();
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

    /// <summary>
    /// Null when a world was added; a confirmed basket; or Marginal when the basket does not hold up in integers.
    /// </summary>
    private WitnessState? AskOracle() => _generation.TryAddWorld(out bool proven) ? null
        : proven ? Confirm() : WitnessState.Undecided;

    private WitnessState Confirm()
    {
        WholeWeights.Recover(_generation.Slopes, _positions);
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
