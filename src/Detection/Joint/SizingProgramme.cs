using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The programme of legs in any worlds: of all beliefs that the worlds allow, the one that finds the least on offer too
/// cheap, and the quantities that it leaves to choose. Worlds found for one price of fees are kept for the next.
/// </summary>
internal sealed class SizingProgramme(LegLogic logic) : IBasketProgramme
{
    private readonly SizingSolver _solver = new(logic.Facts.Logic, WorldOracles.For(logic.Facts), WitnessLimits.Default);

    public ProgrammeAnswer? Solve(SizedLeg[] legs, Ratio feeMultiple, ShardCash? cash)
    {
        List<SizingLevel> levels = [];
        List<int> owners = [];
        for (int leg = 0; leg < legs.Length; leg++)
        {
            foreach (BookLevel level in legs[leg].Levels)
            {
                long cost = level.Price.PerContract().Micros + ProgrammeCost.FeeOf(legs[leg], level, feeMultiple);
                if (cost < Money.MicrosPerDollar)
                {
                    bool isYes = legs[leg].Claim.Side == Side.Yes;
                    levels.Add(new SizingLevel(logic.Variables[leg], isYes, cost, level.Quantity.Hundredths));
                    owners.Add(leg);
                }
            }
        }

        SizingProblem problem = new(logic.Facts.Logic.Variables, levels);
        if (cash is not null)
        {
            foreach (IGrouping<int, int> shard in Enumerable.Range(0, legs.Length)
                .GroupBy(leg => ShardCash.KeyOf(legs[leg].Claim.Market)))
            {
                problem.WithBudget(cash.Of(shard.Key).Micros, [.. shard.Select(leg => logic.Variables[leg])]);
            }
        }

        SizingAnswer answer = _solver.Solve(problem);
        if (answer.Belief is not WitnessMixture mixture)
        {
            return null;
        }

        double[] hundredths = new double[legs.Length];
        for (int index = 0; index < owners.Count; index++)
        {
            hundredths[owners[index]] += answer.Hundredths[index];
        }

        return new ProgrammeAnswer(hundredths, Belief(mixture));
    }

    private WorldBelief Belief(WitnessMixture mixture)
    {
        WorldBelief belief = new();
        long[] parts = Parts(mixture.Numerators);
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] > 0)
            {
                belief.Add([.. logic.Variables.Select(variable => WorldBits.Get(mixture.Worlds[i], variable))], parts[i]);
            }
        }

        return belief;
    }

    /// <summary>Parts per million that add up: each is off by less than one.</summary>
    private static long[] Parts(IReadOnlyList<long> numerators)
    {
        Int128 whole = numerators.Aggregate((Int128)0, static (sum, one) => sum + one);
        long[] parts = [.. numerators.Select(one => (long)((Int128)one * Ratio.Whole / whole))];
        int[] cut = [.. Enumerable.Range(0, parts.Length)
            .OrderByDescending(i => ((Int128)numerators[i] * Ratio.Whole) - (parts[i] * whole))];
        long missing = Ratio.Whole - parts.Sum();
        for (int i = 0; i < missing; i++)
        {
            parts[cut[i]]++;
        }

        return parts;
    }
}
