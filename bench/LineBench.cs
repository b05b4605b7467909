using System.Diagnostics;
using System.Globalization;
using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// Strike lines under drifting prices: the incremental watch beside a full re-check of every quote and beside storing
/// the quote and nothing more, over the same stream, in batches of a thousand that take turns.
/// </summary>
internal static class LineBench
{
    private const int Batch = 1_000;

    public static int Run(string[] options)
    {
        int batches = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 400;
        Console.WriteLine("| markets | lines | drift | who | median ns | p99 ns | repaired | incoherent | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (int markets in (int[])[5, 20, 50, 200])
        {
            foreach (double drift in (double[])[1, 2, 4])
            {
                Watch(markets, lines: markets > 50 ? 16 : 64, drift, batches);
            }
        }

        LineDepth.Run(lines: 400, levels: 10);
        return 0;
    }

    private static void Watch(int markets, int lines, double drift, int batches)
    {
        LineQuotes source = new(lines, markets, drift / markets, seed: 11);
        LineQuote[] quotes = source.Draw((batches + 40) * Batch);
        LineScratch scratch = new(source.Shapes[0].Cells);
        StrikeLine[] watched = [.. source.Shapes.Select(shape => new StrikeLine(shape, scratch))];
        LineRecheck[] rechecked = [.. source.Shapes.Select(static shape => new LineRecheck(shape))];
        LineQuote[] stored = new LineQuote[lines * markets];
        double[][] figures = [new double[batches], new double[batches], new double[batches]];
        int incoherent = 0;
        long disagreements = 0;
        long repairs = 0;
        long allocated = 0;
        bool[] verdicts = new bool[Batch];
        bool[] expected = new bool[Batch];
        int warmUp = (quotes.Length / Batch) - batches;
        for (int batch = 0; batch < quotes.Length / Batch; batch++)
        {
            Span<LineQuote> part = quotes.AsSpan(batch * Batch, Batch);
            int slot = batch - warmUp;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long repaired = watched.Sum(static line => line.Repairs);
            before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            foreach (ref LineQuote quote in part)
            {
                stored[(quote.Line * markets) + quote.Market] = quote;
            }

            long middle = Stopwatch.GetTimestamp();
            for (int i = 0; i < part.Length; i++)
            {
                verdicts[i] = watched[part[i].Line].Update(part[i].Market, part[i].Bid, part[i].Ask);
            }

            long end = Stopwatch.GetTimestamp();
            for (int i = 0; i < part.Length; i++)
            {
                expected[i] = rechecked[part[i].Line].Update(part[i].Market, part[i].Bid, part[i].Ask);
            }

            long last = Stopwatch.GetTimestamp();
            if (slot < 0)
            {
                continue;
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            repairs += watched.Sum(static line => line.Repairs) - repaired;
            incoherent += verdicts.Count(static coherent => !coherent);
            disagreements += verdicts.Zip(expected).Count(static pair => pair.First != pair.Second);
            double unit = 1e9 / Stopwatch.Frequency / Batch;
            figures[0][slot] = (middle - start) * unit;
            figures[1][slot] = (end - middle) * unit;
            figures[2][slot] = (last - end) * unit;
        }

        if (disagreements > 0)
        {
            throw new InvalidOperationException($"{disagreements} verdicts differ from the full re-check.");
        }

        string[] names = ["store only", "strike line", "full re-check"];
        for (int i = 0; i < names.Length; i++)
        {
            Array.Sort(figures[i]);
            double updates = (double)batches * Batch;
            string shares = i == 1
                ? $"{repairs / updates:0.0%} | {incoherent / updates:0.0%} | {allocated:N0} B"
                : "- | - | -";
            Console.WriteLine($"| {markets} | {lines} | {drift} | {names[i]} | {figures[i][batches / 2]:N1} "
                + $"| {figures[i][batches * 99 / 100]:N1} | {shares} |");
        }
    }
}
