using System.Diagnostics;
using System.Globalization;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Unit.Kalshi;

namespace Dutchbook.Bench;

/// <summary>From the bytes of a frame to the book, as a live connection does it, on one core; and an hour of it in virtual time.</summary>
internal static class FeedBench
{
    private const int Frames = 100_000;
    private const int Runs = 20;

    public static int Run(string[] options) => options switch
    {
        ["soak", .. string[] rest] => Soak(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 3_600),
        _ => Deltas(),
    };

    private static int Deltas()
    {
        Console.WriteLine("| markets | changes a second, median | best | bytes a frame | bytes allocated per thousand messages |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (int markets in (int[])[10, 300, 5_000])
        {
            Measure(markets);
        }

        return 0;
    }

    private static void Measure(int count)
    {
        SoakVenue venue = new(count, seed: 3);
        LiveMarkets markets = new();
        FeedSession session = new(markets, FeedChannels.Books, new FeedOptions(), new FeedCounters());
        foreach (string ticker in venue.Tickers)
        {
            markets.Add(ticker);
        }

        long at = 1_795_464_000_000;
        session.Want(Enumerable.Range(0, count));
        session.Open(at);
        while (session.NextCommand(at) is { } command)
        {
            venue.Receive(command);
            while (venue.Answers.TryDequeue(out byte[]? frame))
            {
                session.Take(frame, at);
            }
        }

        double[] rates = new double[Runs];
        long bytes = 0;
        long allocated = 0;
        byte[] all = new byte[Frames * 320];
        int[] ends = new int[Frames];
        for (int run = -Math.Max(5, 400 * count / Frames); run < Runs; run++)
        {
            int used = 0;
            for (int i = 0; i < Frames; i++)
            {
                ReadOnlySpan<byte> frame = venue.NextDelta(at);
                frame.CopyTo(all.AsSpan(used));
                used += frame.Length;
                ends[i] = used;
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            int from = 0;
            foreach (int end in ends)
            {
                session.Take(all.AsSpan(from, end - from), at);
                from = end;
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            markets.TakeChanged();
            if (run >= 0)
            {
                rates[run] = Frames / seconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                bytes += used;
            }
        }

        if (!session.IsSettled)
        {
            throw new InvalidOperationException("A book fell out of step: what was measured is not what it should be.");
        }

        Array.Sort(rates);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {count:N0} | {rates[Runs / 2]:N0} | {rates[^1]:N0} | {bytes / (double)Frames / Runs:0} | {allocated * 1_000.0 / Frames / Runs:0.0} |"));
    }

    private static int Soak(int seconds)
    {
        long start = Stopwatch.GetTimestamp();
        SoakReport report = FeedSoak.Run(seconds, perSecond: 2_000, seed: 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Messages:N0} messages in {seconds:N0} virtual seconds ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s real)"));
        Console.WriteLine($"gaps made {report.GapsMade:N0}, noticed {report.GapsNoticed:N0}; snapshots {report.Snapshots:N0}");
        Console.WriteLine($"books compared {report.Compared:N0}, wrong {report.Wrong}; levels below zero {report.NegativeLevels}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory alive: {report.Memory[0] / 1e6:0.0} MB after the first minute, {report.Memory[^1] / 1e6:0.0} MB after the last, most {report.Memory.Max() / 1e6:0.0} MB"));
        return report.Wrong == 0 && report.GapsMade == report.GapsNoticed ? 0 : 1;
    }
}
