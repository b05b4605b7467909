namespace Dutchbook.Kalshi;

/// <summary>Whether the exchange takes changes and trades; the parts of it may differ.</summary>
/// <param name="IsActive">False during maintenance: nothing changes its state.</param>
/// <param name="IsTrading">False outside trading hours and in pauses.</param>
/// <param name="ResumesAt">The venue's estimate; null when it gives none.</param>
/// <param name="Shards">The matching engines; empty when the venue does not list them.</param>
public sealed record ExchangeStatus(
    bool IsActive, bool IsTrading, DateTimeOffset? ResumesAt, IReadOnlyList<ShardStatus> Shards);

/// <summary>One matching engine.</summary>
/// <param name="Index">What a market's <c>exchange_index</c> names.</param>
public sealed record ShardStatus(int Index, string Description, bool IsActive, bool IsTrading);
