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
        Console.WriteLine($"Microseconds a broken line, {levels} levels on each side.");
        Console.WriteLine();
        Console.WriteLine("| markets | drift | lines | what | median | p99 | worst | steps, median / most | |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (int markets in (int[])[5, 20, 50, 200])
        {
            Measure(markets, levels, markets == 200 ? 5 * lines : lines, drift: 4);
        }

        Measure(markets: 200, levels, lines / 2, drift: 1_000);
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
        double[] found = new double[broken.Length];
        double[] warm = new double[broken.Length];
        double[] cold = new double[broken.Length];
        long[] warmSteps = new long[broken.Length];
        long[] coldSteps = new long[broken.Length];
        int baskets = 0;
        long allocated = 0;
        for (int pass = 0; pass < 4; pass++)
        {
            for (int i = 0; i < broken.Length; i++)
            {
                StrikeLine line = broken[i];
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                int count = search.Find(line.Shape, line.Bids, line.Asks, most: 16);
                long middle = Stopwatch.GetTimestamp();
                Offer(sizer, line.Shape, ladders[i]);
                LineSizing first = sizer.Solve(line.Potentials, long.MaxValue);
                long end = Stopwatch.GetTimestamp();
                Offer(sizer, line.Shape, ladders[i]);
                LineSizing second = sizer.Solve([], long.MaxValue);
                long last = Stopwatch.GetTimestamp();
                if (!first.IsOptimal || first.Profit != second.Profit)
                {
                    throw new InvalidOperationException($"{first} differs from {second}");
                }

                // The first pass warms up; of the other three each line counts with its fastest.
                if (pass > 0)
                {
                    Keep(found, i, middle - start);
                    Keep(warm, i, end - middle);
                    Keep(cold, i, last - end);
                    (warmSteps[i], coldSteps[i]) = (first.Work, second.Work);
                    baskets += count;
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                }
            }
        }

        string label = $"{markets} | {drift} | {broken.Length}";
        Print(label, "all disjoint baskets", found, [], $"{baskets / 3.0 / broken.Length:0.0} baskets");
        Print(label, "best position, begun from the watch", warm, warmSteps, $"{allocated} B allocated");
        Print(label, "best position, begun from nothing", cold, coldSteps, "");
    }

    private static void Keep(double[] figures, int slot, long ticks)
    {
        double figure = ticks * (1e6 / Stopwatch.Frequency);
        figures[slot] = figures[slot] == 0 ? figure : Math.Min(figures[slot], figure);
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

    private static void Print(string line, string what, double[] times, long[] steps, string remark)
    {
        Array.Sort(times);
        Array.Sort(steps);
        string work = steps.Length > 0 ? $"{steps[steps.Length / 2]:N0} / {steps[^1]:N0}" : "-";
        Console.WriteLine($"| {line} | {what} | {times[times.Length / 2]:N1} | {times[times.Length * 99 / 100]:N1} "
            + $"| {times[^1]:N1} | {work} | {remark} |");
    }
}
