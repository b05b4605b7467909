using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>An order as the venue takes it: always a limit, always in terms of YES.</summary>
public sealed record NewOrder
{
    public required string Ticker { get; init; }

    /// <summary>
    /// Ours, and new for every attempt; the same again only to repeat an attempt whose outcome is unknown.
    /// </summary>
    public required string ClientOrderId { get; init; }

    public required BookSide Side { get; init; }

    public required Quantity Count { get; init; }

    /// <summary>The limit, in dollars of YES, also for an order that buys NO.</summary>
    public required Price YesPrice { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public required SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>Whole seconds count; only with <see cref="TimeInForce.GoodTillCanceled"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Cancelled rather than taking.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Cut to what reduces the position.</summary>
    public bool ReduceOnly { get; init; }

    public bool CancelOnPause { get; init; } = true;

    public string? GroupId { get; init; }

    /// <summary>
    /// The market's own shard; null lets the venue look for it, which is slower and billed on every shard.
    /// </summary>
    public int? ExchangeIndex { get; init; }

    /// <summary>Why the venue could not mean anything by it; null where it can.</summary>
    internal string? Fault =>
        string.IsNullOrWhiteSpace(Ticker) ? "it names no market"
        : string.IsNullOrWhiteSpace(ClientOrderId) ? "it has no client order id"
        : Side == BookSide.Unknown ? "it has no side"
        : !Count.IsPositive ? "its count is not above zero"
        : YesPrice <= Price.Zero || YesPrice >= Price.One ? "its price is not between 0 and 1"
        : ExpiresAt is not null && TimeInForce != TimeInForce.GoodTillCanceled
            ? "it has an expiry, which only an order that stays can have"
        : null;
}
