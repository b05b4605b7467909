using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>The venue's states of an order.</summary>
public enum OrderStatus
{
    Unknown = 0,
    Resting,
    Canceled,
    Executed,
}

/// <summary>One of our orders as the venue lists it. Lists lag behind the orders themselves.</summary>
/// <param name="ClientOrderId">Empty for an order placed without one.</param>
/// <param name="TakerCost">Paid for what was taken.</param>
/// <param name="MakerCost">Paid for what rested.</param>
public sealed record PortfolioOrder(
    string OrderId,
    string ClientOrderId,
    string Ticker,
    BookSide Side,
    Open<OrderStatus> Status,
    Price YesPrice,
    Quantity Initial,
    Quantity Filled,
    Quantity Remaining,
    Money TakerCost,
    Money MakerCost,
    Money TakerFees,
    Money MakerFees)
{
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? GroupId { get; init; }

    public int? Subaccount { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>Which orders are wanted; what is null does not narrow. There is no filter by client order id.</summary>
public sealed record OrderFilter
{
    public string? Ticker { get; init; }

    public string? EventTicker { get; init; }

    /// <summary>Whole seconds count.</summary>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateTimeOffset? Until { get; init; }

    public OrderStatus? Status { get; init; }

    public int? ExchangeIndex { get; init; }
}
