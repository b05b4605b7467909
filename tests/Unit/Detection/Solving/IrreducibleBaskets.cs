using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

public sealed class IrreducibleBaskets
{
    [Fact]
    public void Two_mispricings_of_one_cluster_are_told_apart()
    {
        // 0 implies 1 and 2 implies 3, both mispriced; 1 and 3 exclude each other, which their prices allow.
        ClusterLogic logic = new(4, [Implies(Yes(0), Yes(1)), Implies(Yes(2), Yes(3)), AtMostOne(Yes(1), Yes(3))]);
        Box[] boxes = [new(300_000, 310_000), new(200_000, 210_000), new(150_000, 160_000), new(90_000, 100_000)];
        IWorldOracle oracle = WorldOracles.For(logic);
        (long[] positions, long profit) = IrreducibleBasket.Find(
            logic, oracle, WitnessLimits.Default, [-1, 1, -1, 1], boxes)!.Value;
        Assert.Equal([-1, 1, 0, 0], positions);
        Assert.Equal(90_000, profit);
    }

    [Fact]
    public void Every_leg_of_a_reduced_basket_is_needed()
    {
        int reduced = 0;
        for (ulong seed = 0; seed < 600; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            IWorldOracle oracle = WorldOracles.For(logic);
            WitnessSolver solver = new(logic, oracle, WitnessLimits.Default);
            for (int market = 0; market < planted.Markets; market++)
            {
                (long? bid, long? ask) = planted.Quotes[market];
                solver.Set(market, new(bid ?? Box.NoBid, ask ?? Box.NoAsk));
            }

            if (solver.Solve() != WitnessState.DutchBook)
            {
                continue;
            }

            (long[] positions, long profit) = IrreducibleBasket.Find(
                logic, oracle, WitnessLimits.Default, solver.Positions, solver.Boxes)!.Value;
            Assert.True(profit > 0, $"seed {seed}, {planted.Family}: {string.Join(",", solver.Positions.ToArray())} -> {string.Join(",", positions)} {profit}");
            (long? Bid, long? Ask)[] bought = [.. positions.Select((position, market) => (
                position < 0 ? planted.Quotes[market].Bid : null, position > 0 ? planted.Quotes[market].Ask : null))];
            Assert.True(Truth.BestPerContract(planted.Worlds, bought).Value.Sign > 0, $"seed {seed}, {planted.Family}: {string.Join(",", solver.Positions.ToArray())} {solver.Profit} -> {string.Join(",", positions)} {profit}");
            foreach (int leg in Enumerable.Range(0, positions.Length).Where(market => positions[market] != 0))
            {
                (long? Bid, long? Ask)[] without = [.. bought];
                without[leg] = (null, null);
                Assert.True(Truth.BestPerContract(planted.Worlds, without).Value.IsZero, $"seed {seed}, leg {leg}");
            }

            reduced++;
        }

        Assert.True(reduced > 100, $"{reduced}");
    }
}
