using System.Diagnostics;
using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Tapes;
using Dutchbook.Unit.Kalshi;

namespace Dutchbook.Bench;

/// <summary>
/// `replay [MESSAGES]`: a tape written and replayed, from the disk to the book, on one core. `replay FOLDER`: the tape of a run
/// replayed with all its passes and looks.
/// </summary>
internal static class ReplayBench
{
    public static int Run(string[] options)
    {
        if (options is [var folder] && Directory.Exists(folder))
        {
            return Looks(folder);
        }

        int messages = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 1_000_000;
        Console.WriteLine("| markets | messages | recorded a second | on disk, bytes a message | replayed a second, best of 3 |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (int markets in (int[])[300, 5_000])
        {
            Measure(markets, messages);
        }

        return 0;
    }

    private static int Looks(string folder)
    {
        Console.WriteLine("| messages | passes | looks | found | replayed a second |");
        Console.WriteLine("|---|---|---|---|---|");
        for (int run = 0; run < 4; run++)
        {
            using LookBook looks = new();
            Replayer replayer = new(
                new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions()), new ReplayOptions())
            {
                Looked = looks.Take,
            };
            TapeSet tapes = new([folder]);
            long start = Stopwatch.GetTimestamp();
            replayer.Run(tapes, CancellationToken.None);
            double rate = replayer.Counts.Frames / Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {replayer.Counts.Frames:N0} | {replayer.Counts.Passes} | {looks.Looks:N0} | {looks.Found.Count} | {rate:N0} |"));
        }

        return 0;
    }

    private static void Measure(int count, int messages)
    {
        string folder = Directory.CreateTempSubdirectory("dutchbook-bench-").FullName;
        try
        {
            long start = Stopwatch.GetTimestamp();
            long bytes = Record(folder, count, messages);
            double recorded = messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
            double best = Enumerable.Range(0, 3).Max(_ => Replay(folder, messages));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {count:N0} | {messages:N0} | {recorded:N0} | {bytes / (double)messages:0.0} | {best:N0} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A session and its venue, half a millisecond from message to message.</summary>
    private static long Record(string folder, int count, int messages)
    {
        SoakVenue venue = new(count, seed: 3);
        LiveMarkets markets = new();
        FeedSession session = new(markets, FeedChannels.Books, new FeedOptions(), new FeedCounters());
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(1_795_464_000_000);
        using TapeRecorder tape = new(
            folder, new TapeOrigin("bench", new Dictionary<string, string>(StringComparer.Ordinal)), new TapeOptions(), TimeProvider.System);
        session.Want(venue.Tickers.Select(markets.Add));
        tape.Wanted(at, [.. venue.Tickers]);
        session.Open(at.ToUnixTimeMilliseconds());
        tape.Opened("books", at);
        while (session.NextCommand(at.ToUnixTimeMilliseconds()) is { } command)
        {
            tape.Asked("books", at, command);
            venue.Receive(command);
            while (venue.Answers.TryDequeue(out byte[]? frame))
            {
                session.Take(frame, at.ToUnixTimeMilliseconds());
                tape.Heard("books", at, frame);
            }
        }

        for (int i = 0; i < messages; i++)
        {
            at = at.AddMicroseconds(500);
            tape.Heard("books", at, venue.NextDelta(at.ToUnixTimeMilliseconds()));
            if (tape.Lines % 4_096 == 0)
            {
                tape.Flush();
            }
        }

        tape.Flush();
        return tape.Lost == 0 ? tape.Bytes : throw new InvalidOperationException($"{tape.Lost} lines were lost.");
    }

    private static double Replay(string folder, int messages)
    {
        Replayer replayer = new(new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions()), new ReplayOptions());
        TapeSet tapes = new([folder]);
        long start = Stopwatch.GetTimestamp();
        replayer.Run(tapes, CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return replayer.Feed[FeedCount.Deltas] == messages && replayer.Feed[FeedCount.Gaps] == 0 && replayer.Counts.OtherCommands == 0
            ? messages / seconds
            : throw new InvalidOperationException("The replay was not the session that was recorded.");
    }
}
