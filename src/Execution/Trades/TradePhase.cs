namespace Dutchbook.Execution;

/// <summary>Where a trade is in its life. Everything after Balanced, and Declined, is final, until a person wants it flat.</summary>
public enum TradePhase
{
    /// <summary>Planned, and not yet granted. Not durable.</summary>
    Draft = 0,

    /// <summary>The gate did not grant it.</summary>
    Declined,

    /// <summary>Granted: what it may lose and cost is reserved.</summary>
    Reserved,

    /// <summary>Legs are being bought as planned.</summary>
    Working,

    /// <summary>What a leg is missing is being bought.</summary>
    Completing,

    /// <summary>What cannot be hedged is being sold.</summary>
    Unwinding,

    /// <summary>Nothing more is sent; the last fills are being read.</summary>
    Balanced,

    /// <summary>Held to settlement: it is paid at least what it cost, or every basket is whole.</summary>
    Complete,

    /// <summary>Nothing is held.</summary>
    Flat,

    /// <summary>Something unhedged is held, within the bound: a person is told.</summary>
    Residual,
}

public static class TradePhaseExtensions
{
    public static bool IsFinal(this TradePhase phase) =>
        phase is TradePhase.Declined or TradePhase.Complete or TradePhase.Flat or TradePhase.Residual;
}

/// <summary>What a trade waits for; exactly one thing.</summary>
public enum TradeWait
{
    Nothing = 0,

    /// <summary>The books of its markets.</summary>
    Views,

    /// <summary>The end of its one order under way.</summary>
    Order,

    /// <summary>A time.</summary>
    Timer,

    /// <summary>The fills of orders that have ended.</summary>
    Fills,
}

/// <summary>What can happen to a trade.</summary>
public enum TradeSignal
{
    Grant = 0,
    Decline,

    /// <summary>Fresh books came.</summary>
    Viewed,

    /// <summary>Fresh books could not be had, or cannot be trusted.</summary>
    Blind,

    /// <summary>Its order ended, whatever it filled.</summary>
    OrderEnded,

    /// <summary>The gate refused its order.</summary>
    OrderDenied,

    /// <summary>All fills of its orders are read.</summary>
    Booked,

    /// <summary>The time it waited for came.</summary>
    Due,

    Restart,

    /// <summary>A person wants what it holds to be sold.</summary>
    Flatten,
}

/// <summary>What a signal makes a trade do.</summary>
public enum TradeMove
{
    Reserve = 0,
    Refuse,

    /// <summary>Ask for fresh books.</summary>
    Look,

    /// <summary>Choose a course from the books that came.</summary>
    Decide,
    Pause,

    /// <summary>Give up an opening that the gate refused, or wait with one that holds something.</summary>
    TakeDenial,

    /// <summary>End, now that everything is read.</summary>
    Finish,
    Stay,

    /// <summary>Sell what is held, also of a trade that had ended.</summary>
    Flatten,

    /// <summary>Our own code did what it must not.</summary>
    Misuse,
}

/// <summary>The table of the trade machine; nested switches without a default.</summary>
public static class TradeTable
{
    public static TradeMove Next(TradePhase phase, TradeSignal signal) => phase switch
    {
        TradePhase.Draft => signal switch
        {
            TradeSignal.Grant => TradeMove.Reserve,
            TradeSignal.Decline => TradeMove.Refuse,
            TradeSignal.Viewed or TradeSignal.Blind or TradeSignal.Due or TradeSignal.Restart => TradeMove.Misuse,
            TradeSignal.OrderEnded or TradeSignal.OrderDenied or TradeSignal.Booked => TradeMove.Misuse,
            TradeSignal.Flatten => TradeMove.Misuse,
        },
        TradePhase.Reserved => signal switch
        {
            TradeSignal.Viewed => TradeMove.Decide,
            TradeSignal.Blind => TradeMove.Pause,
            TradeSignal.Due or TradeSignal.Restart => TradeMove.Look,
            TradeSignal.Booked => TradeMove.Stay,
            TradeSignal.Flatten => TradeMove.Flatten,
            TradeSignal.Grant or TradeSignal.Decline => TradeMove.Misuse,
            TradeSignal.OrderEnded or TradeSignal.OrderDenied => TradeMove.Misuse,
        },
        TradePhase.Working or TradePhase.Completing or TradePhase.Unwinding => signal switch
        {
            TradeSignal.Viewed => TradeMove.Decide,
            TradeSignal.Blind => TradeMove.Pause,
            TradeSignal.OrderEnded or TradeSignal.Due or TradeSignal.Restart => TradeMove.Look,
            TradeSignal.OrderDenied => TradeMove.TakeDenial,
            TradeSignal.Booked => TradeMove.Finish,
            TradeSignal.Flatten => TradeMove.Flatten,
            TradeSignal.Grant or TradeSignal.Decline => TradeMove.Misuse,
        },
        TradePhase.Balanced => signal switch
        {
            TradeSignal.Flatten => TradeMove.Stay,
            TradeSignal.Booked => TradeMove.Finish,
            TradeSignal.Viewed or TradeSignal.Blind or TradeSignal.Due or TradeSignal.Restart => TradeMove.Stay,
            TradeSignal.Grant or TradeSignal.Decline => TradeMove.Misuse,
            TradeSignal.OrderEnded or TradeSignal.OrderDenied => TradeMove.Misuse,
        },
        TradePhase.Declined or TradePhase.Flat => signal switch
        {
            TradeSignal.Viewed or TradeSignal.Blind or TradeSignal.Due or TradeSignal.Restart => TradeMove.Stay,
            TradeSignal.Booked or TradeSignal.Flatten => TradeMove.Stay,
            TradeSignal.Grant or TradeSignal.Decline => TradeMove.Misuse,
            TradeSignal.OrderEnded or TradeSignal.OrderDenied => TradeMove.Misuse,
        },
        TradePhase.Complete or TradePhase.Residual => signal switch
        {
            TradeSignal.Viewed or TradeSignal.Blind or TradeSignal.Due or TradeSignal.Restart => TradeMove.Stay,
            TradeSignal.Booked => TradeMove.Stay,
            TradeSignal.Flatten => TradeMove.Flatten,
            TradeSignal.Grant or TradeSignal.Decline => TradeMove.Misuse,
            TradeSignal.OrderEnded or TradeSignal.OrderDenied => TradeMove.Misuse,
        },
    };
}
