using System.Diagnostics;
using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// What follows a broken line: its baskets, and the best position over the whole depth, begun from the distribution the
/// watch holds and from none. Every line is another one, so no search profits from the one before.
/// </summary>
internal static class LineDepth
{
    public static void Run(int lines, int levels)
    {
        Console.WriteLine();
        Console.WriteLine("| markets | drift | lines | what | median µs | p99 µs | worst µs | median steps | |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (int markets in (int[])[5, 20, 50, 200])
        {
            Measure(markets, levels, lines, drift: 4);
        }

        Measure(markets: 200, levels, lines: 100, drift: 1_000);
    }

    private static void Measure(int markets, int levels, int lines, double drift)
    {
        LineQuotes source = new(lines, markets, drift / markets, seed: 5);
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
        List<double> found = new(broken.Length);
        List<double> warm = new(broken.Length);
        List<double> cold = new(broken.Length);
        List<double> baskets = new(broken.Length);
        List<double> warmSteps = new(broken.Length);
        List<double> coldSteps = new(broken.Length);
        long allocated = 0;
        for (int pass = 0; pass < 3; pass++)
        {
            found.Clear();
            warm.Clear();
            cold.Clear();
            baskets.Clear();
            warmSteps.Clear();
            coldSteps.Clear();
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

        string label = $"{markets} | {drift} | {broken.Length}";
        Print(label, "all disjoint baskets", found, [], $"{baskets.Average():0.0} baskets");
        Print(label, "best position, begun from the watch", warm, warmSteps, $"{allocated} B allocated");
        Print(label, "best position, begun from nothing", cold, coldSteps, "");
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

    private static void Print(string line, string what, List<double> times, List<double> steps, string remark)
    {
        times.Sort();
        steps.Sort();
        Console.WriteLine($"| {line} | {what} | {times[times.Count / 2]:N1} | {times[times.Count * 99 / 100]:N1} "
            + $"| {times[^1]:N1} | {(steps.Count > 0 ? steps[steps.Count / 2].ToString("N0") : "-")} | {remark} |");
    }
}
