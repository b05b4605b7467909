namespace Dutchbook.Detection;

/// <summary>
/// Where one market's quote stands against all others of its cluster, net of fees: the most at which the related books
/// let its payoff be sold, and the least at which they let it be built. The dual of its least and greatest probability
/// among mixtures inside every other box.
/// </summary>
internal sealed class ChanceBounds
{
    // What being outside a box costs: more contracts of one market than any bound needs.
    private const double Outside = 1024;
    private const double Inside = 1e-8;
    private const double Guess = 0.5;

    private readonly ClusterLogic _logic;
    private readonly IWorldOracle _oracle;
    private readonly WitnessLimits _limits;

    public ChanceBounds(ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits)
    {
        _logic = logic;
        _oracle = oracle;
        _limits = limits;
    }

    /// <summary>The highest price for a YES of the market that the others pay: below it the market is cheap.</summary>
    public ChanceBound MostPaid(int market, ReadOnlySpan<Box> boxes) => Find(market, boxes, 1);

    /// <summary>The lowest price at which the others make a YES of the market: above it the market is dear.</summary>
    public ChanceBound LeastAsked(int market, ReadOnlySpan<Box> boxes) => Find(market, boxes, -1);

    private ChanceBound Find(int market, ReadOnlySpan<Box> boxes, int side)
    {
        Penalties penalties = new(boxes.Length, 2);
        double[] middles = new double[boxes.Length];
        for (int other = 0; other < boxes.Length; other++)
        {
            middles[other] = other == market ? Guess : Write(penalties, other, boxes[other]);
        }

        penalties.Clear(market, side);
        MixtureGeneration generation = new(_logic, _oracle, _limits, penalties);
        MixtureGeneration.Outcome outcome = generation.Run(middles);
        if (outcome == MixtureGeneration.Outcome.Contradictory)
        {
            return new(PriceBoundState.Contradictory, null, 0, []);
        }

        if (generation.Worlds.Count == 0)
        {
            return new(PriceBoundState.Unknown, null, 0, []);
        }

        if (outcome == MixtureGeneration.Outcome.Least && !FitOthers(generation.Tableau, market, boxes))
        {
            return new(PriceBoundState.OthersIncoherent, null, 0, []);
        }

        return Certify(market, boxes, side, generation.Slopes, outcome == MixtureGeneration.Outcome.Least);
    }

    private static double Write(Penalties penalties, int market, Box box)
    {
        double low = (double)box.Low / Box.Dollar;
        double high = (double)box.High / Box.Dollar;
        penalties.Clear(market, box.HasLow ? -Outside : 0);
        if (box.HasLow)
        {
            penalties.Add(market, low, 0);
        }

        if (box.HasHigh)
        {
            penalties.Add(market, high, Outside);
        }

        return (box.HasLow, box.HasHigh) switch
        {
            (true, true) => (low + high) / 2,
            (true, false) => Math.Max(low, Guess),
            (false, true) => Math.Min(high, Guess),
            (false, false) => Guess,
        };
    }

    private static bool FitOthers(MixtureTableau tableau, int market, ReadOnlySpan<Box> boxes)
    {
        for (int other = 0; other < boxes.Length; other++)
        {
            double value = tableau.Value[other];
            if (other != market
                && ((boxes[other].HasLow && value < ((double)boxes[other].Low / Box.Dollar) - Inside)
                    || (boxes[other].HasHigh && value > ((double)boxes[other].High / Box.Dollar) + Inside)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes the positions whole and counts in integers what they are worth beside the market's payoff.</summary>
    private ChanceBound Certify(int market, ReadOnlySpan<Box> boxes, int side, ReadOnlySpan<double> slopes, bool best)
    {
        long[] positions = new long[boxes.Length];
        WholeWeights.Recover(slopes, positions);
        long contracts = Math.Abs(positions[market]);
        if (contracts == 0 || Math.Sign(positions[market]) != side)
        {
            return new(PriceBoundState.Unknown, null, 0, []);
        }

        long? payout = WitnessCheck.LeastPayout(_oracle, positions, _limits.OracleNodes, new ulong[_logic.Words]);
        positions[market] = 0;
        if (payout is null || WitnessCheck.Cost(positions, boxes) is not Int128 cost)
        {
            return new(PriceBoundState.Unknown, null, 0, []);
        }

        // What is left of the payout after the others are paid is what a contract of the claim held may cost.
        Int128 left = ((Int128)payout.Value * Box.Dollar) - cost;
        Int128 floor = left >= 0 ? left / contracts : -((-left + contracts - 1) / contracts);
        long price = side > 0 ? (long)floor : Box.Dollar - (long)floor;
        return new(best ? PriceBoundState.Best : PriceBoundState.Open, price, contracts, positions);
    }
}
