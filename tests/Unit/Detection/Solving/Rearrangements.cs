using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Xunit;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>What is only said differently is decided, sized and bounded alike.</summary>
public sealed class Rearrangements
{
    [Fact]
    public void Complementing_a_market_changes_nothing() => Compare(static (planted, dice) =>
    {
        int flipped = dice.Below(planted.Markets);
        Side Turn(Side side) => side.Market == flipped ? side.Flip() : side;
        (long? Bid, long? Ask)[] quotes = [.. planted.Quotes];
        quotes[flipped] = (1_000_000 - planted.Quotes[flipped].Ask, 1_000_000 - planted.Quotes[flipped].Bid);
        return planted with
        {
            Facts = [.. planted.Facts.Select(fact => fact with { Sides = [.. fact.Sides.Select(Turn)] })],
            Quotes = quotes,
        };
    });

    [Fact]
    public void Numbering_the_markets_otherwise_changes_nothing() => Compare(static (planted, dice) =>
    {
        int[] to = dice.Shuffled(planted.Markets);
        (long? Bid, long? Ask)[] quotes = new (long?, long?)[planted.Markets];
        for (int market = 0; market < to.Length; market++)
        {
            quotes[to[market]] = planted.Quotes[market];
        }

        return planted with
        {
            Facts = [.. planted.Facts.Reverse().Select(fact => fact with
            {
                Sides = [.. fact.Sides.Select(side => side with { Market = to[side.Market] })],
            })],
            Quotes = quotes,
        };
    });

    [Fact]
    public void An_unrelated_coherent_market_changes_nothing() => Compare(static (planted, dice) =>
    {
        long bid = dice.Between(1, 98) * 10_000;
        return planted with { Markets = planted.Markets + 1, Quotes = [.. planted.Quotes, (bid, bid + 10_000)] };
    });

    [Fact]
    public void A_range_split_into_two_unquoted_parts_changes_nothing() => Compare(static (planted, dice) =>
    {
        int split = dice.Below(planted.Markets);
        int parts = planted.Markets;
        Fact whole = new("exactly one", [new(split, false), new(parts, true), new(parts + 1, true)]);
        return planted with
        {
            Markets = parts + 2,
            Facts = [.. planted.Facts, whole],
            Quotes = [.. planted.Quotes, (null, null), (null, null)],
        };
    });

    [Fact]
    public void A_level_split_in_two_changes_no_size()
    {
        for (ulong seed = 0; seed < 150; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            SizingLevel[] levels = [.. Levels(planted)];
            SizingLevel[] split = [.. levels.SelectMany(static level => new[]
            {
                level with { Depth = level.Depth / 3 }, level with { Depth = level.Depth - (level.Depth / 3) },
            })];
            Assert.InRange(Bound(planted, levels) - Bound(planted, split), -2, 2);
        }
    }

    private static void Compare(Func<PlantedCase, Dice, PlantedCase> rearranged)
    {
        int dutchBooks = 0;
        for (ulong seed = 0; seed < 250; seed++)
        {
            PlantedCase before = PlantedCase.Draw(seed, 7);
            PlantedCase after = rearranged(before, new Dice(seed + 5));
            WitnessState state = Decide(before);
            Assert.True(state == Decide(after), $"seed {seed}, {before.Family}: {state}");
            Assert.InRange(Bound(before, [.. Levels(before)]) - Bound(after, [.. Levels(after)]), -2, 2);
            dutchBooks += state == WitnessState.DutchBook ? 1 : 0;
        }

        Assert.True(dutchBooks > 50);
    }

    private static WitnessState Decide(PlantedCase planted)
    {
        WitnessSolver solver = WitnessSolver.For(Translation.Logic(planted.Markets, planted.Facts), WitnessLimits.Default);
        for (int market = 0; market < planted.Markets; market++)
        {
            (long? bid, long? ask) = planted.Quotes[market];
            solver.Set(market, new(bid ?? Box.NoBid, ask ?? Box.NoAsk));
        }

        return solver.Solve();
    }

    private static long Bound(PlantedCase planted, SizingLevel[] levels)
    {
        ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
        SizingAnswer answer = new SizingSolver(logic, WorldOracles.For(logic), WitnessLimits.Default)
            .Solve(new(planted.Markets, levels));
        Assert.NotEqual(SizingState.Open, answer.State);
        return answer.Bound;
    }

    /// <summary>Depths follow from the prices alone, so that they stay with their claim however it is numbered.</summary>
    private static IEnumerable<SizingLevel> Levels(PlantedCase planted)
    {
        for (int market = 0; market < planted.Markets; market++)
        {
            (long? bid, long? ask) = planted.Quotes[market];
            if (ask is long yes)
            {
                yield return new(market, true, Math.Max(1, yes), 300 + (yes % 977));
            }

            if (bid is long sold)
            {
                long no = Math.Max(1, 1_000_000 - sold);
                yield return new(market, false, no, 300 + (no % 977));
            }
        }
    }
}
