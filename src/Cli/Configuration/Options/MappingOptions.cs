using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>How relations between markets are found and believed.</summary>
[Section("How relations between markets are believed.")]
internal sealed record MappingOptions
{
    [Setting("The confidence in a relation that a rule in code has proven. Below 1, because the rule may misread the "
        + "market's terms.", Positive = true, Max = "1", Unit = "probability")]
    public Ratio StructuralConfidence { get; init; } = Ratio.FromPartsPerMillion(995_000);
}
