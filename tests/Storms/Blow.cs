using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

/// <summary>Runs storms side by side, and tells the line that replays what failed.</summary>
internal static class Blow
{
    public static IReadOnlyList<StormReport> Many(int first, int count, Func<ulong, StormOptions> options)
    {
        StormReport[] reports = new StormReport[count];
        Parallel.For(0, count, i => reports[i] = Storm.Run(options((ulong)(first + i))));
        return reports;
    }

    public static void HoldsIn(IEnumerable<StormReport> reports)
    {
        StormReport? bad = reports.FirstOrDefault(static report => report.Violations.Count > 0);
        Assert.True(bad is null, bad is null ? "" : Describe(bad));
    }

    public static string Describe(StormReport report) =>
        $"{report.Replay}\nfaults: {report.Faults}\n{string.Join('\n', report.Violations)}";

    /// <summary>The first of so many seeds that breaks an invariant; null when none does.</summary>
    public static StormReport? FirstBroken(int seeds, Func<ulong, StormOptions> options)
    {
        for (int seed = 1; seed <= seeds; seed++)
        {
            StormReport report = Storm.Run(options((ulong)seed));
            if (report.Violations.Count > 0)
            {
                return report;
            }
        }

        return null;
    }
}
