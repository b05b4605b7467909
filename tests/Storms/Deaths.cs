using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

public sealed class Deaths
{
    /// <summary>Before and after each commit and before each command, one death in each run.</summary>
    [Fact]
    public void A_process_may_die_at_every_point_of_its_life()
    {
        int schedules = Scale.Of(usual: 1, perUnit: 20);
        int stride = Scale.Of(usual: 4, perUnit: 1) > 4 ? 1 : 4;
        for (int schedule = 1; schedule <= schedules; schedule++)
        {
            ulong seed = (ulong)schedule;
            FaultPlan plan = FaultPlan.None.With(FaultKind.ResponseLost, 150_000).With(FaultKind.PriceMoved, 300_000);
            StormReport whole = Storm.Run(new StormOptions { Seed = seed, Faults = plan });
            Blow.HoldsIn([whole]);
            int points = (int)(whole.DeathPoints / stride);
            StormReport[] reports = new StormReport[points];
            Parallel.For(0, points, i => reports[i] = Storm.Run(
                new StormOptions { Seed = seed, Faults = plan, DiesAt = (i * stride) + 1 }));

            StormReport? bad = reports.FirstOrDefault(static report => report.Violations.Count > 0);
            Assert.True(bad is null, bad is null ? "" : $"{Blow.Describe(bad)}\npoint {(Array.IndexOf(reports, bad) * stride) + 1}");
            Assert.All(reports, static report => Assert.Equal(1, report.Restarts));
        }
    }
}
