using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>Something that happened at the exchange, in the order it happened.</summary>
public abstract record VenueEvent(DateTimeOffset At)
{
    /// <summary>The contracts bid on a side at a price changed.</summary>
    /// <param name="Cause">The order behind it: only its owner is told.</param>
    public sealed record BookChanged(DateTimeOffset At, string Ticker, Side Side, Price Price, Quantity Delta, Order Cause)
        : VenueEvent(At);

    /// <summary>Two orders met.</summary>
    public sealed record Traded(DateTimeOffset At, string TradeId, string Ticker, Side TakerSide, Price YesPrice, Quantity Quantity)
        : VenueEvent(At);

    /// <summary>One account's side of a trade.</summary>
    /// <param name="Price">What one contract of the order's side cost.</param>
    public sealed record Filled(
        DateTimeOffset At, string TradeId, Order Order, bool IsTaker, Price Price, Quantity Quantity, Money Fee, Holding After)
        : VenueEvent(At);

    /// <summary>An order rests, filled, shrank or ended.</summary>
    public sealed record OrderChanged(DateTimeOffset At, Order Order, ChangeReason Reason, OrderStatus Status, Quantity Remaining)
        : VenueEvent(At);

    /// <summary>A market moved on in its life.</summary>
    public sealed record PhaseChanged(DateTimeOffset At, string Ticker, MarketPhase Phase) : VenueEvent(At);

    /// <summary>A market closes at another time than was announced.</summary>
    public sealed record CloseMoved(DateTimeOffset At, string Ticker, DateTimeOffset CloseTime) : VenueEvent(At);

    /// <summary>A position was paid.</summary>
    public sealed record Settled(DateTimeOffset At, Account Account, string Ticker, Resolution Resolution, Holding Holding, Money Paid)
        : VenueEvent(At);

    /// <summary>An order group met its limit.</summary>
    public sealed record GroupTriggered(DateTimeOffset At, Account Account, string GroupId) : VenueEvent(At);
}
