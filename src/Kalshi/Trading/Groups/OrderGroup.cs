using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Orders with a common bound: when more contracts of them match within 15 seconds than the limit, or when it is
/// triggered, the venue cancels those that rest and, as it says, takes no new ones until the group is reset. A group
/// does not span shards.
/// </summary>
/// <param name="Limit">Null when the venue does not say.</param>
/// <param name="IsAutoCancelEnabled">The venue's own flag.</param>
/// <param name="Orders">Ids of its orders; null in a list of groups, which does not say.</param>
public sealed record OrderGroup(
    string Id, Quantity? Limit, bool IsAutoCancelEnabled, int? ExchangeIndex, IReadOnlyList<string>? Orders = null);

/// <summary>That a group was made.</summary>
public sealed record GroupReceipt(string GroupId, DateTimeOffset At);

/// <summary>That the venue did what was asked of a group.</summary>
public sealed record GroupChange(string GroupId, DateTimeOffset At);
