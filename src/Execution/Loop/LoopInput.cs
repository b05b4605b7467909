namespace Dutchbook.Execution;

/// <summary>What comes into the loop: a wish, an answer, a reading, or the time.</summary>
public abstract record LoopInput(DateTimeOffset At)
{
    /// <summary>Time passes; several times a second.</summary>
    public sealed record Tick(DateTimeOffset At) : LoopInput(At);

    /// <param name="Plan">What to trade.</param>
    /// <param name="IsApproved">A person saw the plan and agreed.</param>
    public sealed record Begin(DateTimeOffset At, TradePlan Plan, bool IsApproved) : LoopInput(At);

    /// <summary>Trade as much of a basket as every limit allows.</summary>
    public sealed record Propose(DateTimeOffset At, PlanRequest Request, string TradeId, bool IsApproved) : LoopInput(At);

    public sealed record Answered(DateTimeOffset At, string ClientOrderId, SubmitAnswer Answer) : LoopInput(At);

    public sealed record CancelAnswered(DateTimeOffset At, string ClientOrderId, CancelAnswer Answer) : LoopInput(At);

    public sealed record ViewsRead(DateTimeOffset At, string TradeId, IReadOnlyList<MarketView> Views) : LoopInput(At);

    /// <param name="ClientOrderId">The order that was looked for; empty when all that rests was read.</param>
    public sealed record OrdersRead(DateTimeOffset At, string ClientOrderId, Reading<IReadOnlyList<VenueOrder>> Reading)
        : LoopInput(At);

    public sealed record FillsRead(DateTimeOffset At, FillQuery Query, Reading<IReadOnlyList<VenueFill>> Reading)
        : LoopInput(At);

    public sealed record PositionsRead(DateTimeOffset At, Reading<IReadOnlyList<VenuePosition>> Reading) : LoopInput(At);

    public sealed record BalancesRead(DateTimeOffset At, Reading<VenueBalances> Reading) : LoopInput(At);

    public sealed record SettlementsRead(DateTimeOffset At, Reading<IReadOnlyList<VenueSettlement>> Reading) : LoopInput(At);

    public sealed record Noticed(DateTimeOffset At, PrivateNotice Notice) : LoopInput(At);

    /// <summary>
    /// A person takes over what the account holds and is not ours: cash becomes the opening balance the first time, positions and
    /// orders are never touched and their markets are closed to trading. Of what an ended trade held and is not there any more
    /// it says that it was closed beside us.
    /// </summary>
    public sealed record Adopt(
        DateTimeOffset At,
        VenueBalances Balances,
        IReadOnlyList<VenuePosition> Positions,
        IReadOnlyList<VenueOrder>? Resting = null) : LoopInput(At);

    /// <summary>A person wants what a trade holds to be sold, and agreed to lose so much at most.</summary>
    public sealed record Flatten(DateTimeOffset At, string TradeId, Dutchbook.Domain.Money Bound) : LoopInput(At);

    /// <summary>Close or roll baskets before their settlement, because that is worth more than holding them.</summary>
    /// <param name="Offer">As <see cref="ExecutionLoop.PreviewClosing"/> made it.</param>
    /// <param name="IsApproved">A person saw it and agreed.</param>
    public sealed record Close(DateTimeOffset At, ClosingOffer Offer, bool IsApproved) : LoopInput(At);

    /// <summary>A person names cash that came or went from outside.</summary>
    public sealed record NameCash(DateTimeOffset At, int Shard, Dutchbook.Domain.Money Amount, string Text) : LoopInput(At);
}

/// <summary>What the loop wants done; everything it rests on is durable by then. Each is answered by an input.</summary>
public abstract record LoopCommand
{
    private LoopCommand()
    {
    }

    public sealed record Submit(ApprovedOrder Order) : LoopCommand;

    public sealed record Cancel(string ClientOrderId, CancelOrder Order) : LoopCommand;

    public sealed record ReadViews(string TradeId, IReadOnlyList<string> Tickers) : LoopCommand;

    public sealed record ReadOrders(string ClientOrderId, OrderQuery Query) : LoopCommand;

    public sealed record ReadFills(FillQuery Query) : LoopCommand;

    public sealed record ReadPositions(int Subaccount) : LoopCommand;

    public sealed record ReadBalances(int Subaccount) : LoopCommand;

    public sealed record ReadSettlements(int Subaccount, DateTimeOffset Since) : LoopCommand;
}
