using System.Numerics;
using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// The sizes of a line against every position, against an exact programme, and against their own bound.
/// </summary>
public sealed class LineSizerProperties
{
    [Fact]
    public void No_position_of_whole_hundredths_earns_more_in_its_worst_cell()
    {
        int earning = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine line = new(seed, mostCells: 4, mostMarkets: 3);
                line.Fill();
                RandomDepth depth = new(line, seed, mostLevels: 2, mostHundredths: 2);
                LineSizing sizing = Confirmed(depth, depth.Sizer(), []);
                Assert.Equal(BestOfAll(depth), (long)sizing.Profit);
                Interlocked.Add(ref earning, sizing.Profit > 0 ? 1 : 0);
            },
            iter: 1_500 * TestScale.Value);

        Assert.True(earning > 150, $"only {earning} positions earned anything");
    }

    [Fact]
    public void Fractions_would_not_earn_more_either()
    {
        int earning = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine line = new(seed, mostCells: 6, mostMarkets: 6);
                line.Fill();
                RandomDepth depth = new(line, seed, mostLevels: 3, mostHundredths: 5_000);
                LineSizing sizing = Confirmed(depth, depth.Sizer(), []);
                (BigInteger numerator, BigInteger denominator) = ByProgramme(depth);
                Assert.Equal((BigInteger.One, numerator), (denominator, (BigInteger)sizing.Profit));
                Interlocked.Add(ref earning, sizing.Profit > 0 ? 1 : 0);
            },
            iter: 600 * TestScale.Value);

        Assert.True(earning > 150, $"only {earning} positions earned anything");
    }

    [Fact]
    public void Long_lines_meet_their_bound_from_wherever_the_search_begins()
    {
        int earning = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine line = new(seed, mostCells: 150, mostMarkets: 100);
                line.Fill();
                RandomDepth depth = new(line, seed, mostLevels: 8, mostHundredths: 100_000);
                LineSizer sizer = depth.Sizer();
                LineSizing cold = Confirmed(depth, sizer, []);
                LineSizing warm = Confirmed(depth, sizer, StrikeLineProperties.Build(line).Potentials);
                Assert.Equal(cold.Profit, warm.Profit);
                Interlocked.Add(ref earning, cold.Profit > 0 ? 1 : 0);
            },
            iter: 150 * TestScale.Value);

        Assert.True(earning > 50, $"only {earning} positions earned anything");
    }

    [Fact]
    public void A_search_cut_short_holds_a_position_that_cannot_lose_and_a_bound_that_holds()
    {
        int open = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine line = new(seed, mostCells: 30, mostMarkets: 30);
                line.Fill();
                RandomDepth depth = new(line, seed, mostLevels: 6, mostHundredths: 1_000);
                LineSizer sizer = depth.Sizer();
                LineSizing best = sizer.Solve([], long.MaxValue);
                for (long most = 0; most < best.Work; most += 1 + (best.Work / 9))
                {
                    LineSizing cut = Evaluated(depth, sizer, [], most);
                    Assert.InRange(cut.Profit, 0, best.Profit);
                    Assert.True(cut.Bound >= best.Profit);
                    Interlocked.Add(ref open, cut.IsOptimal ? 0 : 1);
                }
            },
            iter: 200 * TestScale.Value);

        Assert.True(open > 100, $"only {open} searches were cut before their end");
    }

    private static LineSizing Confirmed(RandomDepth depth, LineSizer sizer, ReadOnlySpan<int> from)
    {
        LineSizing sizing = Evaluated(depth, sizer, from, long.MaxValue);
        Assert.True(sizing.IsOptimal, sizing.ToString());
        return sizing;
    }

    private static LineSizing Evaluated(RandomDepth depth, LineSizer sizer, ReadOnlySpan<int> from, long most)
    {
        LineSizing sizing = sizer.Solve(from, most);
        long[] yes = [.. depth.Yes.Select((_, i) => sizer.Hundredths(i, isYes: true))];
        long[] no = [.. depth.No.Select((_, i) => sizer.Hundredths(i, isYes: false))];
        Assert.Equal(depth.Worst(yes, no), (long)sizing.Profit);
        return sizing;
    }

    private static long BestOfAll(RandomDepth depth)
    {
        long[] most =
        [
            .. depth.Yes.Select(static levels => levels.Sum(static level => level.Hundredths)),
            .. depth.No.Select(static levels => levels.Sum(static level => level.Hundredths)),
        ];
        long[] taken = new long[most.Length];
        long best = 0;
        while (true)
        {
            int claim = 0;
            while (claim < taken.Length && taken[claim] == most[claim])
            {
                taken[claim++] = 0;
            }

            if (claim == taken.Length)
            {
                return best;
            }

            taken[claim]++;
            best = Math.Max(best, depth.Worst(taken.AsSpan(0, depth.Yes.Length), taken.AsSpan(depth.Yes.Length)));
        }
    }

    private static (BigInteger Numerator, BigInteger Denominator) ByProgramme(RandomDepth depth)
    {
        List<(int Market, bool IsYes, LineLevel Level)> offers = [];
        for (int i = 0; i < depth.Yes.Length; i++)
        {
            offers.AddRange(depth.Yes[i].Select(level => (i, true, level)));
            offers.AddRange(depth.No[i].Select(level => (i, false, level)));
        }

        long[] objective = new long[offers.Count + 1];
        objective[^1] = 1;
        RationalProgramme programme = new(objective);
        long[] row = new long[objective.Length];
        for (int cell = 0; cell < depth.Line.Cells; cell++)
        {
            for (int i = 0; i < offers.Count; i++)
            {
                bool pays = depth.Line.Pays(offers[i].Market, cell) == offers[i].IsYes;
                row[i] = offers[i].Level.Cost - (pays ? RandomLine.Dollar : 0);
            }

            row[^1] = 1;
            programme.AtMost(0, row);
        }

        row.AsSpan().Clear();
        for (int i = 0; i < offers.Count; i++)
        {
            row[i] = 1;
            programme.AtMost(offers[i].Level.Hundredths, row);
            row[i] = 0;
        }

        return programme.Greatest();
    }
}
