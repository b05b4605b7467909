using Dutchbook.Execution;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

public sealed class Invariants
{
    [Fact]
    public void No_seed_breaks_an_invariant()
    {
        int count = Scale.Of(usual: 300, perUnit: 2_000);
        IReadOnlyList<StormReport> reports = Blow.Many(1, count, static seed => new StormOptions { Seed = seed });

        Blow.HoldsIn(reports);
        Assert.True(reports.Sum(static report => report.Orders) > 2 * count, "hardly any orders were sent");
        Assert.True(reports.Sum(static report => report.Restarts) > count / 4, "hardly any process died");
        foreach (TradePhase end in new[] { TradePhase.Complete, TradePhase.Flat, TradePhase.Residual })
        {
            Assert.True(reports.Any(report => report.Ends.ContainsKey(end)), $"no trade ended {end}");
        }
    }

    [Fact]
    public void The_briefs_policy_keeps_its_bounds_too() => Blow.HoldsIn(Blow.Many(
        500_000, Scale.Of(usual: 60, perUnit: 200), static seed => new StormOptions { Seed = seed, Policy = TradePolicy.Brief }));

    [Fact]
    public void The_same_seed_gives_the_same_run_twice()
    {
        for (ulong seed = 1; seed <= 15; seed++)
        {
            StormReport first = Storm.Run(new StormOptions { Seed = seed });
            StormReport second = Storm.Run(new StormOptions { Seed = seed });
            Assert.Equal(first.TraceHash, second.TraceHash);
            Assert.Equal(first.Steps, second.Steps);
        }
    }

    [Fact]
    public void Different_seeds_give_different_runs() => Assert.Equal(
        40, Blow.Many(1, 40, static seed => new StormOptions { Seed = seed }).Select(static report => report.TraceHash).Distinct().Count());

    [Fact]
    public void Without_faults_every_trade_ends_whole_or_was_never_opened()
    {
        IReadOnlyList<StormReport> reports =
            Blow.Many(1, 40, static seed => new StormOptions { Seed = seed, Faults = FaultPlan.None });

        Blow.HoldsIn(reports);
        Assert.All(reports, static report => Assert.DoesNotContain(TradePhase.Residual, report.Ends.Keys));
        Assert.True(reports.Sum(static report => report.Ends.GetValueOrDefault(TradePhase.Complete)) > 40);
    }
}
