using System.Diagnostics;
using System.Globalization;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Pipeline;

namespace Dutchbook.Bench;

/// <summary>An hour of a busy exchange in virtual time, watched by the product's feed and live detection in this process.</summary>
internal static class SoakBench
{
    private const int Settling = 10;

    public static async Task<int> RunAsync(string[] options)
    {
        int seconds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3_600;
        int actions = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 2_200;
        long start = Stopwatch.GetTimestamp();
        ExchangeSoakReport report = await ExchangeSoak.RunAsync(seconds, actions, seed: 1, TellMinute);
        using Process own = Process.GetCurrentProcess();
        Tell($"{report.Messages:N0} messages in {seconds:N0} virtual seconds, {report.Messages / (double)seconds:N0} a second");
        Tell($"({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s real, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processors, peak {own.PeakWorkingSet64 / 1e6:0} MB)");
        Tell($"mistakes planted {report.Planted}, missed {report.Missed.Count}; shown without one {report.Invented.Count}");
        Tell($"markets listed meanwhile {report.Listed}; frames lost {report.GapsMade}, gaps noticed {report.GapsNoticed}");
        Tell($"books compared {report.Compared:N0}, wrong {report.Wrong}");
        foreach (PlantedTruth missed in report.Missed.Take(5))
        {
            Console.WriteLine($"  missed: {missed} {string.Join(" + ", missed.Claims)}");
        }

        foreach (string invented in report.Invented.Take(5))
        {
            Console.WriteLine($"  invented: {invented}");
        }

        bool isFlat = true;
        if (report.Memory.Count > Settling)
        {
            (long least, long most) = (report.Memory.Skip(Settling - 1).Min(), report.Memory.Skip(Settling - 1).Max());
            isFlat = most * 100 <= least * 105;
            Tell($"memory alive after the minutes from the tenth on: {least / 1e6:0.0} to {most / 1e6:0.0} MB");
            Tell($"the tenth {report.Memory[Settling - 1] / 1e6:0.0}, the last {report.Memory[^1] / 1e6:0.0}");
        }

        return report is { Missed.Count: 0, Invented.Count: 0, Wrong: 0 } && isFlat ? 0 : 1;
    }

    private static void TellMinute(int minute, long alive)
    {
        if (minute % 5 == 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute {minute}: {alive / 1e6:0.0} MB alive"));
        }
    }

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
