using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// The only maker of an <see cref="ApprovedOrder"/>. Its checks run in order, fail closed (what is not known refuses), and each
/// is written down. Orders that hedge or sell what an open trade holds are spared the limits on new risk, never the others.
/// </summary>
public sealed class RiskGate(RiskLimits limits, IHaltFlag flag)
{
    private static readonly string[] Malfunctions = ["duplicate", "throttle", "wire"];

    public RiskLimits Limits { get; } = limits;

    /// <summary>May this trade begin? What it may cost and lose is reserved when it may.</summary>
    public GateVerdict Grant(TradePlan plan, GateView view, bool isApprovedByPerson)
    {
        Checks checks = new(view.Now, plan.TradeId, plan.TradeId);
        return checks
            .Run("mode", () => TradeGrants.Mode(flag.Read()))
            .Run("reconciled", () => view.IsReconciled ? null : "the account was not yet compared with the venue")
            .Run("tier", () => TradeGrants.TierAndSeries(plan, Limits))
            .Run("first of a relation", () => TradeGrants.Approval(plan, Limits, view, isApprovedByPerson))
            .Run("markets", () => TradeGrants.Markets(plan, view))
            .Run("contracts", () => TradeGrants.Contracts(plan, Limits))
            .Run("first trades", () => TradeGrants.First(plan, Limits, view))
            .Run("open trades", () => TradeGrants.Count(view, Limits))
            .Run("risk per trade", () => TradeGrants.Risk(plan, Limits, view))
            .Run("capital at risk", () => TradeGrants.Capital(plan, Limits, view))
            .Run("rule cap", () => TradeGrants.RuleCap(plan, Limits, view))
            .Run("event cap", () => TradeGrants.EventCap(plan, Limits, view))
            .Run("cash", () => TradeGrants.Cash(plan, view))
            .Run("daily loss", () => TradeGrants.DayLoss(plan, Limits, view))
            .Verdict(Malfunctions);
    }

    /// <summary>May these baskets be closed or rolled before their settlement?</summary>
    public GateVerdict Grant(ClosingOffer offer, TradeState state, TradeAccount account, GateView view, bool isApprovedByPerson)
    {
        Checks checks = new(view.Now, offer.Plan.TradeId, offer.Plan.TradeId);
        checks
            .Run("mode", () => ClosingGrants.Mode(offer, flag.Read()))
            .Run("reconciled", () => view.IsReconciled ? null : "the account was not yet compared with the venue")
            .Run("held", () => ClosingGrants.Held(offer, state, account))
            .Run("net position", () => ClosingGrants.NetPosition(offer, view))
            .Run("risk per trade", () => ClosingGrants.Risk(offer, Limits, view))
            .Run("daily loss", () => ClosingGrants.DayLoss(offer, Limits, view));
        if (offer.Kind == ClosingKind.Roll)
        {
            checks.Run("new leg", () => ClosingGrants.NewLeg(offer, Limits, view, isApprovedByPerson));
        }

        return checks.Verdict(Malfunctions);
    }

    /// <summary>May this order leave now?</summary>
    public GateVerdict Approve(OrderIntent intent, TradePlan plan, TradeAccount account, GateView view)
    {
        Checks checks = new(view.Now, plan.TradeId, intent.ClientOrderId);
        bool opens = intent.Purpose == OrderPurpose.Open;
        checks
            .Run("mode", () => OrderChecks.Mode(intent, flag.Read()))
            .Run("duplicate", () => view.WasUsed(intent.ClientOrderId) ? "the id was used before" : null)
            .Run("throttle", () => view.RecentOrders < Limits.MaxOrdersPerMinute
                ? null : $"{view.RecentOrders} orders within a minute")
            .Run("wire", () => OrderChecks.MatchesPlan(intent, plan))
            .Run("own market", () => OrderChecks.OwnMarket(intent, view))
            .Run("market state", () => OrderChecks.MarketState(intent, view, Limits))
            .Run("book", () => OrderChecks.Book(intent, view, Limits))
            .Run("grid", () => OrderChecks.Grid(intent, plan.Legs[intent.Leg]))
            .Run("collar", () => OrderChecks.Collar(intent, view, Limits))
            .Run("size", () => OrderChecks.Size(intent, plan, account, Limits))
            .Run("net position", () => OrderChecks.NetPosition(intent, view))
            .Run("one at a time", () => account.HasOpenOrder ? "another order of the trade is under way" : null)
            .Run("bound", () => OrderChecks.Bound(intent, plan, account, view))
            .Run("cash", () => intent.Purpose == OrderPurpose.Unwind ? null : OrderChecks.Cash(intent, plan, view));
        if (opens)
        {
            checks
                .Run("reconciled", () => view.IsReconciled ? null : "the account was not yet compared with the venue")
                .Run("daily loss", () => TradeGrants.DayLoss(plan, Limits, view));
        }

        GateVerdict verdict = checks.Verdict(Malfunctions);
        return verdict.Passed
            ? verdict with { Order = new ApprovedOrder(intent, view.Now + Limits.SendWithin, flag) }
            : verdict;
    }

    /// <summary>Runs checks until one refuses, and remembers each.</summary>
    private sealed class Checks(DateTimeOffset at, string tradeId, string subject)
    {
        private readonly List<Decision> _decisions = [];
        private Decision? _refusal;

        public Checks Run(string name, Func<string?> check)
        {
            if (_refusal is null)
            {
                string? reason = check();
                Decision decision = new(at, tradeId, subject, name, reason is null, reason ?? "");
                _decisions.Add(decision);
                _refusal = reason is null ? null : decision;
            }

            return this;
        }

        public GateVerdict Verdict(string[] malfunctions) => new()
        {
            Passed = _refusal is null,
            Check = _refusal?.Check ?? "",
            Reason = _refusal?.Reason ?? "",
            IsMalfunction = _refusal is not null && malfunctions.Contains(_refusal.Check, StringComparer.Ordinal),
            Decisions = _decisions,
        };
    }
}
