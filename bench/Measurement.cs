using System.Diagnostics;

namespace Dutchbook.Bench;

/// <summary>One run's figures: milliseconds by phase (negative: the run has no such phase), and megabytes.</summary>
internal sealed record Measurement(
    double Read,
    double Map,
    double Detect,
    double Store,
    double PeakMegabytes,
    double AllocatedMegabytes,
    int Markets,
    int Found)
{
    public static Measurement OfThisProcess(double read, double map, double detect, double store, int markets, int found)
    {
        using Process process = Process.GetCurrentProcess();
        return new Measurement(read, map, detect, store, process.PeakWorkingSet64 / 1e6, GC.GetTotalAllocatedBytes() / 1e6, markets, found);
    }
}
