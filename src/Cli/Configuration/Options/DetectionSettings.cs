using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>How mispricings are judged.</summary>
[Section("How mispricings are judged.")]
internal sealed record DetectionSettings
{
    [Setting("The least expected edge of a statistical basket, after fees, for each contract of the claim that a soft "
        + "implication makes likely. With less it is shown below threshold.", Min = "0", Max = "1", Unit = "dollars")]
    public Money SoftThreshold { get; init; } = Money.FromMicros(50_000);
}
