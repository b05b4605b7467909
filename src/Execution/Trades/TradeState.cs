namespace Dutchbook.Execution;

/// <summary>A trade's own state; what it holds and paid follows from its orders.</summary>
public sealed record TradeState
{
    public required TradePlan Plan { get; init; }

    public TradePhase Phase { get; init; } = TradePhase.Draft;

    public TradeWait Wait { get; init; }

    /// <summary>Of a wait for a time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When its first order was decided.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Since when selling has looked better than buying; null while it does not.</summary>
    public DateTimeOffset? SellingSince { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Orders put before the gate so far, denied ones included: no two bear one id.</summary>
    public int Placed { get; init; }

    /// <summary>A person wants all that is held to be sold; null while nobody does.</summary>
    public FlattenWish? Flatten { get; init; }

    /// <summary>Why it is where it is, for the reader.</summary>
    public string Reason { get; init; } = "";

    public override string ToString() => $"{Plan.TradeId} {Phase}, waits for {Wait}";
}

/// <summary>What happened to a trade, with all that a decision needs.</summary>
/// <param name="Signal">What it was.</param>
/// <param name="At">When.</param>
/// <param name="Account">What its orders hold and paid.</param>
/// <param name="Views">The markets as they are now; of no meaning unless they were viewed.</param>
/// <param name="Reason">In words, where the signal alone does not say.</param>
/// <param name="Wish">Of a person who wants it flat; of no meaning with other signals.</param>
public sealed record TradeInput(
    TradeSignal Signal,
    DateTimeOffset At,
    TradeAccount Account,
    IReadOnlyDictionary<string, MarketView>? Views = null,
    string Reason = "",
    FlattenWish? Wish = null);

/// <summary>What a trade wants done.</summary>
public abstract record TradeCommand
{
    private TradeCommand()
    {
    }

    /// <summary>Fresh books of these markets, read together.</summary>
    public sealed record Look(IReadOnlyList<string> Tickers) : TradeCommand;

    /// <summary>Put an order before the gate.</summary>
    public sealed record Place(OrderIntent Intent) : TradeCommand;

    public sealed record Tell(TradingEventKind Kind, string Text) : TradeCommand;
}

public sealed record TradeStep(TradeState State, IReadOnlyList<TradeCommand> Commands);
