namespace Dutchbook.Domain;

/// <summary>Where nothing can be traded at the moment of a live pass, whatever the markets' own status says.</summary>
/// <param name="Reason">What the venue said, or that it did not say.</param>
/// <param name="Shards">The matching engines concerned; null for the whole exchange.</param>
public sealed record TradingHalt(string Reason, IReadOnlyCollection<int>? Shards = null)
{
    /// <summary>A market that does not name its engine is concerned by the halt of any.</summary>
    public bool Covers(Market market) => Shards is null || market.ExchangeIndex is not { } shard || Shards.Contains(shard);
}
