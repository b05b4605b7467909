namespace Dutchbook.Execution;

/// <summary>Where what happens in trading is told: alerts, log, dashboard. It must return at once and never throws.</summary>
public interface ITradingEvents
{
    void Raise(TradingEvent what);
}

/// <summary>Something a person may want to know at once.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="TradeId">The trade concerned; empty for the whole account.</param>
/// <param name="Text">In a sentence.</param>
public sealed record TradingEvent(TradingEventKind Kind, DateTimeOffset At, string TradeId, string Text);

public enum TradingEventKind
{
    TradeOpened = 0,
    TradeEnded,
    OrderFilled,
    OrderDenied,
    OrderUnknown,
    UnhedgedLeg,
    ModeChanged,
    Discrepancy,
    Settled,

    /// <summary>The venue took a settlement back and gave another.</summary>
    SettlementReversed,
}
