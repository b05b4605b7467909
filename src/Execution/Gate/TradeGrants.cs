using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The checks before a trade: each gives the reason why not, or null.</summary>
internal static class TradeGrants
{
    public static string? Mode(TradingModeState state) => state.Mode switch
    {
        TradingMode.Active => null,
        TradingMode.Reducing => $"reducing: {state.Reason}",
        TradingMode.Halted => $"halted: {state.Reason}",
    };

    public static string? TierAndSeries(TradePlan plan, RiskLimits limits)
    {
        if (!limits.Tiers.Contains(plan.Tier))
        {
            return $"{plan.Tier} relations are not traded";
        }

        return limits.Series is { } allowed && plan.Legs.FirstOrDefault(leg => !allowed.Contains(leg.SeriesTicker)) is { } other
            ? $"series {other.SeriesTicker} is not allowed"
            : null;
    }

    /// <summary>Each relation is new once, however long its rule is known: what it rests on is words of these very markets.</summary>
    public static string? Approval(TradePlan plan, RiskLimits limits, GateView view, bool isApproved)
    {
        if (isApproved || limits.ApproveFirstTrades == 0)
        {
            return null;
        }

        if (plan.RelationIds.Count == 0)
        {
            return "it is not known which relations it rests on: that needs a person";
        }

        string? young = plan.RelationIds.FirstOrDefault(
            relation => view.TradesOfRelations.GetValueOrDefault(relation) < limits.ApproveFirstTrades);
        return young is null
            ? null
            : $"relation {young} had {view.TradesOfRelations.GetValueOrDefault(young)} trades: "
                + $"the first {limits.ApproveFirstTrades} need a person";
    }

    /// <summary>The first trades of an account stay small.</summary>
    public static string? First(TradePlan plan, RiskLimits limits, GateView view)
    {
        if (limits.First is not { } first || view.TradesMade >= first.Trades)
        {
            return null;
        }

        for (int i = 0; i < plan.Legs.Count; i++)
        {
            if (plan.LegQuantity(i, plan.Units) > first.MaxContracts)
            {
                return $"{plan.LegQuantity(i, plan.Units)} contracts of {plan.Legs[i].Ticker}, the first {first.Trades} trades have "
                    + $"{first.MaxContracts}";
            }
        }

        return Over(SizeCaps.AtStake(view) + plan.Losses.WorstAbnormal(), first.MaxCapitalAtRisk, $"before {first.Trades} trades were made");
    }

    /// <summary>The venue nets positions of a market, so a market belongs to one trade at a time.</summary>
    public static string? Markets(TradePlan plan, GateView view)
    {
        foreach (PlanLeg leg in plan.Legs)
        {
            if (view.ClosedMarkets.Contains(leg.Ticker))
            {
                return $"{leg.Ticker} holds what is not ours";
            }

            foreach (OpenTrade trade in view.Trades)
            {
                if (trade.State.Plan.Legs.Any(other => string.Equals(other.Ticker, leg.Ticker, StringComparison.Ordinal)))
                {
                    return $"{leg.Ticker} belongs to trade {trade.State.Plan.TradeId}";
                }
            }
        }

        return plan.Legs.Select(static leg => leg.Ticker).Distinct(StringComparer.Ordinal).Count() == plan.Legs.Count
            ? null : "one market is in two legs";
    }

    public static string? Contracts(TradePlan plan, RiskLimits limits)
    {
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            if (plan.LegQuantity(i, plan.Units) > limits.MaxContracts)
            {
                return $"{plan.LegQuantity(i, plan.Units)} contracts of {plan.Legs[i].Ticker}, {limits.MaxContracts} are allowed";
            }
        }

        return null;
    }

    public static string? Count(GateView view, RiskLimits limits) => view.Trades.Count < limits.MaxOpenTrades
        ? null : $"{view.Trades.Count} trades are open";

    public static string? Risk(TradePlan plan, RiskLimits limits, GateView view)
    {
        if (view.Equity is not { } equity)
        {
            return "the equity is not known";
        }

        Money most = SizeCaps.RiskPerTrade(limits, equity);
        Money worst = Money.Max(plan.Losses.ExecutionBound, plan.Losses.RelationWrong);
        return worst <= most ? null : $"{worst} may be lost, {most} are allowed";
    }

    public static string? Capital(TradePlan plan, RiskLimits limits, GateView view) => Over(
        SizeCaps.AtStake(view) + plan.Losses.WorstAbnormal(), limits.MaxCapitalAtRisk, "if settlement is abnormal");

    public static string? RuleCap(TradePlan plan, RiskLimits limits, GateView view)
    {
        foreach (string rule in plan.Rules)
        {
            Money sum = SizeCaps.AtStakeOfRule(view, rule) + plan.Losses.RelationWrong;
            if (Over(sum, limits.MaxPerRule, $"if rule {rule} is wrong") is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    public static string? EventCap(TradePlan plan, RiskLimits limits, GateView view)
    {
        foreach (string ticker in plan.Legs.Select(static leg => leg.EventTicker).Distinct(StringComparer.Ordinal))
        {
            Money sum = SizeCaps.OutlayInEvent(plan, ticker);
            foreach (OpenTrade trade in view.Trades)
            {
                sum += SizeCaps.OutlayInEvent(trade.State.Plan, ticker);
            }

            if (Over(sum, limits.MaxPerEvent, $"in event {ticker}") is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    public static string? Cash(TradePlan plan, GateView view)
    {
        if (view.Cash is null)
        {
            return "the cash is not known";
        }

        foreach (IGrouping<int, PlanLeg> shard in plan.Legs.GroupBy(static leg => leg.Shard))
        {
            Money needed = SizeCaps.OutlayOnShard(plan, shard.Key);
            Money free = SizeCaps.FreeCash(view, shard.Key);
            if (needed > free)
            {
                return $"shard {shard.Key} needs {needed} and has {free} free: move {needed - free} there";
            }
        }

        return null;
    }

    public static string? DayLoss(TradePlan plan, RiskLimits limits, GateView view) => view.DayLoss is { } lost
        ? Over(lost + plan.Losses.ExecutionBound, limits.MaxDailyLoss, "today")
        : "today's loss is not known";

    private static string? Over(Money sum, Money most, string when) =>
        sum <= most ? null : $"{sum} may be lost {when}, {most} are allowed";
}
