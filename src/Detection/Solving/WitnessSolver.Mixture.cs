namespace Dutchbook.Detection;

/// <summary>The mixture behind a witness, measured from its worlds and made exact.</summary>
internal sealed partial class WitnessSolver
{
    private const double Drift = 1e-8;
    private const double MicroGuard = 1e-3;
    private const long Fine = 1L << 40;
    private const int Denominators = 24;

    /// <summary>The witness in whole numbers, checked in integers; null where none passes the check.</summary>
    public WitnessMixture? Certify()
    {
        if (State != WitnessState.Coherent)
        {
            return null;
        }

        return Exact();
    }

    /// <summary>Sums the mixture from its worlds. False when the tableau has drifted away from it.</summary>
    private bool Measure()
    {
        double whole = 0;
        Array.Clear(_sums);
        foreach (int variable in _tableau.RowVariable)
        {
            double weight = _tableau.Value[variable];
            if (!_tableau.IsMarket(variable) && weight > 0)
            {
                whole += weight;
                _worlds.AddTo(_sums, variable - _mu.Length, weight);
            }
        }

        bool close = Math.Abs(whole - 1) < Drift;
        for (int market = 0; market < _mu.Length; market++)
        {
            _mu[market] = _sums[market] / whole;
            close &= Math.Abs(_mu[market] - _tableau.Value[market]) < Drift;
        }

        return close;
    }

    private WitnessState Conclude()
    {
        // Rounding moves a probability by far less than the guard, so inside by the guard is inside.
        if (!_boxes.Hold(_mu, Guard))
        {
            _descent.GoToCorner(ref _generation.Pivots);
            if (!Measure() || Exact() is null)
            {
                return WitnessState.Marginal;
            }
        }

        _generation.DropSpareWorlds();
        return WitnessState.Coherent;
    }

    private WitnessMixture? Exact()
    {
        for (int denominator = 0; denominator <= Denominators; denominator++)
        {
            // Prices are whole micro-dollars, so a corner of the boxes has weights in micros over a small determinant.
            WitnessMixture mixture = MixtureReading.Whole(
                _tableau, _worlds, denominator == 0 ? Fine : denominator * Box.Dollar);
            if (WitnessCheck.Holds(_logic, mixture, _boxes.Exact))
            {
                return mixture;
            }
        }

        return null;
    }
}
