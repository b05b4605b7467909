using System.Diagnostics;

namespace Dutchbook.Bench;

/// <summary>One run's figures: milliseconds by phase (negative: the run has no such phase), and megabytes.</summary>
internal sealed record Measurement(double PeakMegabytes, double AllocatedMegabytes, int Markets, int Found)
{
    public double Read { get; init; } = -1;

    public double Map { get; init; } = -1;

    public double Detect { get; init; } = -1;

    /// <summary>Of detecting: dividing the relations into clusters and searching those for baskets of any shape.</summary>
    public double Joint { get; init; } = -1;

    /// <summary>Writing the proofs of all that was found, and re-checking them.</summary>
    public double Prove { get; init; } = -1;

    public double Store { get; init; } = -1;

    /// <summary>Processor time of all threads up to the opportunities, kernel included.</summary>
    public double Processor { get; init; } = -1;

    /// <summary>From disk to opportunities.</summary>
    public double Total => new[] { Read, Map, Detect, Prove }.Where(static phase => phase > 0).Sum();

    public static Measurement OfThisProcess(int markets, int found)
    {
        using Process process = Process.GetCurrentProcess();
        return new Measurement(process.PeakWorkingSet64 / 1e6, GC.GetTotalAllocatedBytes() / 1e6, markets, found);
    }
}
