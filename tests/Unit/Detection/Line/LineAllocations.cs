using Dutchbook.Detection;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>A line that has begun allocates nothing more, whatever the prices do.</summary>
public sealed class LineAllocations
{
    [Fact]
    public void Watching_finding_and_sizing_allocate_nothing()
    {
        RandomLine random = new(seed: 4, mostCells: 90, mostMarkets: 70);
        StrikeLine line = new(random.Shape);
        BasketSearch search = new(random.Cells, random.Intervals.Length);
        LineLevel[] ladder = [new(300_000, 100), new(310_000, 200)];
        LineSizer sizer = new(random.Shape, new LineScratch(random.Cells), 4 * random.Intervals.Length);
        (int Market, long Bid, long Ask)[] quotes = [.. Enumerable.Range(0, 3_000).Select(_ =>
        {
            int market = random.Step();
            return (market, random.Bids[market] ?? LinePrice.NoBid, random.Asks[market] ?? LinePrice.NoAsk);
        })];
        int incoherent = 0;
        long allocated = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            // What is made once for the whole process is made in the first pass.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < quotes.Length; i++)
            {
                incoherent += line.Update(quotes[i].Market, quotes[i].Bid, quotes[i].Ask) ? 0 : 1;
                if (i % 100 == 0)
                {
                    search.Find(line.Shape, line.Bids, line.Asks, most: 10);
                    Size(sizer, line, ladder);
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.InRange(incoherent, 1, (2 * quotes.Length) - 1);
        Assert.True(line.Repairs > 100);
    }

    private static void Size(LineSizer sizer, StrikeLine line, LineLevel[] ladder)
    {
        sizer.Begin(line.Shape);
        for (int market = 0; market < line.Shape.Markets; market++)
        {
            sizer.Offer(market, isYes: true, ladder);
            sizer.Offer(market, isYes: false, ladder);
        }

        sizer.Solve(line.Potentials, long.MaxValue);
    }
}
