using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>All probes of an exchange, one after the other.</summary>
internal sealed class ConformanceRun(
    ProbeBench bench, Dutchbook.Kalshi.KalshiOptions place, TimeSpan watch, Action<ConformanceFact> tell)
{
    private readonly List<ConformanceFact> facts = [];
    private int? refusedAt;

    public async Task<ConformanceResult> RunAsync()
    {
        await Probe("id-refused-after-cancel", () => IdProbes.AfterCancel(bench));
        await Probe(ConformanceResult.IdAfterFill, () => IdProbes.AfterFill(bench));
        await Probe("id-refused-after-kill", () => IdProbes.AfterKill(bench));
        await Probe("id-refused-with-another-body", () => IdProbes.WithAnotherBody(bench));
        await Probe(ConformanceResult.OldRequests, async () =>
        {
            (ConformanceFact fact, refusedAt) = await TimeProbes.Window(bench, place);
            return fact;
        });
        await Probe("reads-follow-soon", () => TimeProbes.ReadLag(bench));
        await Probe("429-not-applied", () => RateProbe.Run(bench, place));
        await Probe(ConformanceResult.GroupFence, () => AccountProbes.Group(bench));
        await Probe("cancel-all-spares-later-orders", () => AccountProbes.CancelAll(bench, watch));
        await Probe("reduce-only-stops-at-zero", () => AccountProbes.ReduceOnly(bench));
        return new ConformanceResult
        {
            Host = place.BaseUrl.Authority,
            At = bench.Clock.GetUtcNow(),
            Facts = facts,
            FenceSeconds = refusedAt is { } age ? age + TimeProbes.Margin : null,
        };
    }

    /// <summary>One that cannot be carried out says so, and the others go on.</summary>
    private async Task Probe(string name, Func<Task<ConformanceFact>> probe)
    {
        ConformanceFact fact;
        try
        {
            fact = await probe();
        }
        catch (KalshiException problem)
        {
            fact = new ConformanceFact(name, null, problem.Message);
        }

        facts.Add(fact);
        tell(fact);
    }
}
