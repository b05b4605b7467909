using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Bench;

/// <summary>
/// From disk to opportunities, by phase, beside the naive baseline. Each run is a process of its own, because peak memory is a
/// property of a process; runs of the two alternate, so that a machine that slows down slows both.
/// </summary>
internal static class ScanBench
{
    /// <summary>A million markets as dictionaries of decimals take more memory than a machine of this size has.</summary>
    private const int MostNaive = 500_000;

    private const string Usage = "dotnet run -c Release --project bench -- scan [--markets 10000,130000,1000000] [--runs 3]\n"
        + "dotnet run -c Release --project bench -- generate FILE MARKETS";

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["phase", "ours", string file]:
                Report(await OurPass.MeasureAsync(file));
                return 0;
            case ["phase", "warm", string file]:
                await OurPass.MeasureAsync(file);
                Report(await OurPass.MeasureAsync(file));
                return 0;
            case ["phase", "naive", string file]:
                Report(MeasureNaive(file));
                return 0;
            case ["generate", string file, string size]:
                new RecordingGenerator(seed: 7).Write(file, int.Parse(size, CultureInfo.InvariantCulture));
                return 0;
            case ["scan", .. string[] options]:
                Compare(options);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void Compare(string[] options)
    {
        int[] sizes = [.. Option(options, "--markets", "10000,130000,1000000").Split(',')
            .Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        int runs = int.Parse(Option(options, "--runs", "3"), CultureInfo.InvariantCulture);
        Console.WriteLine("| markets | recording | who | read and parse | map | detect | of it joint | prove | disk to opportunities | processor time "
            + "| store | peak memory | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int size in sizes)
        {
            string file = Path.Combine(Path.GetTempPath(), $"dutchbook-bench-{size}.json");
            (int markets, long bytes) = new RecordingGenerator(seed: 7).Write(file, size);
            List<Measurement> ours = [];
            List<Measurement> warm = [];
            List<Measurement> naive = [];
            for (int run = 0; run < runs; run++)
            {
                ours.Add(Spawn("ours", file));
                warm.Add(Spawn("warm", file));
                if (size <= MostNaive)
                {
                    naive.Add(Spawn("naive", file));
                }
            }

            string label = $"| {markets:N0} | {bytes / 1e6:N0} MB ";
            Console.WriteLine($"{label}| Dutchbook {Median(ours)}");
            Console.WriteLine($"{label}| Dutchbook, second pass of the process {Median(warm)}");
            if (naive.Count > 0)
            {
                Console.WriteLine($"{label}| baseline {Median(naive)}");
            }

            File.Delete(file);
        }
    }

    private static string Median(List<Measurement> runs)
    {
        double Of(Func<Measurement, double> figure)
        {
            double[] values = [.. runs.Select(figure).Order()];
            return values[values.Length / 2];
        }

        string Time(Func<Measurement, double> figure)
        {
            double value = Of(figure);
            return value < 0 ? "-" : value >= 1_000 ? $"{value / 1_000:0.00} s" : $"{value:0.0} ms";
        }

        return $"| {Time(static m => m.Read)} | {Time(static m => m.Map)} | {Time(static m => m.Detect)} | {Time(static m => m.Joint)} | {Time(static m => m.Prove)} "
            + $"| {Time(static m => m.Total)} | {Time(static m => m.Processor)} | {Time(static m => m.Store)} "
            + $"| {Of(static m => m.PeakMegabytes):N0} MB | {Of(static m => m.AllocatedMegabytes):N0} MB |";
    }

    private static Measurement MeasureNaive(string file)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        List<List<Dictionary<string, object>>> events = NaiveBaseline.Parse(file);
        double read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        int found = NaiveBaseline.Detect(events);
        double detect = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return Measurement.OfThisProcess(events.Sum(static item => item.Count), found) with
        {
            Read = read,
            Detect = detect,
            Processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds,
        };
    }

    private static Measurement Spawn(string who, string file)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        string assembly = typeof(ScanBench).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath)!.Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(assembly);
        }

        start.ArgumentList.Add("phase");
        start.ArgumentList.Add(who);
        start.ArgumentList.Add(file);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measurement>(output.Trim().Split('\n')[^1])!
            : throw new InvalidOperationException($"the measuring process ended with {process.ExitCode}: {output}");
    }

    private static void Report(Measurement measurement) => Console.WriteLine(JsonSerializer.Serialize(measurement));

    private static string Option(string[] options, string name, string otherwise)
    {
        int at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : otherwise;
    }
}
