using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The programme of legs whose worlds are listed or can be searched: worlds are demanded as they turn out to be the
/// worst, until none pays less than what is locked.
/// </summary>
internal sealed class WorldProgramme(LegWorlds worlds) : IBasketProgramme
{
    private const int MostRounds = 200;

    /// <summary>Cells that the simplex may change, all rounds together: about a second's work.</summary>
    private const long MostWork = 400_000_000;

    /// <summary>Dollars by which a world may undercut the rest and still be taken for the same.</summary>
    private const double Near = 1e-7;

    public ProgrammeAnswer? Solve(SizedLeg[] legs, Ratio feeMultiple, ShardCash? cash)
    {
        List<(int Leg, double Each, double Depth)> levels = [];
        for (int i = 0; i < legs.Length; i++)
        {
            foreach (BookLevel level in legs[i].Levels)
            {
                long cost = level.Price.PerContract().Micros + ProgrammeCost.FeeOf(legs[i], level, feeMultiple);
                if (cost < Money.MicrosPerDollar)
                {
                    levels.Add((i, cost / 1e6, level.Quantity.Hundredths / 100.0));
                }
            }
        }

        List<bool[]> demanded = [];
        long left = MostWork;
        for (int round = 0; round < MostRounds; round++)
        {
            BoundedSimplex simplex = Programme(legs, levels, demanded, cash);
            if (demanded.Count > 0 && !simplex.Maximise(left))
            {
                return null;
            }

            left -= simplex.Work;

            double[] quantities = new double[legs.Length];
            for (int k = 0; k < levels.Count; k++)
            {
                quantities[levels[k].Leg] += demanded.Count == 0 ? levels[k].Depth : simplex.Value(k);
            }

            double locked = demanded.Count == 0 ? double.PositiveInfinity : simplex.Value(levels.Count);
            if (Worst(legs, quantities) is not bool[] worst)
            {
                return null;
            }

            if (Pays(legs, worst, quantities) >= locked - Near
                || demanded.Exists(row => row.AsSpan().SequenceEqual(worst)))
            {
                return Answer(quantities, demanded, simplex);
            }

            demanded.Add(worst);
        }

        return null;
    }

    /// <summary>The variables are the levels, then what is locked; each world demands that it pays no less.</summary>
    private static BoundedSimplex Programme(
        SizedLeg[] legs, List<(int Leg, double Each, double Depth)> levels, List<bool[]> demanded, ShardCash? cash)
    {
        BoundedSimplex simplex = new(
            [.. levels.Select(static level => -level.Each), 1],
            [.. levels.Select(static level => level.Depth), double.PositiveInfinity]);
        foreach (bool[] world in demanded)
        {
            simplex.Require([.. levels.Select(level => PaysIn(legs[level.Leg], world[level.Leg]) ? 1.0 : 0.0), -1], 0);
        }

        if (cash is not null)
        {
            foreach (int shard in legs.Select(static leg => ShardCash.KeyOf(leg.Claim.Market)).Distinct())
            {
                double[] spent =
                [
                    .. levels.Select(level =>
                        ShardCash.KeyOf(legs[level.Leg].Claim.Market) == shard ? -level.Each : 0),
                    0,
                ];
                simplex.Require(spent, cash.Of(shard).Micros / 1e6);
            }
        }

        return simplex;
    }

    private bool[]? Worst(SizedLeg[] legs, double[] quantities)
    {
        LegPayoff[] payoffs = [.. legs.Select((leg, i) =>
        {
            long pays = (long)Math.Round(quantities[i] * 1e6);
            return leg.Claim.Side == Side.Yes ? new LegPayoff(pays, 0) : new LegPayoff(0, pays);
        })];
        return worlds.WorstRow(payoffs);
    }

    private static double Pays(SizedLeg[] legs, bool[] world, double[] quantities) =>
        legs.Select((leg, i) => PaysIn(leg, world[i]) ? quantities[i] : 0).Sum();

    private static bool PaysIn(SizedLeg leg, bool isYes) => isYes == (leg.Claim.Side == Side.Yes);

    private static ProgrammeAnswer Answer(double[] quantities, List<bool[]> demanded, BoundedSimplex simplex)
    {
        double[] duals = [.. demanded.Select((_, row) => simplex.DualOf(row))];
        long[] parts = Parts(duals);
        WorldBelief belief = new();
        for (int row = 0; row < parts.Length; row++)
        {
            if (parts[row] > 0)
            {
                belief.Add(demanded[row], parts[row]);
            }
        }

        return new ProgrammeAnswer([.. quantities.Select(static quantity => quantity * 100)], belief);
    }

    /// <summary>Parts per million that add up: each is off by less than one.</summary>
    private static long[] Parts(double[] duals)
    {
        double[] exact = [.. duals.Select(dual => dual / duals.Sum() * Ratio.Whole)];
        long[] parts = [.. exact.Select(static part => (long)part)];
        int[] cut = [.. Enumerable.Range(0, parts.Length).OrderByDescending(row => exact[row] - parts[row])];
        for (int i = 0; parts.Sum() < Ratio.Whole; i++)
        {
            parts[cut[i % cut.Length]]++;
        }

        return parts;
    }
}
