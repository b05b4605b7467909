namespace Dutchbook.Simulation;

/// <summary>What the exchange answers: it took the order, whatever became of it, or refused it by name.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer()
    {
    }

    public sealed record Taken(Order Order) : OrderAnswer;

    public sealed record Refused(RefusalCode Code, string Message) : OrderAnswer;
}

/// <summary>Why the exchange refused. Each is definite: nothing was traded.</summary>
public enum RefusalCode
{
    MarketNotFound,
    MarketNotActive,
    TradingIsPaused,
    InvalidPrice,
    InvalidOrderSize,
    InvalidOrder,
    InsufficientBalance,
    InsufficientShardBalance,
    OrderAlreadyExists,
    FillOrKillInsufficientVolume,
    OrderNotFound,
    OrderGroupNotFound,
    OrderGroupBlocked,
}
