namespace Dutchbook.Kalshi;

/// <summary>
/// Which side of the YES book an order joins or takes from. Selling YES is buying NO at 1 minus the price.
/// </summary>
public enum BookSide
{
    Unknown = 0,

    /// <summary>Buys YES.</summary>
    Bid,

    /// <summary>Sells YES.</summary>
    Ask,
}

/// <summary>What becomes of what is not filled at once.</summary>
public enum TimeInForce
{
    /// <summary>All or nothing, at once. Nothing is answered with a refusal.</summary>
    FillOrKill,

    /// <summary>What can be had at once; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>The rest stays, until its time runs out if one is given.</summary>
    GoodTillCanceled,
}

/// <summary>What gives way when an order meets another of the same account.</summary>
public enum SelfTradePrevention
{
    /// <summary>The incoming order is cancelled at the cross; what it filled before stands.</summary>
    TakerAtCross,

    /// <summary>The resting order is cancelled, and the incoming one goes on.</summary>
    Maker,
}

/// <summary>The venue's words for these.</summary>
internal static class OrderWords
{
    public static readonly WordTable<BookSide> Sides = new(("bid", BookSide.Bid), ("ask", BookSide.Ask));

    public static readonly WordTable<OrderStatus> Statuses = new(
        ("resting", OrderStatus.Resting), ("canceled", OrderStatus.Canceled), ("executed", OrderStatus.Executed));

    public static string Word(this BookSide side) => side switch
    {
        BookSide.Bid => "bid",
        BookSide.Ask => "ask",
        BookSide.Unknown => throw new ArgumentException("An order has a side.", nameof(side)),
    };

    public static string Word(this TimeInForce time) => time switch
    {
        TimeInForce.FillOrKill => "fill_or_kill",
        TimeInForce.ImmediateOrCancel => "immediate_or_cancel",
        TimeInForce.GoodTillCanceled => "good_till_canceled",
    };

    public static string Word(this SelfTradePrevention prevention) => prevention switch
    {
        SelfTradePrevention.TakerAtCross => "taker_at_cross",
        SelfTradePrevention.Maker => "maker",
    };
}
