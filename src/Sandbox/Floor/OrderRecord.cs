using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>An order as it stood at one moment.</summary>
internal sealed record OrderRecord(
    string EngineId,
    OrderRequest Request,
    MarketListing Market,
    int Subaccount,
    Price Price,
    Quantity Initial,
    Quantity Filled,
    Quantity Remaining,
    OrderStatus Status,
    ChangeReason LastChange,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    Money TakerCost,
    Money MakerCost,
    Money TakerFees,
    Money MakerFees)
{
    public string Id => PublicIds.Of(EngineId);

    public long Number => PublicIds.Number(EngineId);

    public Price YesPrice => Request.Side == Side.Yes ? Price : Price.Complement();

    /// <summary>A copy of the order as it is now, but for what the event says, which later events may have overtaken.</summary>
    public static OrderRecord Of(Order order, int subaccount, OrderStatus status, ChangeReason reason, Quantity remaining) => new(
        order.Id, order.Request, order.Market, subaccount, order.Price, order.Initial, order.Filled, remaining, status, reason,
        order.CreatedAt, order.ChangedAt, order.TakerCost, order.MakerCost, order.TakerFees, order.MakerFees);
}

/// <summary>One account's side of a trade.</summary>
internal sealed record FillRecord(
    long Number,
    string EngineTradeId,
    string EngineOrderId,
    string? ClientOrderId,
    MarketListing Market,
    int Subaccount,
    Side Side,
    Price YesPrice,
    Quantity Quantity,
    bool IsTaker,
    Money Fee,
    DateTimeOffset At)
{
    public string TradeId => PublicIds.Of(EngineTradeId);

    public string OrderId => PublicIds.Of(EngineOrderId);
}

/// <summary>What an account holds and did in one market.</summary>
internal sealed record PositionRecord(
    MarketListing Market,
    int Subaccount,
    Holding Holding,
    Money Traded,
    Quantity Volume,
    Money Realised,
    Money Fees,
    DateTimeOffset ChangedAt);

/// <summary>A market that was paid.</summary>
internal sealed record SettlementRecord(
    long Number, MarketListing Market, int Subaccount, Holding Holding, Resolution Resolution, Money Paid, Money Fees, DateTimeOffset At);
