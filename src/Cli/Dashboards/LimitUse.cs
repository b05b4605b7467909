using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>How much of a limit is used.</summary>
/// <param name="Used">By what is open now; null where it is not known.</param>
internal sealed record LimitUse(string Name, string? Used, string Limit)
{
    /// <summary>The limits of trading, of those by trade, rule or event the one that is used most.</summary>
    public static IEnumerable<LimitUse> Of(RiskLimits limits, DeskView? desk, DateTimeOffset now)
    {
        DeskFigures? figures = desk is null ? null : DeskFigures.Of(desk, now);
        OpenTrade[]? open = desk is null ? null :
        [
            .. desk.Trades.Where(static trade => !trade.State.Phase.IsFinal() || trade.HeldCost.IsPositive)
                .Select(static trade => new OpenTrade(trade.State, trade.Account, trade.HeldCost)),
        ];
        Money? atStake = open?.Aggregate(Money.Zero, static (sum, trade) => sum + trade.AtStake());
        yield return new("open trades", figures?.OpenTrades.ToString(CultureInfo.InvariantCulture), $"{limits.MaxOpenTrades}");
        yield return new("capital at risk", atStake?.ToString(), limits.MaxCapitalAtRisk.ToString());
        yield return new(
            "loss today", figures is null ? null : Money.Max(Money.Zero, -figures.Today).ToString(), limits.MaxDailyLoss.ToString());
        yield return new("contracts of a leg", open is null ? null : Legs(open).ToString(), limits.MaxContracts.ToString());
        yield return new(
            "share of equity a trade may lose", figures is null ? null : Share(open!, figures.Cash + figures.Guaranteed),
            limits.MaxRiskPerTrade.ToString());
        yield return new("lost if one rule is wrong", open is null ? null : Rule(open).ToString(), limits.MaxPerRule.ToString());
        yield return new("outlay in one event", open is null ? null : Event(open).ToString(), limits.MaxPerEvent.ToString());
    }

    private static Quantity Legs(OpenTrade[] open) => open.Select(static trade => trade.State.Plan)
        .SelectMany(static plan => plan.Legs.Select((_, leg) => plan.LegQuantity(leg, plan.Units)))
        .DefaultIfEmpty(Quantity.Zero).Max();

    /// <summary>Null where there is no equity to take a share of.</summary>
    private static string? Share(OpenTrade[] open, Money equity)
    {
        if (!equity.IsPositive)
        {
            return null;
        }

        Money most = open.Select(static trade => Money.Max(trade.State.Plan.Losses.ExecutionBound, trade.State.Plan.Losses.RelationWrong))
            .DefaultIfEmpty(Money.Zero).Max();
        return Ratio.FromPartsPerMillion((long)((Int128)most.Micros * Ratio.Whole / equity.Micros)).ToString();
    }

    private static Money Rule(OpenTrade[] open) => Most(open.SelectMany(static trade => trade.State.Plan.Rules.Distinct(StringComparer.Ordinal)
        .Select(rule => KeyValuePair.Create(rule, trade.AtStake()))));

    private static Money Event(OpenTrade[] open) => Most(open.Select(static trade => trade.State.Plan)
        .SelectMany(static plan => plan.Legs.Select((leg, index) => KeyValuePair.Create(leg.EventTicker, plan.LegOutlay(index)))));

    private static Money Most(IEnumerable<KeyValuePair<string, Money>> parts) => parts
        .GroupBy(static part => part.Key, StringComparer.Ordinal)
        .Select(static group => group.Aggregate(Money.Zero, static (sum, part) => sum + part.Value))
        .DefaultIfEmpty(Money.Zero).Max();
}
