using System.Diagnostics;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Bench;

/// <summary>
/// A busy exchange told to the product's recorder and written to a real file, in virtual time: what a change takes on the disk, what
/// it takes of the thread that hears it, and what writing and packing take beside.
/// </summary>
internal static class HistoryBench
{
    private const int Markets = 130_000;

    /// <summary>A few markets have most of the changes: the place is a uniform draw to this power.</summary>
    private const int Skew = 3;

    public static int Run(string[] options)
    {
        int seconds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3_600;
        int rate = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 2_000;
        string path = Path.Combine(Directory.CreateTempSubdirectory("dutchbook-history-").FullName, "history.db");
        try
        {
            Measure(path, seconds, rate);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        return 0;
    }

    private static void Measure(string path, int seconds, int rate)
    {
        VirtualClock clock = new();
        LiveMarkets markets = new();
        for (int i = 0; i < Markets; i++)
        {
            markets.Add(string.Create(CultureInfo.InvariantCulture, $"KX{(char)('A' + (i % 26))}{i / 900:000}-26NOV{1 + (i / 30 % 30):00}-T{i % 30 * 5}.99"));
        }

        QuoteRecorder recorder = new(markets, clock, TimeSpan.FromSeconds(15));
        Walk walk = new(seed: 1);
        long hearing = 0, writing = 0, packing = 0, longest = 0, allocated = 0;
        using (IQuoteHistoryWriter file = HistoryFile.OpenWriter(path))
        {
            walk.Begin(markets);
            recorder.Turned();
            Write(recorder, file);
            for (int second = 0; second < seconds; second++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < rate; i++)
                {
                    clock.Advance(1_000_000 / rate);
                    walk.Step(markets, clock.GetUtcNow().ToUnixTimeMilliseconds());
                    recorder.Turned();
                }

                hearing += Stopwatch.GetTimestamp() - start;
                start = Stopwatch.GetTimestamp();
                long before = GC.GetAllocatedBytesForCurrentThread();
                Write(recorder, file);
                writing += Stopwatch.GetTimestamp() - start;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                start = Stopwatch.GetTimestamp();
                file.Pack(clock.GetUtcNow().ToUnixTimeMilliseconds());
                long took = Stopwatch.GetTimestamp() - start;
                (packing, longest) = (packing + took, Math.Max(longest, took));
            }

            clock.Advance(600_000_000);
            while (file.Pack(clock.GetUtcNow().ToUnixTimeMilliseconds()))
            {
            }
        }

        long messages = (long)seconds * rate;
        long alone = Alone(seconds > 60 ? 60 : seconds, rate);
        using IQuoteHistoryReader reader = HistoryFile.OpenReader(path);
        QuoteTotals totals = reader.Totals();
        long rows = totals.Days.Sum(static day => day.Changes), bytes = totals.Days.Sum(static day => day.Bytes);
        long used = totals.Bytes - totals.FreeBytes;
        Tell($"{messages:N0} changes of {Markets:N0} markets in {seconds:N0} virtual seconds; {rows:N0} rows");
        Tell($"packed {bytes / (double)rows:0.00} bytes a row; file {used / 1e6:0.0} MB in use, {used / (double)rows:0.00} bytes a row");
        Tell($"a day at this rate: {bytes * 86_400.0 / seconds / 1e9:0.00} GB packed, beside {(used - bytes) / 1e6:0.0} MB for names and the ends of pages");
        Tell($"the hearing thread: {Nanoseconds(hearing, messages) - alone:0} ns a change beside {alone} ns for drawing and taking it");
        Tell($"writing: {messages / Stopwatch.GetElapsedTime(0, writing).TotalSeconds:N0} changes a second, {allocated / (double)messages:0.0} bytes allocated a change");
        Tell($"packing: {messages / Stopwatch.GetElapsedTime(0, packing).TotalSeconds:N0} changes a second, ten minutes at once in {Stopwatch.GetElapsedTime(0, longest).TotalSeconds:0.0} s at most");
        long ask = Stopwatch.GetTimestamp();
        IReadOnlyList<QuoteChange> one = reader.Read(markets.NameOf(1), 0, long.MaxValue / 2)!;
        Tell($"one market read: {one.Count:N0} rows in {Stopwatch.GetElapsedTime(ask).TotalMilliseconds:0} ms; peak {Environment.WorkingSet / 1e6:0} MB");
    }

