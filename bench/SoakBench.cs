using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Pipeline;

namespace Dutchbook.Bench;

/// <summary>
/// `soak [SECONDS] [ACTIONS] [steady]`: a busy exchange in virtual time, watched by the product's feed and live detection in this
/// process. A steady one lists no new events. Ctrl-C ends it early and tells what was seen until then.
/// </summary>
internal static class SoakBench
{
    private const int Window = 10;

    /// <summary>A lost snapshot is asked for again after seconds of virtual time; waiting longer for it only takes real time.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(40);

    public static async Task<int> RunAsync(string[] options)
    {
        int seconds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3_600;
        int actions = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 2_200;
        bool isSteady = options.Length > 2 && options[2] == "steady";
        using CancellationTokenSource enough = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration ending = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        long start = Stopwatch.GetTimestamp();
        ExchangeSoakReport report = await ExchangeSoak.RunAsync(
            seconds, actions, seed: 1, isListing: !isSteady, TellMinute, Answer, enough.Token);
        seconds = enough.IsCancellationRequested ? report.Memory.Count * 60 : seconds;
        using Process own = Process.GetCurrentProcess();
        Tell($"{report.Messages:N0} messages in {seconds:N0} virtual seconds, {report.Messages / (double)seconds:N0} a second");
        Tell($"({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s real, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processors, peak {own.PeakWorkingSet64 / 1e6:0} MB)");
        Tell($"mistakes planted {report.Planted}, missed {report.Missed.Count}; shown without one {report.Invented.Count}");
        if (report.Ages is { Count: > 0 } ages)
        {
            Tell($"shown when they were {ages[ages.Count / 2].TotalSeconds:0.00} s old in the middle, {ages[ages.Count * 99 / 100].TotalSeconds:0.00} s at the 99th hundredth, {ages[^1].TotalSeconds:0.00} s at most");
        }

        Tell($"markets listed meanwhile {report.Listed}; frames lost {report.GapsMade}, gaps noticed {report.GapsNoticed}");
        Tell($"books compared {report.Compared:N0}, wrong {report.Wrong}");
        foreach ((PlantedTruth truth, IReadOnlyList<string> looks) in report.Missed.Take(5))
        {
            Console.WriteLine($"  missed: {truth} {string.Join(" + ", truth.Claims)}");
            foreach (string look in looks)
            {
                Console.WriteLine($"    {look}");
            }
        }

        foreach (string invented in report.Invented.Take(5))
        {
            Console.WriteLine($"  invented: {invented}");
        }

        bool isFlat = true;
        if (report.Memory.Count >= 3 * Window)
        {
            // Between the listings of a window the middle one is like the middle of another.
            // A steady one is compared with its second hour, when the exchange keeps as many trades as it ever does.
            int settled = isSteady && report.Memory.Count >= 120 ? 60 : Window;
            (SoakMemory first, SoakMemory last) =
                (Middle(report.Memory.Skip(settled).Take(Window)), Middle(report.Memory.TakeLast(Window)));
            isFlat = last.Alive * 100 <= first.Alive * 105 * Math.Max(1, last.Markets / (double)first.Markets);
            Tell($"memory alive in the middle of minutes {settled + 1} to {settled + Window} {first.Alive / 1e6:0.0} MB with {first.Markets} markets,");
            Tell($"of the last {last.Alive / 1e6:0.0} MB with {last.Markets}; most {report.Memory.Max(static minute => minute.Alive) / 1e6:0.0} MB");
        }

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            enough.Cancel();
        }

        return report is { Missed.Count: 0, Invented.Count: 0, Wrong: 0 } && isFlat ? 0 : 1;
    }

    private static SoakMemory Middle(IEnumerable<SoakMemory> minutes) => minutes.OrderBy(static minute => minute.Alive).ElementAt(Window / 2);

    private static void TellMinute(int minute, SoakMemory memory)
    {
        if (minute % 5 == 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute {minute}: {memory.Alive / 1e6:0.0} MB alive, {memory.Markets} markets"));
        }
    }

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
