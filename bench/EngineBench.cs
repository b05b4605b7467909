using System.Diagnostics;
using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Bench;

/// <summary>
/// The engine under drifting prices beside storing the quote and nothing more, the brief's loops, and a naive re-check:
/// the same stream in batches of a thousand, fifty batches a turn. Figures are means of a batch.
/// </summary>
internal static class EngineBench
{
    private const int Batch = 1_000;

    /// <summary>Batches before another has its turn, so that each finds its own data in the caches.</summary>
    private const int Turn = 50;
    private const int WarmUpTurns = 3;

    private static readonly FeeTerms Taker = new(FeeType.Quadratic, Ratio.One, "bench", IsAssumed: false);

    public static int Run(string[] options)
    {
        int[] sizes = [.. (options.Length > 0 ? options[0] : "10000,130000,1000000").Split(',')
            .Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        int batches = Math.Max(Turn, options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 300);
        Console.WriteLine($"Universe: {(EngineUniverse.HasCensus ? "the census of August 2026" : "a summary of the census")}.");
        Console.WriteLine();
        Console.WriteLine("| markets | relations | who | 10th percentile, ns an update | median | 99th | bytes allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (int size in sizes)
        {
            EngineUniverse universe = new(size, seed: 7);
            Updates(universe, batches);
        }

        Console.WriteLine();
        Console.WriteLine("| markets | clusters | hot bytes a market | rescan by rules | by witness | without witness |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int size in sizes)
        {
            Rescans(new EngineUniverse(size, seed: 7));
        }

        Console.WriteLine();
        Console.WriteLine("| cluster | markets | 10th percentile, ns an update, settled | median | 99th | settled, of updates | verdicts | bytes allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (ClusterFamily family in Enum.GetValues<ClusterFamily>())
        {
            foreach (int size in (int[])[10, 20, 50])
            {
                Joint(family, size, batches);
            }
        }

        return 0;
    }

    /// <summary>Every quote that breaks a witness is settled before the next is taken.</summary>
    private static void Joint(ClusterFamily family, int size, int batches)
    {
        EngineClusters universe = new(family, clusters: 64, size);
        TouchQuote[] quotes = universe.Draw((batches + (WarmUpTurns * Turn)) * Batch);
        DetectionEngine engine = Load(universe.Markets, universe.Relations);
        engine.Update(quotes.AsSpan(0, universe.Markets.Count));
        engine.Settle();
        long settled = 0;
        Contender contender = new("engine", batch =>
        {
            foreach ((int market, int bid, int ask) in batch)
            {
                if (engine.Update(market, bid, ask) == QuoteOutcome.Stirred)
                {
                    settled += engine.Settle().Settled;
                }
            }
        });
        Race(quotes.AsSpan(universe.Markets.Count), [contender]);
        double[] sorted = [.. contender.Figures.Order()];
        string verdicts = string.Join(", ", Enumerable.Range(0, universe.Markets.Count).Select(engine.VerdictOf)
            .CountBy(static verdict => verdict).OrderBy(static pair => pair.Key)
            .Select(static pair => $"{pair.Value} {pair.Key}"));
        Console.WriteLine($"| {family} | {size} | {sorted[sorted.Length / 10]:N1} | {sorted[sorted.Length / 2]:N1} "
            + $"| {sorted[sorted.Length * 99 / 100]:N1} | {(double)settled / quotes.Length:P1} | {verdicts} | {contender.Allocated:N0} |");
    }

    private static void Updates(EngineUniverse universe, int batches)
    {
        int markets = universe.Markets.Count;
        TouchQuote[] quotes = universe.Draw((batches + (WarmUpTurns * Turn)) * Batch);
        DetectionEngine rules = Load(universe);
        DetectionEngine batched = Load(universe);
        DetectionEngine joint = Load(universe);
        EngineBaseline brief = new(universe);
        EngineBaseline naive = new(universe);
        (int Bid, int Ask)[] store = new (int, int)[markets];
        foreach ((int market, int bid, int ask) in quotes.AsSpan(0, markets))
        {
            rules.Update(market, bid, ask);
            batched.Update(market, bid, ask);
            joint.Update(market, bid, ask);
            brief.BriefLoops(market, bid, ask);
            naive.NaiveRecheck(market, bid, ask);
        }

        rules.Settle();
        rules.Drain();
        batched.Settle();
        batched.Drain();
        joint.Settle();
        Contender[] contenders =
        [
            new("raw store", batch =>
            {
                foreach ((int market, int bid, int ask) in batch)
                {
                    store[market] = (bid, ask);
                }
            }),
            new("engine: all rules, witness compared", batch =>
            {
                foreach ((int market, int bid, int ask) in batch)
                {
                    rules.Update(market, bid, ask);
                }
            }),
            new("engine: the same, a batch at once", batch => batched.Update(batch)),
            new("engine: the same, settled and drained each batch", batch =>
            {
                foreach ((int market, int bid, int ask) in batch)
                {
                    joint.Update(market, bid, ask);
                }

                joint.Settle();
                joint.Drain();
                joint.DrainClusters();
            }),
            new("the brief's loops", batch =>
            {
                foreach ((int market, int bid, int ask) in batch)
                {
                    brief.BriefLoops(market, bid, ask);
                }
            }),
            new("naive re-check", batch =>
            {
                foreach ((int market, int bid, int ask) in batch)
                {
                    naive.NaiveRecheck(market, bid, ask);
                }
            }),
        ];
        Race(quotes.AsSpan(markets), contenders);
        foreach (Contender contender in contenders)
        {
            double[] sorted = [.. contender.Figures.Order()];
            Console.WriteLine($"| {markets:N0} | {universe.Relations.Count:N0} | {contender.Name} "
                + $"| {sorted[sorted.Length / 10]:N1} | {sorted[sorted.Length / 2]:N1} | {sorted[sorted.Length * 99 / 100]:N1} | {contender.Allocated:N0} |");
        }
    }

    private static void Race(ReadOnlySpan<TouchQuote> quotes, Contender[] contenders)
    {
        for (int turn = 0; turn < quotes.Length / (Turn * Batch); turn++)
        {
            foreach (Contender contender in contenders)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int batch = turn * Turn; batch < (turn + 1) * Turn; batch++)
                {
                    long start = Stopwatch.GetTimestamp();
                    contender.Take(quotes.Slice(batch * Batch, Batch));
                    contender.Figures.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batch);
                }

                contender.Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (turn < WarmUpTurns)
                {
                    contender.Figures.Clear();
                }
            }
        }
    }

    private static void Rescans(EngineUniverse universe)
    {
        DetectionEngine engine = Load(universe);
        foreach ((int market, int bid, int ask) in universe.Draw(0))
        {
            engine.Update(market, bid, ask);
        }

        engine.Settle();
        int without = engine.RescanByWitness().Found;
        double rules = Best(() => engine.RescanByRules());
        double witness = Best(() => engine.RescanByWitness());
        Console.WriteLine($"| {universe.Markets.Count:N0} | {engine.ClusterCount:N0} "
            + $"| {(double)engine.HotBytes / universe.Markets.Count:N1} | {rules:N3} ms | {witness:N3} ms | {without:N0} |");
    }

    private static double Best(Func<RescanReport> scan)
    {
        List<double> times = [];
        for (int i = 0; i < 60; i++)
        {
            long start = Stopwatch.GetTimestamp();
            scan();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static DetectionEngine Load(EngineUniverse universe) => Load(universe.Markets, universe.Relations);

    private static DetectionEngine Load(List<Market> markets, List<Relation> relations)
    {
        DetectionEngine engine = new();
        foreach (Market market in markets)
        {
            engine.AddMarket(market.Ticker, Taker);
        }

        foreach (Relation relation in relations)
        {
            engine.Add(relation, out _);
        }

        return engine;
    }

    private delegate void TakeBatch(ReadOnlySpan<TouchQuote> quotes);

    private sealed class Contender(string name, TakeBatch take)
    {
        public string Name { get; } = name;

        public TakeBatch Take { get; } = take;

        public List<double> Figures { get; } = new(100_000);

        public long Allocated { get; set; }
    }
}
