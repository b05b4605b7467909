using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Xunit;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>A solver that lives through many quotes decides as one that sees only the last.</summary>
public sealed class RandomWalks
{
    [Fact]
    public void Warm_equals_cold_after_every_stretch_of_a_random_walk()
    {
        int dutchBooks = 0;
        for (ulong seed = 0; seed < 150; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 9);
            if (planted.Worlds.Length == 0)
            {
                continue;
            }

            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            TableOracle oracle = new(WorldTable.Enumerate(logic));
            WitnessSolver warm = new(logic, oracle, WitnessLimits.Default);
            Box[] boxes = [.. planted.Quotes.Select(static quote => new Box(quote.Bid ?? Box.NoBid, quote.Ask ?? Box.NoAsk))];
            for (int market = 0; market < boxes.Length; market++)
            {
                warm.Set(market, boxes[market]);
            }

            Dice dice = new(seed + 1000);
            for (int step = 0; step < 300; step++)
            {
                int market = dice.Below(boxes.Length);
                boxes[market] = Moved(boxes[market], dice);
                WitnessState state = warm.Update(market, boxes[market]);
                if (step % 10 == 0)
                {
                    WitnessSolver cold = new(logic, oracle, WitnessLimits.Default);
                    for (int m = 0; m < boxes.Length; m++)
                    {
                        cold.Set(m, boxes[m]);
                    }

                    Assert.Equal(cold.Solve(), state);
                    dutchBooks += state == WitnessState.DutchBook ? 1 : 0;
                    Assert.True(state != WitnessState.Coherent || warm.Certify() is not null);
                }
            }
        }

        Assert.True(dutchBooks > 500);
    }

    private static Box Moved(Box box, Dice dice)
    {
        long move = dice.Between(-3, 3) * 10_000;
        return new(
            dice.Chance(3) ? Box.NoBid : box.HasLow ? Math.Clamp(box.Low + move, 0, 980_000) : 400_000,
            dice.Chance(3) ? Box.NoAsk : box.HasHigh ? Math.Clamp(box.High + move, 20_000, 1_000_000) : 450_000);
    }
}
