using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Gate;

/// <summary>Limits at the last amount that they allow, and orders at the last that they refuse.</summary>
public sealed class GateEdges
{
    private readonly FakeHaltFlag flag = new();
    private readonly TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
    private readonly RiskLimits limits = new() { ApproveFirstTrades = 0, MaxRiskPerTrade = Ratio.FromPartsPerMillion(200_000) };
    private GateView view;

    public GateEdges() => view = new GateView
    {
        Now = Some.Now,
        IsReconciled = true,
        Trades = [],
        ClosedMarkets = new HashSet<string>(StringComparer.Ordinal),
        Views = plan.Legs.ToDictionary(
            static leg => leg.Ticker, static leg => Some.View(leg, [(45, 50)], [(40, 50)]), StringComparer.Ordinal),
        Cash = new Dictionary<int, Money> { [0] = Money.FromDollars(100) },
        Equity = Money.FromDollars(100),
        DayLoss = Money.Zero,
        RecentOrders = 0,
        WasUsed = static _ => false,
        TradesOfRelations = new Dictionary<string, int>(StringComparer.Ordinal),
    };

    [Fact]
    public void A_trade_may_lose_and_cost_just_what_is_left()
    {
        Money bound = plan.Losses.ExecutionBound;
        Granted("daily loss", view with { DayLoss = limits.MaxDailyLoss - bound }, limits);
        Granted("capital at risk", view, limits with { MaxCapitalAtRisk = plan.Losses.WorstAbnormal() });
        Granted("contracts", view, limits with { MaxContracts = Some.Contracts(10) });
        Granted("event cap", view, limits with { MaxPerEvent = plan.MostOutlay });
        Granted("rule cap", view, limits with { MaxPerRule = plan.Losses.RelationWrong });
        Granted("cash", view with { Cash = new Dictionary<int, Money> { [0] = plan.MostOutlay } }, limits);
    }

    [Fact]
    public void What_other_trades_may_cost_still_is_not_free()
    {
        OpenTrade other = Other(TradePhase.Working);
        Money needed = plan.MostOutlay + other.State.Plan.MostOutlay;
        view = view with { Trades = [other], Cash = new Dictionary<int, Money> { [0] = needed } };
        Assert.True(Grant(view, limits).Passed, Grant(view, limits).Reason);
        Assert.Equal("cash", Grant(view with { Cash = new Dictionary<int, Money> { [0] = needed - Money.FromMicros(1) } }, limits).Check);

        // Of one that has ended what it holds is at stake, and nothing more is spent.
        view = view with { Trades = [Other(TradePhase.Complete)], Cash = new Dictionary<int, Money> { [0] = plan.MostOutlay } };
        Assert.True(Grant(view, limits).Passed, Grant(view, limits).Reason);
        Money atStake = plan.Losses.WorstAbnormal() + Money.FromDollars(3);
        Assert.True(Grant(view, limits with { MaxCapitalAtRisk = atStake }).Passed);
        Assert.Equal("capital at risk", Grant(view, limits with { MaxCapitalAtRisk = atStake - Money.FromMicros(1) }).Check);
    }

    [Fact]
    public void All_relations_of_a_rule_and_all_trades_of_an_event_share_their_caps()
    {
        OpenTrade other = Other(TradePhase.Working);
        view = view with { Trades = [other] };
        Money ofRule = other.State.Plan.MostOutlay + plan.Losses.RelationWrong;
        Assert.True(Grant(view, limits with { MaxPerRule = ofRule }).Passed);
        Assert.Equal("rule cap", Grant(view, limits with { MaxPerRule = ofRule - Money.FromMicros(1) }).Check);
        Money ofEvent = other.State.Plan.MostOutlay + plan.MostOutlay;
        Assert.True(Grant(view, limits with { MaxPerEvent = ofEvent }).Passed);
        Assert.Equal("event cap", Grant(view, limits with { MaxPerEvent = ofEvent - Money.FromMicros(1) }).Check);
    }

    [Fact]
    public void Nothing_begins_before_the_account_was_compared_and_what_is_open_goes_on()
    {
        view = view with { IsReconciled = false };
        Assert.Equal("reconciled", Grant(view, limits).Check);
        Assert.Equal("reconciled", Approve(Some.Intent(plan), TradeAccount.Of(plan, [])).Check);
        Assert.True(Approve(Some.Intent(plan, purpose: OrderPurpose.Continue), TradeAccount.Of(plan, [])).Passed);
        Assert.Null(Approve(Some.Intent(plan), TradeAccount.Of(plan, [])).Order);
    }

