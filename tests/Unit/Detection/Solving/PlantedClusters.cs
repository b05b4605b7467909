using System.Numerics;
using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Thousands of random clusters of every family against exact rational arithmetic.</summary>
public sealed class PlantedClusters
{
    [Fact]
    public void Every_planted_Dutch_book_is_found_and_nothing_else()
    {
        Dictionary<WitnessState, int> seen = [];
        for (ulong seed = 0; seed < 2000 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            WorldTable table = WorldTable.Enumerate(logic);
            Assert.Equal(planted.Worlds.Length, table.Count);
            WitnessSolver solver = new(logic, new TableOracle(table), WitnessLimits.Default);
            for (int market = 0; market < planted.Markets; market++)
            {
                (long? bid, long? ask) = planted.Quotes[market];
                solver.Set(market, new(bid ?? Box.NoBid, ask ?? Box.NoAsk));
            }

            WitnessState state = solver.Solve();
            seen[state] = seen.GetValueOrDefault(state) + 1;
            string label = $"seed {seed}, {planted.Family}, {state}";
            if (planted.Worlds.Length == 0)
            {
                Assert.True(state == WitnessState.Contradictory, label);
                continue;
            }

            (BigInteger value, BigInteger _) = Truth.BestPerContract(planted.Worlds, planted.Quotes);
            Assert.True(!planted.IsCoherentByMaking || value.IsZero, label);
            Assert.True(state == (value.Sign > 0 ? WitnessState.DutchBook : WitnessState.Coherent), label);
            if (state == WitnessState.Coherent)
            {
                Assert.NotNull(solver.Certify());
            }
            else
            {
                Assert.Equal(Locked(planted, solver.Positions.ToArray()), solver.Profit);
            }
        }

        Assert.True(seen[WitnessState.Coherent] > 300 && seen[WitnessState.DutchBook] > 300);
    }

    private static long Locked(PlantedCase planted, long[] positions) => planted.Worlds.Min(world => positions.Select((p, market) =>
        p > 0 ? p * ((world >> market & 1) * 1_000_000L - planted.Quotes[market].Ask!.Value)
        : p < 0 ? -p * ((1 - (world >> market & 1)) * 1_000_000L - (1_000_000 - planted.Quotes[market].Bid!.Value)) : 0).Sum());
}
