using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Dutchbook.Unit.Detection.Solving.Reference;
using Dutchbook.Unit.House;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Every oracle names a world of least weight, or says how far it came.</summary>
public sealed class Oracles
{
    [Fact]
    public void Every_oracle_finds_the_least_weight_of_a_plain_enumeration()
    {
        for (ulong seed = 0; seed < 3000 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 9);
            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            Dice dice = new(seed);
            IWorldOracle[] oracles =
            [
                new SearchOracle(new CompiledLogic(logic)), new TableOracle(WorldTable.Enumerate(logic)),
                TreeOracle.TryBuild(new CompiledLogic(logic), 10_000)!,
            ];
            for (int round = 0; round < 3; round++)
            {
                long[] weights = [.. Enumerable.Range(0, planted.Markets).Select(_ => (long)dice.Between(-20, 20))];
                foreach (IWorldOracle oracle in oracles)
                {
                    Check(planted, weights, oracle);
                }
            }
        }
    }

    [Fact]
    public void Every_oracle_agrees_with_CP_SAT_on_clusters_too_large_to_enumerate_by_hand()
    {
        for (ulong seed = 0; seed < 200 * (ulong)TestScale.Value; seed++)
        {
            // Up to 28 markets; what is drawn for a family does not depend on listing worlds here.
            Dice dice = new(seed + 31);
            string family = Family.Names[(int)(seed % (ulong)Family.Names.Length)];
            int markets = family is "k of n" ? dice.Between(4, 7) : dice.Between(10, 28);
            ClusterLogic logic = Translation.Logic(markets, Family.Facts(family, markets, dice));
            CompiledLogic compiled = new(logic);
            long[] weights = [.. Enumerable.Range(0, markets).Select(_ => (long)dice.Between(-50, 50))];
            ulong[] world = new ulong[1];
            OracleAnswer expected = new CpSatOracle(logic).Minimise(weights, 0, 0, world);
            Assert.True(expected.Status is OracleStatus.Proven or OracleStatus.Contradictory, $"seed {seed}");
            foreach (IWorldOracle? oracle in (IWorldOracle?[])
                [new SearchOracle(compiled), TreeOracle.TryBuild(compiled, 20_000), WorldOracles.For(logic)])
            {
                OracleAnswer answer = oracle?.Minimise(weights, 200_000, long.MinValue, world) ?? expected;
                Assert.True(
                    (expected.Status, expected.Value) == (answer.Status, answer.Value),
                    $"seed {seed}, {family}, {oracle}: {expected.Value} {answer}");
                Assert.True(oracle is null || answer.Status == OracleStatus.Contradictory || logic.Admits(world));
            }
        }
    }

    [Fact]
    public void A_search_that_ends_on_its_budget_bounds_the_truth_from_both_sides()
    {
        int ended = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            Dice dice = new(seed);
            ClusterLogic logic = Translation.Logic(24, Family.Facts("mixed pairs", 24, dice));
            long[] weights = [.. Enumerable.Range(0, 24).Select(_ => (long)dice.Between(-50, 50))];
            SearchOracle search = new(new CompiledLogic(logic));
            ulong[] world = new ulong[1];
            OracleAnswer truth = search.Minimise(weights, 200_000, long.MinValue, world);
            OracleAnswer answer = search.Minimise(weights, dice.Between(1, 12), long.MinValue, world);
            if (truth.Status == OracleStatus.Proven)
            {
                Assert.True(answer.Bound <= truth.Value);
                Assert.True(answer.Status == OracleStatus.NothingFound || answer.Value >= truth.Value);
                ended += answer.Status is OracleStatus.Bounded or OracleStatus.NothingFound ? 1 : 0;
            }
        }

        Assert.True(ended > 20);
    }

    [Fact]
    public void A_world_that_is_good_enough_ends_the_search()
    {
        ClusterLogic logic = new(30, [.. Enumerable.Range(0, 15).Select(static i => AtMostOne(Yes(2 * i), Yes((2 * i) + 1)))]);
        long[] weights = [.. Enumerable.Range(0, 30).Select(static i => -1L - (i % 2))];
        OracleAnswer answer = new SearchOracle(new CompiledLogic(logic)).Minimise(weights, 10_000, -5, new ulong[1]);
        Assert.True(answer.Value <= -5 && answer.Bound <= -30 && answer.Status != OracleStatus.NothingFound);
    }

    private static void Check(PlantedCase planted, long[] weights, IWorldOracle oracle)
    {
        ulong[] world = new ulong[1];
        OracleAnswer answer = oracle.Minimise(weights, 100_000, long.MinValue, world);
        if (planted.Worlds.Length == 0)
        {
            Assert.Equal(OracleStatus.Contradictory, answer.Status);
            return;
        }

        Assert.Equal(OracleStatus.Proven, answer.Status);
        Assert.Equal(planted.Worlds.Min(admissible => Weight(admissible, weights)), answer.Value);
        Assert.Equal(answer.Value, answer.Bound);
        Assert.Contains((int)world[0], planted.Worlds);
        Assert.Equal(answer.Value, Weight((int)world[0], weights));
    }

    private static long Weight(int world, long[] weights) =>
        weights.Select((weight, market) => (world >> market & 1) * weight).Sum();
}