    [Fact]
    public void A_sale_leaves_only_from_a_net_position_of_its_side_and_size()
    {
        TradeAccount held = TradeAccount.Of(plan, [Some.Done(Some.Intent(plan), 1_000)]);
        OrderIntent sale = Some.Intent(plan, purpose: OrderPurpose.Unwind, contracts: 10) with
        {
            ClientOrderId = "sale",
            LimitPrice = Some.Cents(60),
        };
        OpenTrade own = new(new TradeState { Plan = plan, Phase = TradePhase.Unwinding }, held, Money.FromDollars(4));
        view = view with { Trades = [own] };
        GateVerdict verdict = Approve(sale, held);
        Assert.True(verdict.Passed, $"{verdict.Check}: {verdict.Reason}");
        Assert.Equal("size", Approve(sale with { Quantity = Quantity.FromHundredths(1_001) }, held).Check);

        // Another trade holds one contract of the other side: only nine are net.
        TradePlan against = plan with { TradeId = "T2", Legs = [plan.Legs[0] with { Side = plan.Legs[0].Side.Opposite() }, plan.Legs[1]] };
        TradeAccount one = TradeAccount.Of(against, [Some.Done(Some.Intent(against), 100)]);
        view = view with { Trades = [own, new OpenTrade(new TradeState { Plan = against, Phase = TradePhase.Complete }, one, Money.FromDollars(1))] };
        Assert.NotNull(OrderChecks.NetPosition(sale, view));
        Assert.Null(OrderChecks.NetPosition(sale with { Quantity = Some.Contracts(9) }, view));
        Assert.Null(OrderChecks.NetPosition(sale with { ReduceOnly = false }, view));
        Assert.NotNull(OrderChecks.NetPosition(sale with { Ticker = "C" }, view));
    }

    [Fact]
    public void What_nobody_offers_may_only_rest()
    {
        view = view with
        {
            Views = plan.Legs.ToDictionary(static leg => leg.Ticker, static leg => Some.View(leg, [], [(40, 50)]), StringComparer.Ordinal),
        };
        Assert.Equal("collar", Approve(Some.Intent(plan), TradeAccount.Of(plan, [])).Check);
        Assert.True(Approve(
            Some.Intent(plan) with { TimeInForce = TimeInForce.GoodTillCanceled }, TradeAccount.Of(plan, [])).Passed);
    }

    [Fact]
    public void Prices_lie_on_the_grid_of_yes_and_within_the_collar()
    {
        // A grid of whole cents below 0.90 and of tenths above: NO at 0.05 is YES at 0.95.
        TickGrid grid = TickGrid.TryCreate(
            [new PriceBand(Price.Zero, Some.Cents(90), 100), new PriceBand(Some.Cents(90), Price.One, 10)])!;
        PlanLeg leg = plan.Legs[0] with { Grid = grid };
        OrderIntent no = Some.Intent(plan) with { Side = Side.No, LimitPrice = Price.FromTicks(510) };
        Assert.Null(OrderChecks.Grid(no, leg));
        Assert.NotNull(OrderChecks.Grid(no with { Side = Side.Yes }, leg));
        Price most = Price.FromTicks(4_500 + limits.CollarTicks);
        Assert.Null(OrderChecks.Collar(Some.Intent(plan) with { LimitPrice = most }, view, limits));
        Assert.NotNull(OrderChecks.Collar(Some.Intent(plan) with { LimitPrice = Price.FromTicks(most.Ticks + 1) }, view, limits));
    }

    private OpenTrade Other(TradePhase phase)
    {
        TradePlan other = plan with
        {
            TradeId = "T2",
            Legs = [.. plan.Legs.Select(static leg => leg with { Ticker = leg.Ticker + "2" })],
        };
        return new OpenTrade(new TradeState { Plan = other, Phase = phase }, TradeAccount.Of(other, []), Money.FromDollars(3));
    }

    private void Granted(string check, GateView at, RiskLimits within)
    {
        GateVerdict verdict = Grant(at, within);
        Assert.True(verdict.Passed, $"{check}: {verdict.Check}, {verdict.Reason}");
    }

    private GateVerdict Grant(GateView at, RiskLimits within) => new RiskGate(within, flag).Grant(plan, at, isApprovedByPerson: false);

    private GateVerdict Approve(OrderIntent intent, TradeAccount account) => new RiskGate(limits, flag).Approve(intent, plan, account, view);
}
