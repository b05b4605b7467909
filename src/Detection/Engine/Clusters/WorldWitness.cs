namespace Dutchbook.Detection;

/// <summary>
/// A cluster of any shape: a mixture of its admissible worlds, listed where they are few and generated as they are needed
/// where they are many.
/// </summary>
internal sealed class WorldWitness(ClusterPart[] parts, int markets, WitnessLimits limits) : IClusterWitness
{
    /// <summary>What one question to the oracle counts for beside one step of the simplex.</summary>
    private const int QuestionWork = 16;

    /// <summary>
    /// The solver's probabilities are within this of a mixture that lies in every box exactly, in grains: at the edge of a
    /// box they are taken to be on it.
    /// </summary>
    private const double Rounding = 1e-4;

    private readonly WitnessSolver _solver = WitnessSolver.For(
        new ClusterLogic(markets, parts.Select(static part => part.Constraint())), limits);

    private long Work => _solver.Pivots + (QuestionWork * _solver.OracleCalls);

    public ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work)
    {
        for (int i = 0; i < bids.Length; i++)
        {
            Box box = new(
                bids[i] > 0 ? (long)bids[i] * Grain.Micros : Box.NoBid,
                asks[i] < Grain.PerDollar ? (long)asks[i] * Grain.Micros : Box.NoAsk);
            if (_solver.Boxes[i] != box)
            {
                _solver.Set(i, box);
            }
        }

        long before = Work;
        WitnessState state = _solver.Solve();
        work = bids.Length + Work - before;
        if (state is WitnessState.Coherent)
        {
            for (int i = 0; i < bids.Length; i++)
            {
                double grains = _solver.Mu[i] * Grain.PerDollar;
                mu[i] = new MuRange((int)Math.Floor(grains + Rounding), (int)Math.Ceiling(grains - Rounding));
            }
        }

        return state switch
        {
            WitnessState.Coherent => ClusterVerdict.Coherent,
            WitnessState.DutchBook => ClusterVerdict.Broken,
            WitnessState.Contradictory => ClusterVerdict.Contradictory,
            WitnessState.Marginal or WitnessState.Crossed or WitnessState.Undecided => ClusterVerdict.Undecided,
        };
    }

    public IReadOnlyList<WitnessLeg> Basket()
    {
        List<WitnessLeg> basket = [];
        ReadOnlySpan<long> positions = _solver.Positions;
        for (int i = 0; i < positions.Length; i++)
        {
            if (positions[i] != 0)
            {
                basket.Add(new WitnessLeg((2 * i) + (positions[i] > 0 ? 0 : 1), Math.Abs(positions[i])));
            }
        }

        return basket;
    }
}
