using System.Diagnostics;
using System.Globalization;
using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// Strike lines under drifting prices: the incremental watch beside a full re-check of every quote and beside storing the
/// quote and nothing more, in batches of a thousand that take turns.
/// </summary>
/// <remarks>
/// The whole stream runs three times from the start, and each batch counts with its fastest run: the work is the same in all
/// three, and what differs is what else the machine was doing.
/// </remarks>
internal sealed class LineBench
{
    private const int Batch = 1_000;
    private const int WarmUp = 40;

    private readonly LineQuotes _source;
    private readonly LineQuote[] _quotes;
    private readonly LineQuote[] _stored;
    private readonly double[] _store;
    private readonly double[] _watch;
    private readonly double[] _recheck;
    private int _repaired;
    private int _incoherent;
    private long _allocated;

    private LineBench(int markets, int lines, double drift, int batches)
    {
        _source = new LineQuotes(lines, markets, drift / markets, seed: 11);
        _quotes = _source.Draw((batches + WarmUp) * Batch)[^((batches + WarmUp) * Batch)..];
        _stored = new LineQuote[lines * markets];
        _store = new double[batches];
        _watch = new double[batches];
        _recheck = new double[batches];
    }

    public static int Run(string[] options)
    {
        int batches = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 200;
        Console.WriteLine("Nanoseconds an update: median and 99th percentile of batch means.");
        Console.WriteLine();
        Console.WriteLine("| markets | lines | drift | repaired | incoherent | store only | strike line | full re-check "
            + "| ratio | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (int markets in (int[])[5, 20, 50, 200])
        {
            foreach (double drift in (double[])[1, 2, 4])
            {
                int lines = markets > 50 ? 16 : 64;
                LineBench bench = new(markets, lines, drift, batches);
                for (int pass = 0; pass < 3; pass++)
                {
                    bench.Pass();
                }

                bench.Print($"{markets} | {lines} | {drift}");
            }
        }

        LineDepth.Run(lines: 400, levels: 10);
        return 0;
    }

    private void Pass()
    {
        LineScratch scratch = new(_source.Shapes[0].Cells);
        StrikeLine[] watched = [.. _source.Shapes.Select(shape => new StrikeLine(shape, scratch))];
        LineRecheck[] rechecked = [.. _source.Shapes.Select(static shape => new LineRecheck(shape))];
        bool[] verdicts = new bool[Batch];
        bool[] expected = new bool[Batch];
        (_repaired, _incoherent, _allocated) = (0, 0, 0);
        for (int batch = 0; batch < _quotes.Length / Batch; batch++)
        {
            Span<LineQuote> quotes = _quotes.AsSpan(batch * Batch, Batch);
            int slot = batch - WarmUp;
            int repairs = (int)watched.Sum(static line => line.Repairs);
            long first = Stopwatch.GetTimestamp();
            foreach (ref LineQuote quote in quotes)
            {
                _stored[(quote.Line * _source.Shapes[0].Markets) + quote.Market] = quote;
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < quotes.Length; i++)
            {
                verdicts[i] = watched[quotes[i].Line].Update(quotes[i].Market, quotes[i].Bid, quotes[i].Ask);
            }

            long middle = Stopwatch.GetTimestamp();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            for (int i = 0; i < quotes.Length; i++)
            {
                expected[i] = rechecked[quotes[i].Line].Update(quotes[i].Market, quotes[i].Bid, quotes[i].Ask);
            }

            long end = Stopwatch.GetTimestamp();
            if (!verdicts.AsSpan().SequenceEqual(expected))
            {
                throw new InvalidOperationException("a verdict differs from the full re-check");
            }

            if (slot >= 0)
            {
                Keep(_store, slot, Nanoseconds(first, start));
                Keep(_watch, slot, Nanoseconds(start, middle));
                Keep(_recheck, slot, Nanoseconds(middle, end));
                _repaired += (int)watched.Sum(static line => line.Repairs) - repairs;
                _incoherent += verdicts.Count(static coherent => !coherent);
                _allocated += allocated;
            }
        }
    }

    private static double Nanoseconds(long start, long end) => (end - start) * (1e9 / Stopwatch.Frequency / Batch);

    private static void Keep(double[] figures, int slot, double figure) =>
        figures[slot] = figures[slot] == 0 ? figure : Math.Min(figures[slot], figure);

    private void Print(string label)
    {
        double updates = (double)_watch.Length * Batch;
        string figures = $"{Spread(_store)} | {Spread(_watch)} | {Spread(_recheck)}";
        int middle = _watch.Length / 2;
        Console.WriteLine($"| {label} | {_repaired / updates:0.0%} | {_incoherent / updates:0.0%} | {figures} "
            + $"| {_recheck[middle] / _watch[middle]:N0} | {_allocated:N0} B |");
    }

    private static string Spread(double[] figures)
    {
        Array.Sort(figures);
        return $"{figures[figures.Length / 2]:N1} / {figures[figures.Length * 99 / 100]:N1}";
    }
}
