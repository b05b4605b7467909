using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

/// <summary>A fault that never fires tests nothing, and a storm that no wrong protocol fears proves nothing.</summary>
public sealed class Faults
{
    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    public static TheoryData<Variant> WrongProtocols => [.. Enum.GetValues<Variant>().Where(static variant => variant != Variant.None)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_fault_fires_and_is_survived(FaultKind kind)
    {
        int fired = 0;
        for (ulong seed = 1; fired == 0 && seed <= 40; seed++)
        {
            FaultPlan plan = FaultPlan.None.With(kind);
            plan = kind == FaultKind.NoDedupe ? plan.With(FaultKind.RequestDuplicated) : plan;
            StormReport report = Storm.Run(new StormOptions { Seed = seed, Faults = plan });
            Assert.True(report.Violations.Count == 0, Blow.Describe(report));
            fired += report.Fired[(int)kind];
        }

        Assert.True(fired > 0, $"{kind} never fired");
    }

    [Theory]
    [MemberData(nameof(WrongProtocols))]
    public void Each_wrong_protocol_is_found_out(Variant variant)
    {
        StormReport? broken = Blow.FirstBroken(200, seed => new StormOptions { Seed = seed, Variant = variant, Faults = Plan(variant) });
        Assert.True(broken is not null, $"200 storms found nothing wrong with {variant}");
    }

    [Theory]
    [MemberData(nameof(WrongProtocols))]
    public void The_same_faults_leave_the_right_protocol_whole(Variant variant) => Blow.HoldsIn(Blow.Many(
        1, Scale.Of(usual: 15, perUnit: 100), seed => new StormOptions { Seed = seed, Faults = Plan(variant) }));

    /// <summary>The faults that a wrong protocol stumbles over.</summary>
    private static FaultPlan Plan(Variant variant) => variant switch
    {
        Variant.RetryWithNewId or Variant.TimeoutIsFailure or Variant.ExistsIsFilled => FaultPlan.None
            .With(FaultKind.ResponseLost).With(FaultKind.RequestLost),
        Variant.NoUnwind => FaultPlan.None.With(FaultKind.PriceMoved).With(FaultKind.BookVanished),
        Variant.TrustFirstNotFound or Variant.FenceTooShort or Variant.NoTimestampWindow => FaultPlan.None
            .With(FaultKind.RequestDelayed).With(FaultKind.NoticeDropped),
        Variant.NoRecovery or Variant.SendBeforePersist => FaultPlan.None
            .With(FaultKind.Crash, 100_000).With(FaultKind.ResponseLost),
        Variant.None => FaultPlan.None,
    };
}
