using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>How long an order may wait.</summary>
public enum TimeInForce
{
    GoodTillCanceled,
    ImmediateOrCancel,

    /// <summary>All of it at once, or nothing.</summary>
    FillOrKill,
}

/// <summary>What happens when an order would trade with one of the same account.</summary>
public enum SelfTradePrevention
{
    /// <summary>The incoming order is cancelled where it meets the other; what it filled before stands.</summary>
    TakerAtCross,

    /// <summary>The resting order is cancelled, and the incoming one goes on.</summary>
    Maker,
}

public enum OrderStatus
{
    Resting,
    Canceled,
    Executed,
}

/// <summary>Why an order last changed, in the venue's words.</summary>
public enum ChangeReason
{
    None,
    Trade,
    Decrease,
    Amend,
    UserCancel,
    SelfTradeCancel,
    ExpiryCancel,
    CloseCancel,
    HaltCancel,
    PostOnlyCrossCancel,
    ReduceOnlyCancel,
    OrderGroupCancel,
    ImmediateCancel,
}

/// <summary>What a trader asks for. The price is what one contract of the side costs at most.</summary>
public sealed record OrderRequest
{
    public required string Ticker { get; init; }

    public required Side Side { get; init; }

    public required Price Price { get; init; }

    public required Quantity Quantity { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public SelfTradePrevention SelfTrade { get; init; } = SelfTradePrevention.TakerAtCross;

    public string? ClientOrderId { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool PostOnly { get; init; }

    public bool ReduceOnly { get; init; }

    public bool CancelOnPause { get; init; }

    public string? OrderGroupId { get; init; }
}

/// <summary>An order the exchange has taken, with what became of it.</summary>
public sealed class Order
{
    internal Order(string id, Account account, OrderRequest request, MarketListing market, DateTimeOffset at)
    {
        Id = id;
        Account = account;
        Request = request;
        Market = market;
        Price = request.Price;
        Initial = request.Quantity;
        Remaining = request.Quantity;
        CreatedAt = at;
        ChangedAt = at;
        FeesTaken = new OrderFees(market.Fees, account.Member);
    }

    public string Id { get; }

    public Account Account { get; }

    public OrderRequest Request { get; internal set; }

    public MarketListing Market { get; }

    public Side Side => Request.Side;

    public Price Price { get; internal set; }

    public Quantity Initial { get; internal set; }

    public Quantity Filled { get; internal set; }

    public Quantity Remaining { get; internal set; }

    public OrderStatus Status { get; internal set; } = OrderStatus.Resting;

    public ChangeReason LastChange { get; internal set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ChangedAt { get; internal set; }

    /// <summary>What the fills cost before fees, as taker and as maker.</summary>
    public Money TakerCost { get; internal set; }

    public Money MakerCost { get; internal set; }

    public Money TakerFees { get; internal set; }

    public Money MakerFees { get; internal set; }

    /// <summary>False while it is being matched, and once it has ended.</summary>
    internal bool IsInBook { get; set; }

    /// <summary>Where it stands among those of its price; null while it does not rest.</summary>
    internal LinkedListNode<Order>? Queued { get; set; }

    /// <summary>Carries the rounding of fees from fill to fill.</summary>
    internal OrderFees FeesTaken { get; }

    public override string ToString() => $"{Id} {Side.Word()} {Remaining} of {Initial} {Market.Ticker} at {Price}: {Status}";
}
