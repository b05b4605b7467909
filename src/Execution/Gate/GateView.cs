using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What the gate looks at: a snapshot that the loop hands it for one question.</summary>
public sealed record GateView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>False while what was before the start is not yet compared with the venue.</summary>
    public required bool IsReconciled { get; init; }

    /// <summary>All trades that are open or still hold something, the asking one included if it was granted.</summary>
    public required IReadOnlyList<OpenTrade> Trades { get; init; }

    /// <summary>Markets of positions and orders that are not ours, or that nobody can explain.</summary>
    public required IReadOnlySet<string> ClosedMarkets { get; init; }

    /// <summary>Markets as they were last seen.</summary>
    public required IReadOnlyDictionary<string, MarketView> Views { get; init; }

    /// <summary>What our books hold, by market, as the venue nets it; null while it is not known.</summary>
    public IReadOnlyDictionary<string, Holding>? Holdings { get; init; }

    /// <summary>Cash by shard as the venue last said; null while it is not known.</summary>
    public required IReadOnlyDictionary<int, Money>? Cash { get; init; }

    /// <summary>Cash and what open trades are sure to be paid; null while it is not known.</summary>
    public required Money? Equity { get; init; }

    /// <summary>Of this UTC day; null while it is not known.</summary>
    public required Money? DayLoss { get; init; }

    /// <summary>Orders let through within the last minute.</summary>
    public required int RecentOrders { get; init; }

    /// <summary>Whether there ever was an order of this id.</summary>
    public required Func<string, bool> WasUsed { get; init; }

    /// <summary>Trades of the account that ever sent an order.</summary>
    public int TradesMade { get; init; }

    /// <summary>Trades that each relation has had, by its id.</summary>
    public required IReadOnlyDictionary<string, int> TradesOfRelations { get; init; }
}

/// <param name="State">The trade.</param>
/// <param name="Account">What its orders hold and paid.</param>
/// <param name="HeldCost">What its claims that have not settled cost.</param>
public sealed record OpenTrade(TradeState State, TradeAccount Account, Money HeldCost)
{
    /// <summary>What it has at stake if settlement is abnormal: the plan while it is worked, then what is held.</summary>
    public Money AtStake() => State.Phase.IsFinal() ? HeldCost : Money.Max(State.Plan.MostOutlay, Account.Spent);
}
