using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The checks before an order: each gives the reason why not, or null.</summary>
internal static class OrderChecks
{
    public static string? Mode(OrderIntent intent, TradingModeState state) => state.Mode switch
    {
        TradingMode.Active => null,
        TradingMode.Reducing => intent.Purpose == OrderPurpose.Open ? $"reducing: {state.Reason}" : null,
        TradingMode.Halted => $"halted: {state.Reason}",
    };

    /// <summary>Market, side and reduce-only as the plan's leg demands: a leg sent as its opposite is a certain loss.</summary>
    public static string? MatchesPlan(OrderIntent intent, TradePlan plan)
    {
        if (intent.Leg < 0 || intent.Leg >= plan.Legs.Count)
        {
            return $"the plan has no leg {intent.Leg}";
        }

        PlanLeg leg = plan.Legs[intent.Leg];
        bool isSale = intent.Purpose == OrderPurpose.Unwind;
        Side side = isSale ? leg.Side.Opposite() : leg.Side;
        return string.Equals(intent.Ticker, leg.Ticker, StringComparison.Ordinal) && intent.Side == side
            && intent.ReduceOnly == isSale && intent.Shard == leg.Shard && intent.Subaccount == plan.Subaccount
            ? null
            : $"{intent} is not what leg {leg} asks for";
    }

    /// <summary>
    /// Reduce-only only where what all trades hold of the market, netted as the venue nets it, is of the side that is sold and no
    /// less: otherwise the venue would cut the order, or a sale would open what nobody planned.
    /// </summary>
    public static string? NetPosition(OrderIntent intent, GateView view)
    {
        if (!intent.ReduceOnly)
        {
            return null;
        }

        Quantity net = Quantity.Zero;
        foreach (OpenTrade trade in view.Trades)
        {
            for (int leg = 0; leg < trade.State.Plan.Legs.Count; leg++)
            {
                PlanLeg own = trade.State.Plan.Legs[leg];
                bool isThere = string.Equals(own.Ticker, intent.Ticker, StringComparison.Ordinal);
                Quantity held = isThere ? trade.Account.Held[leg] : Quantity.Zero;
                net += own.Side == intent.Side ? -held : held;
            }
        }

        return net >= intent.Quantity ? null : $"{intent.Quantity} are to be sold, the net position to sell from is {net}";
    }

    public static string? OwnMarket(OrderIntent intent, GateView view)
    {
        if (view.ClosedMarkets.Contains(intent.Ticker))
        {
            return $"{intent.Ticker} holds what is not ours";
        }

        foreach (OpenTrade trade in view.Trades)
        {
            if (!string.Equals(trade.State.Plan.TradeId, intent.TradeId, StringComparison.Ordinal)
                && trade.State.Plan.Legs.Any(leg => string.Equals(leg.Ticker, intent.Ticker, StringComparison.Ordinal)))
            {
                return $"{intent.Ticker} belongs to trade {trade.State.Plan.TradeId}";
            }
        }

        return null;
    }

    public static string? MarketState(OrderIntent intent, GateView view, RiskLimits limits)
    {
        if (!view.Views.TryGetValue(intent.Ticker, out MarketView? market))
        {
            return "the market was not seen";
        }

        if (market.Status != MarketStatus.Active)
        {
            return $"the market is {market.Status}";
        }

        return market.CloseTime is { } close && close - limits.CloseMargin <= view.Now ? $"it closes at {close:u}" : null;
    }

    public static string? Book(OrderIntent intent, GateView view, RiskLimits limits) =>
        view.Views.TryGetValue(intent.Ticker, out MarketView? market)
            ? BookTrust.Doubt(market, view.Now, limits.MaxBookAge)
            : "the book was not seen";

    public static string? Grid(OrderIntent intent, PlanLeg leg)
    {
        Price yes = intent.Side == Side.Yes ? intent.LimitPrice : intent.LimitPrice.Complement();
        return leg.Grid.Contains(yes) ? null : $"{yes} is not on the grid {leg.Grid}";
    }

    public static string? Collar(OrderIntent intent, GateView view, RiskLimits limits)
    {
        BookLevel[] asks = view.Views[intent.Ticker].Book!.Asks(intent.Side);
        if (asks.Length == 0)
        {
            return intent.TimeInForce == TimeInForce.GoodTillCanceled ? null : "nobody offers it";
        }

        return intent.LimitPrice.Ticks <= asks[0].Price.Ticks + limits.CollarTicks
            ? null : $"{intent.LimitPrice} is more than {limits.CollarTicks} ticks worse than {asks[0].Price}";
    }

    public static string? Size(OrderIntent intent, TradePlan plan, TradeAccount account, RiskLimits limits)
    {
        Quantity held = account.Held[intent.Leg];
        if (!intent.Quantity.IsPositive)
        {
            return $"{intent.Quantity} is no size";
        }

        if (intent.Purpose == OrderPurpose.Unwind)
        {
            return intent.Quantity <= held ? null : $"{intent.Quantity} are to be sold, {held} are held";
        }

        Quantity after = held + intent.Quantity;
        Quantity most = Quantity.Min(limits.MaxContracts, plan.LegQuantity(intent.Leg, plan.Units));
        return after <= most ? null : $"{after} contracts, {most} are allowed";
    }

    /// <summary>The bound shown before the trade, or the loss that a person agreed to who wants it flat.</summary>
    public static string? Bound(OrderIntent intent, TradePlan plan, TradeAccount account, GateView view)
    {
        Money worst = account.WorstLoss(plan, intent);
        OpenTrade? own = view.Trades.FirstOrDefault(
            trade => string.Equals(trade.State.Plan.TradeId, intent.TradeId, StringComparison.Ordinal));
        Money bound = own?.State.Flatten?.Bound ?? plan.Losses.ExecutionBound;
        return worst <= bound ? null : $"{worst} may be lost, the bound is {bound}";
    }

    public static string? Cash(OrderIntent intent, TradePlan plan, GateView view)
    {
        if (view.Cash is null)
        {
            return "the cash is not known";
        }

        Money needed = OrderCost.AtMost(intent, intent.Quantity, plan.Legs[intent.Leg].Terms, plan.Member);
        Money has = view.Cash.GetValueOrDefault(intent.Shard);
        return needed <= has ? null : $"it costs up to {needed}, shard {intent.Shard} has {has}";
    }
}
