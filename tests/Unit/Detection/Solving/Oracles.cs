using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Every oracle names a world of least weight, or says how far it came.</summary>
public sealed class Oracles
{
    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("DUTCHBOOK_TEST_SCALE"), out int scale) ? scale : 1;

    [Fact]
    public void Every_oracle_finds_the_least_weight_of_a_plain_enumeration()
    {
        for (ulong seed = 0; seed < 3000 * (ulong)Scale; seed++)
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
