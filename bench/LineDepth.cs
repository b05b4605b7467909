using System.Diagnostics;
using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// What follows a broken line: its baskets, and the best position over the whole depth, begun from the distribution the watch
/// holds and from none. Every line is another one, so no search profits from the one before.
/// </summary>
internal static class LineDepth
{
    public static void Run(int lines, int levels)
    {
        Console.WriteLine();
        Console.WriteLine("| markets | levels a side | what | median µs | p99 µs | worst µs | median steps | of it |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (int markets in (int[])[5, 20, 50, 200])
        {
            Measure(markets, levels, lines);
        }
    }

    private static void Measure(int markets, int levels, int lines)
    {
        LineQuotes source = new(lines, markets, drift: 4.0 / markets, seed: 5);
        LineQuote[] quotes = source.Draw(lines * markets * 4);
        Random random = new(3);
        LineScratch scratch = new(source.Shapes[0].Cells);
        StrikeLine[] watched = [.. source.Shapes.Select(shape => new StrikeLine(shape, scratch))];
        foreach (LineQuote quote in quotes)
        {
            watched[quote.Line].Update(quote.Market, quote.Bid, quote.Ask);
        }

        StrikeLine[] broken = [.. watched.Where(static line => !line.IsCoherent)];
        BasketSearch search = new(source.Shapes[0].Cells, markets);
        LineSizer sizer = new(source.Shapes[0], scratch, 2 * markets * levels);
        LineLevel[][][] ladders = [.. broken.Select(line => Ladders(line, levels, random))];
        List<double> found = [];
        List<double> warm = [];
        List<double> cold = [];
        List<double> baskets = [];
        List<double> warmSteps = [];
        List<double> coldSteps = [];
        long allocated = 0;
        for (int pass = 0; pass < 3; pass++)
        {
            found.Clear();
            warm.Clear();
            cold.Clear();
            for (int i = 0; i < broken.Length; i++)
            {
                StrikeLine line = broken[i];
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                int count = search.Find(line.Shape, line.Bids, line.Asks, most: 16);
                found.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                baskets.Add(count);

                start = Stopwatch.GetTimestamp();
                Offer(sizer, line.Shape, ladders[i]);
                LineSizing first = sizer.Solve(line.Potentials, long.MaxValue);
                warm.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                warmSteps.Add(first.Work);

                start = Stopwatch.GetTimestamp();
                Offer(sizer, line.Shape, ladders[i]);
                LineSizing second = sizer.Solve([], long.MaxValue);
                cold.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                coldSteps.Add(second.Work);
                if (!first.IsOptimal || first.Profit != second.Profit)
                {
                    throw new InvalidOperationException($"{first} differs from {second}");
                }

                allocated = pass == 2 ? allocated + GC.GetAllocatedBytesForCurrentThread() - before : 0;
            }
        }

        Print(markets, levels, "all disjoint baskets", found, [0], $"{broken.Length} lines, {baskets.Average():0.0} baskets");
        Print(markets, levels, "best position, from the watch", warm, warmSteps, $"{allocated} bytes allocated");
        Print(markets, levels, "best position, from nothing", cold, coldSteps, "");
    }

    private static void Offer(LineSizer sizer, LineShape shape, LineLevel[][] ladders)
    {
        sizer.Begin(shape);
        for (int market = 0; market < shape.Markets; market++)
        {
            sizer.Offer(market, isYes: true, ladders[2 * market]);
            sizer.Offer(market, isYes: false, ladders[(2 * market) + 1]);
        }
    }

    private static LineLevel[][] Ladders(StrikeLine line, int levels, Random random)
    {
        LineLevel[][] ladders = new LineLevel[2 * line.Shape.Markets][];
        for (int claim = 0; claim < ladders.Length; claim++)
        {
            int price = claim % 2 == 0 ? line.Asks[claim / 2] : LinePrice.Dollar - line.Bids[claim / 2];
            ladders[claim] = new LineLevel[price > 2 * LinePrice.Dollar ? 0 : levels];
            for (int i = 0; i < ladders[claim].Length; i++)
            {
                ladders[claim][i] = new LineLevel(price, random.Next(100, 100_000));
                price += 10_000 * random.Next(1, 3);
            }
        }

        return ladders;
    }

    private static void Print(int markets, int levels, string what, List<double> times, List<double> steps, string remark)
    {
        times.Sort();
        steps.Sort();
        Console.WriteLine($"| {markets} | {levels} | {what} | {times[times.Count / 2]:N1} | {times[times.Count * 99 / 100]:N1} "
            + $"| {times[^1]:N1} | {steps[steps.Count / 2]:N0} | {remark} |");
    }
}
