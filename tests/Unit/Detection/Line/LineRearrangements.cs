using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// The same line told differently has the same verdict, the same best basket and the same best position.
/// </summary>
public sealed class LineRearrangements
{
    [Fact]
    public void Markets_in_another_order() =>
        Same(static (line, random) =>
        {
            int[] order = [.. Enumerable.Range(0, line.Markets.Length)];
            random.Shuffle(order);
            return line with { Markets = [.. order.Select(i => line.Markets[i])] };
        });

    [Fact]
    public void Markets_that_reach_an_end_turned_into_their_complements() =>
        Same(static (line, random) => line with
        {
            Markets = [.. line.Markets.Select(market => random.Next(2) == 0 ? market : market.Complement(line.Cells))],
        });

    [Fact]
    public void The_line_read_from_its_other_end() =>
        Same(static (line, _) => line with
        {
            Markets = [.. line.Markets.Select(market => market with
            {
                Interval = new LineInterval(line.Cells - market.Interval.To, line.Cells - market.Interval.From),
            })],
        });

    [Fact]
    public void A_cell_split_in_two() =>
        Same(static (line, random) =>
        {
            int cell = random.Next(line.Cells);
            return new Told(line.Cells + 1, [.. line.Markets.Select(market => market with
            {
                Interval = new LineInterval(
                    market.Interval.From + (market.Interval.From > cell ? 1 : 0),
                    market.Interval.To + (market.Interval.To > cell ? 1 : 0)),
            })]);
        });

    [Fact]
    public void A_market_more_that_nobody_quotes_or_that_asks_too_much() =>
        Same(static (line, random) =>
        {
            int from = random.Next(line.Cells);
            LineInterval interval = new(from, random.Next(from, line.Cells) + 1);
            LineLevel[] dear = random.Next(2) == 0 ? [] : [new LineLevel(1_000_000, 700)];
            return line with { Markets = [.. line.Markets, new ToldMarket(interval, dear, dear)] };
        });

    [Fact]
    public void Levels_cut_in_two() =>
        Same(static (line, _) => line with
        {
            Markets = [.. line.Markets.Select(static market =>
                market with { Yes = Cut(market.Yes), No = Cut(market.No) })],
        });

    private static LineLevel[] Cut(LineLevel[] levels) =>
        [.. levels.SelectMany(static level => level.Hundredths == 1
            ? [level]
            : new LineLevel[] { level with { Hundredths = 1 }, level with { Hundredths = level.Hundredths - 1 } })];

    private static void Same(Func<Told, Random, Told> retell)
    {
        int incoherent = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine random = new(seed, mostCells: 12, mostMarkets: 10);
                random.Fill();
                RandomDepth depth = new(random, seed, mostLevels: 4, mostHundredths: 900);
                Told told = new(random.Cells, [.. random.Intervals.Select((interval, i) =>
                    new ToldMarket(interval, depth.Yes[i], depth.No[i]))]);
                (bool IsCoherent, long Profit, int Legs, Int128 Position) expected = told.Answer();
                Assert.Equal(expected, retell(told, new Random(seed)).Answer());
                Interlocked.Add(ref incoherent, expected.IsCoherent ? 0 : 1);
            },
            iter: 500 * TestScale.Value);

        Assert.True(incoherent > 100, $"only {incoherent} lines were incoherent");
    }

    private sealed record ToldMarket(LineInterval Interval, LineLevel[] Yes, LineLevel[] No)
    {
        public ToldMarket Complement(int cells) => Interval switch
        {
            (0, int to) => new ToldMarket(new LineInterval(to, cells), No, Yes),
            (int from, int to) when to == cells => new ToldMarket(new LineInterval(0, from), No, Yes),
            _ => this,
        };
    }

    private sealed record Told(int Cells, ToldMarket[] Markets)
    {
        public (bool IsCoherent, long Profit, int Legs, Int128 Position) Answer()
        {
            LineShape shape = new(Cells, [.. Markets.Select(static market => market.Interval)]);
            StrikeLine line = new(shape);
            LineSizer sizer = new(shape, new LineScratch(Cells));
            BasketSearch search = new(Cells, Markets.Length);
            for (int i = 0; i < Markets.Length; i++)
            {
                long bid = Markets[i].No is [LineLevel no, ..] ? RandomLine.Dollar - no.Cost : LinePrice.NoBid;
                long ask = Markets[i].Yes is [LineLevel yes, ..] ? yes.Cost : LinePrice.NoAsk;
                line.Update(i, bid, ask);
                sizer.Offer(i, isYes: true, Markets[i].Yes);
                sizer.Offer(i, isYes: false, Markets[i].No);
            }

            LineSizing sizing = sizer.Solve([], long.MaxValue);
            Assert.True(sizing.IsOptimal);
            Assert.Equal(line.IsCoherent, sizing.Profit == 0);
            LineBasket best = search.Find(shape, line.Bids, line.Asks, 1) == 1 ? search.Baskets[0] : default;
            return (line.IsCoherent, best.Profit, best.Count, sizing.Profit);
        }
    }
}
