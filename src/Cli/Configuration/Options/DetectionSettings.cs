using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>How mispricings are judged.</summary>
[Section("How mispricings are judged.")]
internal sealed record DetectionSettings
{
    [Setting("The least expected edge of a statistical basket, after fees, for each contract of the claim that a soft "
        + "implication makes likely. With less it is shown below threshold.", Min = "0", Max = "1", Unit = "dollars")]
    public Money SoftThreshold { get; init; } = Money.FromMicros(50_000);

    [Setting("The largest share of the bankroll that all baskets resting on one rule may have together: what a rule has "
        + "wrong, it has wrong in all of them. Shown as `stake`.", Positive = true, Max = "1", Unit = "fraction")]
    public Ratio MaxStakePerRule { get; init; } = Ratio.FromPartsPerMillion(100_000);

    [Setting("Above this edge after fees of one basket an opportunity is shown and not traded without a look: so large a "
        + "violation is first of all a sign that the relation is wrong.", Positive = true, Max = "1", Unit = "dollars")]
    public Money QuarantineAbove { get; init; } = Money.FromMicros(50_000);

    [Setting("The most opportunities of one grade that are kept waiting; the least make room, and the scan says so.",
        Min = "1", Max = "100000")]
    public int QueueCapacity { get; init; } = 1_000;
}
