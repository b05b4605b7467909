namespace Dutchbook.Detection;

/// <summary>What bounds the engine's work.</summary>
public sealed record EngineOptions
{
    /// <summary>Clusters that would grow beyond so many markets are cut at their least certain relations.</summary>
    public int MostMarketsInCluster { get; init; } = 200;
}