    /// <summary>The drawing alone, in nanoseconds a change.</summary>
    private static long Alone(int seconds, int rate)
    {
        VirtualClock clock = new();
        LiveMarkets markets = new();
        for (int i = 0; i < Markets; i++)
        {
            markets.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        Walk walk = new(seed: 2);
        walk.Begin(markets);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < seconds * rate; i++)
        {
            clock.Advance(1_000_000 / rate);
            walk.Step(markets, clock.GetUtcNow().ToUnixTimeMilliseconds());
            markets.TakeTouched();
        }

        return (long)Nanoseconds(Stopwatch.GetTimestamp() - start, (long)seconds * rate);
    }

    private static void Write(QuoteRecorder recorder, IQuoteHistoryWriter file)
    {
        bool isTelling;
        do
        {
            file.Append(recorder.Take(isFlowing: true), recorder.Names);
            isTelling = recorder.Tell(8_192);
            while (isTelling && recorder.Tell(8_192))
            {
            }
        }
        while (isTelling);
    }

    private static double Nanoseconds(long ticks, long count) => Stopwatch.GetElapsedTime(0, ticks).TotalNanoseconds / count;

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Every market walks by itself: now a size, now a price of one side, seldom both.</summary>
    private sealed class Walk(int seed)
    {
        private readonly Random _chance = new(seed);
        private readonly (int Bid, int Ask, long BidSize, long AskSize)[] _state = new (int, int, long, long)[Markets];

        public void Begin(LiveMarkets markets)
        {
            for (int i = 0; i < Markets; i++)
            {
                int bid = 100 * _chance.Next(1, 96);
                _state[i] = (bid, bid + (100 * _chance.Next(1, 4)), Size(), Size());
                Tell(markets, i, 0);
            }
        }

        public void Step(LiveMarkets markets, long at)
        {
            double place = 1;
            for (int i = 0; i < Skew; i++)
            {
                place *= _chance.NextDouble();
            }

            int market = (int)(Markets * place);
            ref (int Bid, int Ask, long BidSize, long AskSize) state = ref _state[market];
            switch (_chance.Next(10))
            {
                case < 4:
                    state.BidSize = Size();
                    break;
                case < 8:
                    state.AskSize = Size();
                    break;
                case 8:
                    (state.Bid, state.BidSize) = (Math.Clamp(state.Bid + (100 * ((2 * _chance.Next(2)) - 1)), 100, state.Ask - 100), Size());
                    break;
                default:
                    (state.Ask, state.AskSize) = (Math.Clamp(state.Ask + (100 * ((2 * _chance.Next(2)) - 1)), state.Bid + 100, 9_900), Size());
                    break;
            }

            Tell(markets, market, at);
        }

        /// <summary>Whole contracts for the most part, many small and few large.</summary>
        private long Size()
        {
            long contracts = 1 + (long)(20 / (0.01 + _chance.NextDouble()));
            return _chance.Next(8) == 0 ? (100 * contracts) + _chance.Next(1, 100) : 100 * contracts;
        }

        private void Tell(LiveMarkets markets, int market, long at)
        {
            (int bid, int ask, long bidSize, long askSize) = _state[market];
            markets.TakeTouch(
                market,
                new Touch(Price.FromTicks(bid), Quantity.FromHundredths(bidSize), Price.FromTicks(ask), Quantity.FromHundredths(askSize)),
                at);
        }
    }

    private sealed class VirtualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 26, 0, 0, 1, TimeSpan.Zero);

        public void Advance(long microseconds) => _now = _now.AddMicroseconds(microseconds);

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
