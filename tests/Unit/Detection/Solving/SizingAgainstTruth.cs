using System.Numerics;
using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Sizes of random clusters with ladders, with and without budgets, against the exact linear programme.</summary>
public sealed class SizingAgainstTruth
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Quantities_lock_in_the_optimum_and_the_bound_is_never_below_it(int budgets)
    {
        int paying = 0;
        for (ulong seed = 0; seed < 250 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            if (planted.Worlds.Length == 0)
            {
                continue;
            }

            Dice dice = new(seed + 77);
            (int Market, bool Yes, long Price, long Depth)[] levels = [.. Ladders(planted, dice)];
            (long Micros, int[] Markets)[] cash = [.. Enumerable.Range(0, budgets).Select(group => (
                dice.Between(0, 400) * 100_000L,
                Enumerable.Range(0, planted.Markets).Where(market => market % budgets == group).ToArray()))];
            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            SizingProblem problem = new(
                planted.Markets, levels.Select(static level => new SizingLevel(level.Market, level.Yes, level.Price, level.Depth)));
            foreach ((long micros, int[] markets) in cash)
            {
                problem.WithBudget(micros, markets);
            }

            IWorldOracle oracle = WorldOracles.For(logic);
            SizingAnswer answer = new SizingSolver(logic, oracle, WitnessLimits.Default).Solve(problem);
            (BigInteger value, BigInteger denominator) = SizingTruth.Best(planted.Worlds, levels, cash);
            double best = (double)value / (double)denominator / 100;
            string label = $"seed {seed}, {planted.Family}: best {best}, {answer.State}, bound {answer.Bound}";
            Assert.True(answer.State == SizingState.Best, label);
            Assert.True(new BigInteger(answer.Bound) * denominator * 100 >= value, label);
            Assert.True(answer.Bound <= best + 2 + (1e-6 * best), label);

            // Cutting a level to a hundredth of a contract can cost that hundredth, a cent at most.
            long[] whole = [.. answer.Hundredths.Select(static hundredths => (long)Math.Floor(hundredths + 1e-4))];
            long locked = Locked(planted, levels, whole);
            Assert.True(locked <= answer.Bound && locked >= best - (10_000 * levels.Length), $"{label}, locked {locked}");
            AssertAllowed(levels, cash, whole, label);
            paying += locked > 0 ? 1 : 0;
        }

        Assert.True(paying > 30 * TestScale.Value);
    }

    private static IEnumerable<(int Market, bool Yes, long Price, long Depth)> Ladders(PlantedCase planted, Dice dice)
    {
        for (int market = 0; market < planted.Markets; market++)
        {
            (long? bid, long? ask) = planted.Quotes[market];
            foreach ((bool yes, long? best) in new[] { (true, ask), (false, 1_000_000 - bid) })
            {
                long price = best ?? 0;
                for (int level = 0; best is not null && level < dice.Between(1, 3); level++)
                {
                    yield return (market, yes, Math.Max(1, price), dice.Between(1, 5000));
                    price += dice.Between(1, 4) * 5_000;
                }
            }
        }
    }

    private static void AssertAllowed(
        (int Market, bool Yes, long Price, long Depth)[] levels, (long Micros, int[] Markets)[] cash, long[] quantities,
        string label)
    {
        Assert.True(quantities.Zip(levels).All(static pair => pair.First >= 0 && pair.First <= pair.Second.Depth), label);
        foreach ((long micros, int[] markets) in cash)
        {
            long spent = quantities.Zip(levels)
                .Where(pair => markets.Contains(pair.Second.Market)).Sum(static pair => pair.First * pair.Second.Price);
            Assert.True(spent <= micros * 100, label);
        }
    }

    private static long Locked(
        PlantedCase planted, (int Market, bool Yes, long Price, long Depth)[] levels, long[] quantities) =>
        (long)Math.Floor(planted.Worlds.Min(world => quantities.Zip(levels).Sum(pair => (decimal)pair.First
            * ((((world >> pair.Second.Market & 1) == 1) == pair.Second.Yes ? 1_000_000 : 0) - pair.Second.Price))) / 100);
}
