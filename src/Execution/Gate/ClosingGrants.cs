using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The checks before baskets are closed or rolled: each gives the reason why not, or null.</summary>
internal static class ClosingGrants
{
    /// <summary>A closing ends risk and is let through while reducing; a roll begins some.</summary>
    public static string? Mode(ClosingOffer offer, TradingModeState state) => state.Mode switch
    {
        TradingMode.Active => null,
        TradingMode.Reducing => offer.Kind == ClosingKind.Roll ? $"reducing: {state.Reason}" : null,
        TradingMode.Halted => $"halted: {state.Reason}",
    };

    /// <summary>The trade holds its baskets, all of it booked, just as the offer was made for.</summary>
    public static string? Held(ClosingOffer offer, TradeState state, TradeAccount account)
    {
        if (state.Phase != TradePhase.Complete || account.HasOpenOrder || !account.IsBooked)
        {
            return $"the trade is {state.Phase}";
        }

        foreach (LegChange change in offer.Terms.Changes)
        {
            Quantity held = change.Leg < account.Held.Count ? account.Held[change.Leg] : Quantity.Zero;
            if (held != change.From)
            {
                return $"{held} of {offer.Plan.Legs[change.Leg].Ticker} are held, the offer was made for {change.From}";
            }
        }

        return null;
    }

    /// <summary>Sales are reduce-only: the account's net position has the leg's side and at least its size.</summary>
    public static string? NetPosition(ClosingOffer offer, GateView view)
    {
        foreach (LegChange change in offer.Terms.Changes.Where(static change => change.IsSale))
        {
            PlanLeg leg = offer.Plan.Legs[change.Leg];
            if (view.ClosedMarkets.Contains(leg.Ticker))
            {
                return $"{leg.Ticker} holds what is not ours";
            }

            Holding held = view.Holdings?.GetValueOrDefault(leg.Ticker) ?? default;
            if (held.Side != leg.Side || held.Quantity < change.Amount
                || !string.Equals(held.TradeId, offer.Plan.TradeId, StringComparison.Ordinal))
            {
                return $"{change.Amount} {leg} are to be sold, the account's net position there is {held.Quantity} {held.Side.Word()}";
            }
        }

        return null;
    }

    public static string? Risk(ClosingOffer offer, RiskLimits limits, GateView view)
    {
        if (view.Equity is not { } equity)
        {
            return "the equity is not known";
        }

        Money most = SizeCaps.RiskPerTrade(limits, equity);
        return offer.AtRisk <= most ? null : $"{offer.AtRisk} more than by holding may be lost, {most} are allowed";
    }

    public static string? DayLoss(ClosingOffer offer, RiskLimits limits, GateView view) => view.DayLoss is not { } lost
        ? "today's loss is not known"
        : lost + offer.AtRisk <= limits.MaxDailyLoss ? null : $"{lost + offer.AtRisk} may be lost today, {limits.MaxDailyLoss} are allowed";

    /// <summary>What a roll buys is held to every limit on new risk.</summary>
    public static string? NewLeg(ClosingOffer offer, RiskLimits limits, GateView view, bool isApproved)
    {
        PlanLeg leg = offer.Plan.Legs[^1];
        TradePlan bought = offer.Plan with { Legs = [leg] };
        Quantity amount = offer.Terms.Changes[0].To;
        bool isOwned = view.ClosedMarkets.Contains(leg.Ticker) || view.Trades.Any(trade =>
            trade.State.Plan.Legs.Any(other => string.Equals(other.Ticker, leg.Ticker, StringComparison.Ordinal)));
        return isOwned ? $"{leg.Ticker} belongs to another trade"
            : amount > limits.MaxContracts ? $"{amount} contracts of {leg.Ticker}, {limits.MaxContracts} are allowed"
            : TradeGrants.TierAndSeries(bought, limits)
                ?? TradeGrants.Approval(offer.Plan, limits, view, isApproved)
                ?? Capital(offer, limits, view)
                ?? EventCap(offer, leg, limits, view)
                ?? Cash(offer, leg, view);
    }

    private static string? Capital(ClosingOffer offer, RiskLimits limits, GateView view)
    {
        Money sum = SizeCaps.AtStake(view) + offer.MostOutlay;
        return sum <= limits.MaxCapitalAtRisk ? null : $"{sum} may be lost if settlement is abnormal, {limits.MaxCapitalAtRisk} are allowed";
    }

    private static string? EventCap(ClosingOffer offer, PlanLeg leg, RiskLimits limits, GateView view)
    {
        Money sum = offer.MostOutlay;
        foreach (OpenTrade trade in view.Trades)
        {
            sum += SizeCaps.OutlayInEvent(trade.State.Plan, leg.EventTicker);
        }

        return sum <= limits.MaxPerEvent ? null : $"{sum} may be lost in event {leg.EventTicker}, {limits.MaxPerEvent} are allowed";
    }

    private static string? Cash(ClosingOffer offer, PlanLeg leg, GateView view)
    {
        if (view.Cash is null)
        {
            return "the cash is not known";
        }

        Money free = SizeCaps.FreeCash(view, leg.Shard);
        return offer.MostOutlay <= free
            ? null : $"shard {leg.Shard} needs {offer.MostOutlay} and has {free} free: move {offer.MostOutlay - free} there";
    }
}
