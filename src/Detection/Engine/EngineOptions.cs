namespace Dutchbook.Detection;

/// <summary>What bounds the engine's work.</summary>
public sealed record EngineOptions
{
    /// <summary>Clusters that would grow beyond so many markets are cut at their least certain relations.</summary>
    public int MostMarketsInCluster { get; init; } = 200;

    /// <summary>
    /// The most steps of one look at a cluster of no simple shape; then it is not decided. Steps, never a time, so that a
    /// replay decides the same.
    /// </summary>
    public long MostSteps { get; init; } = WitnessLimits.Default.Steps;

    internal WitnessLimits Limits => WitnessLimits.Default with { Steps = MostSteps };
}
