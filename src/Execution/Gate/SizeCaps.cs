using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The sums that limits are compared with; what is under way counts as if it had all filled.</summary>
internal static class SizeCaps
{
    public static Money RiskPerTrade(RiskLimits limits, Money equity) => equity.IsPositive
        ? Money.FromMicros((long)((Int128)equity.Micros * limits.MaxRiskPerTrade.PartsPerMillion / Ratio.Whole))
        : Money.Zero;

    public static Money AtStake(GateView view)
    {
        Money sum = Money.Zero;
        foreach (OpenTrade trade in view.Trades)
        {
            sum += trade.AtStake();
        }

        return sum;
    }

    public static Money AtStakeOfRule(GateView view, string rule)
    {
        Money sum = Money.Zero;
        foreach (OpenTrade trade in view.Trades)
        {
            sum += trade.State.Plan.Rules.Contains(rule, StringComparer.Ordinal) ? trade.AtStake() : Money.Zero;
        }

        return sum;
    }

    public static Money OutlayInEvent(TradePlan plan, string eventTicker) =>
        Outlay(plan, leg => string.Equals(leg.EventTicker, eventTicker, StringComparison.Ordinal));

    public static Money OutlayOnShard(TradePlan plan, int shard) => Outlay(plan, leg => leg.Shard == shard);

    /// <summary>The venue's cash less what granted trades may still spend there.</summary>
    public static Money FreeCash(GateView view, int shard)
    {
        Money free = view.Cash!.GetValueOrDefault(shard);
        foreach (OpenTrade trade in view.Trades)
        {
            free -= trade.State.Phase.IsFinal() ? Money.Zero : OutlayOnShard(trade.State.Plan, shard);
        }

        return free;
    }

    private static Money Outlay(TradePlan plan, Func<PlanLeg, bool> which)
    {
        Money sum = Money.Zero;
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            sum += which(plan.Legs[i])
                ? LossReckoning.LegOutlay(plan.Legs[i], plan.LegQuantity(i, plan.Units), plan.Member)
                : Money.Zero;
        }

        return sum;
    }
}
