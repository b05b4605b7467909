using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Execution.Gate;

public sealed class GateChecks
{
    private readonly FakeHaltFlag flag = new();
    private TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
    private GateView view;
    private RiskLimits limits = new() { ApproveFirstTrades = 0, MaxRiskPerTrade = Ratio.FromPartsPerMillion(200_000) };

    public GateChecks() => view = new GateView
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

    // contracts, capital in dollars, trades made; granted
    [InlineData(5, 100, 0, true)]
    [InlineData(6, 100, 0, false)]
    [InlineData(5, 4, 0, false)]
    [InlineData(6, 4, 50, true)]
    [Theory]
    public void The_first_trades_of_an_account_stay_small(int contracts, int dollars, int made, bool granted)
    {
        RiskLimits small = new() { First = new FirstTradeLimits(50, Quantity.FromContracts(5), Money.FromDollars(dollars)) };
        Assert.Equal(granted, TradeGrants.First(Some.Plan(Some.Pair(contracts)), small, view with { TradesMade = made }) is null);
    }

    [Fact]
    public void What_breaks_no_limit_is_granted_and_approved()
    {
        Assert.True(Grant().Passed);
        GateVerdict verdict = Approve(Some.Intent(plan));
        Assert.True(verdict.Passed, verdict.Reason);
        Assert.Equal(Some.Now.AddSeconds(2), verdict.Order!.SendBy);
    }

    [Fact]
    public void Every_check_is_written_down_up_to_the_one_that_refused()
    {
        Assert.All(Grant().Decisions, static decision => Assert.True(decision.Passed));
        view = view with { Equity = null };
        GateVerdict refused = Grant();
        Assert.Equal("risk per trade", refused.Check);
        Assert.Equal("risk per trade", refused.Decisions[^1].Check);
        Assert.False(refused.Decisions[^1].Passed);
        Assert.All(refused.Decisions.SkipLast(1), static decision => Assert.True(decision.Passed));
    }

    [Fact]
    public void What_is_not_known_refuses_a_trade()
    {
        RefusesGrant("risk per trade", view with { Equity = null });
        RefusesGrant("cash", view with { Cash = null });
        RefusesGrant("daily loss", view with { DayLoss = null });
        RefusesGrant("reconciled", view with { IsReconciled = false });
    }

    [Fact]
    public void Each_limit_refuses_a_trade_by_name()
    {
        // Ten baskets without fees: 4.50 and 4.20, 4.50 at risk before the second leg, 8.70 in all.
        RefusesGrant("tier", limits with { Tiers = [Tier.Reviewed] });
        RefusesGrant("tier", limits with { Series = new HashSet<string>(StringComparer.Ordinal) { "OTHER" } });
        RefusesGrant("first of a relation", limits with { ApproveFirstTrades = 1 });
        RefusesGrant("contracts", limits with { MaxContracts = Quantity.FromHundredths(999) });
        RefusesGrant("open trades", limits with { MaxOpenTrades = 0 });
        RefusesGrant("risk per trade", limits with { MaxRiskPerTrade = Ratio.FromPartsPerMillion(80_000) });
        RefusesGrant("capital at risk", limits with { MaxCapitalAtRisk = Money.FromDollars(8) });
        RefusesGrant("rule cap", limits with { MaxPerRule = Money.FromDollars(8) });
        RefusesGrant("event cap", limits with { MaxPerEvent = Money.FromDollars(8) });
        RefusesGrant("daily loss", limits with { MaxDailyLoss = Money.FromDollars(4) });
        RefusesGrant("cash", view with { Cash = new Dictionary<int, Money> { [1] = Money.FromDollars(100) } });
    }

    [Fact]
    public void A_cash_refusal_says_how_much_to_move_where()
    {
        view = view with { Cash = new Dictionary<int, Money> { [0] = Money.FromDollars(5) } };
        string reason = Grant().Reason;
        Assert.Contains("shard 0", reason, StringComparison.Ordinal);
        Assert.Contains("move", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_trades_of_a_relation_need_a_person_however_old_its_rule_is()
    {
        limits = limits with { ApproveFirstTrades = 3 };
        Assert.False(Grant().Passed);
        Assert.True(new RiskGate(limits, flag).Grant(plan, view, isApprovedByPerson: true).Passed);

        // Another relation of the same rule was traded often: nothing is known of this one by that.
        Traded("another", 100);
        Assert.Contains($"relation {plan.RelationIds[0]} had 0 trades", Grant().Reason, StringComparison.Ordinal);
        Traded(plan.RelationIds[0], 2);
        Assert.Contains("had 2 trades: the first 3 need a person", Grant().Reason, StringComparison.Ordinal);
        Traded(plan.RelationIds[0], 3);
        Assert.True(Grant().Passed);
    }

    [Fact]
    public void A_plan_that_names_no_relation_needs_a_person()
    {
        plan = plan with { RelationIds = [] };
        Assert.True(Grant().Passed);
        limits = limits with { ApproveFirstTrades = 1 };
        Assert.Equal("first of a relation", Grant().Check);
        Assert.True(new RiskGate(limits, flag).Grant(plan, view, isApprovedByPerson: true).Passed);
    }

    private void Traded(string relation, int times) =>
        view = view with { TradesOfRelations = new Dictionary<string, int>(StringComparer.Ordinal) { [relation] = times } };

    [Fact]
    public void A_market_belongs_to_one_trade_and_to_nobody_else()
    {
        TradePlan other = Some.Plan(id: "T0");
        OpenTrade open = new(new TradeState { Plan = other, Phase = TradePhase.Complete }, TradeAccount.Of(other, []), Money.FromDollars(1));
        RefusesGrant("markets", view with { Trades = [open] });
        RefusesGrant("markets", view with { ClosedMarkets = new HashSet<string>(StringComparer.Ordinal) { "B" } });
        Refuses("own market", Some.Intent(plan), view with { Trades = [open] });
        Refuses("own market", Some.Intent(plan), view with { ClosedMarkets = new HashSet<string>(StringComparer.Ordinal) { "A" } });
    }

    [Fact]
    public void The_mode_decides_what_may_be_sent()
    {
        flag.State = new TradingModeState(TradingMode.Reducing, "by hand", Some.Now);
        Assert.Equal("mode", Grant().Check);
        Assert.Equal("mode", Approve(Some.Intent(plan)).Check);
        Assert.True(Approve(Some.Intent(plan, purpose: OrderPurpose.Continue)).Passed);
        flag.State = new TradingModeState(TradingMode.Halted, "by hand", Some.Now);
        Assert.Equal("mode", Approve(Some.Intent(plan, purpose: OrderPurpose.Continue)).Check);
    }

    [Fact]
    public void Each_doubt_about_the_market_refuses_an_order()
    {
        OrderIntent intent = Some.Intent(plan);
        RefusesIn("market state", market => market with { Status = MarketStatus.Inactive });
        RefusesIn("market state", market => market with { CloseTime = Some.Now.AddSeconds(9) });
        RefusesIn("book", market => market with { Book = null });
        RefusesIn("book", market => market with { Doubt = "a gap" });
        RefusesIn("book", market => market with { Book = OrderBook.Create(market.Book!.YesBids, market.Book.NoBids, Some.Now.AddSeconds(-2)) });
        RefusesIn("book", market => market with { Book = OrderBook.Create(market.Book!.YesBids, market.Book.NoBids, Some.Now.AddSeconds(1)) });
        RefusesIn("book", market => market with { Book = OrderBook.Create(Some.Levels((60, 1)), Some.Levels((41, 1)), Some.Now) });
        RefusesIn("collar", market => market with { Book = OrderBook.Create(Some.Levels((76, 50)), Some.Levels((10, 5)), Some.Now) });
        Refuses("market state", intent, view with { Views = new Dictionary<string, MarketView>(StringComparer.Ordinal) });
    }

    [Fact]
    public void An_order_that_is_not_what_its_leg_asks_for_smells_of_malfunction()
    {
        OrderIntent intent = Some.Intent(plan);
        foreach (OrderIntent wrong in new[]
        {
            intent with { Side = Side.Yes }, intent with { Ticker = "B" }, intent with { ReduceOnly = true },
            intent with { Leg = 2 }, intent with { Shard = 3 }, intent with { Subaccount = 1 },
        })
        {
            GateVerdict verdict = Approve(wrong);
            Assert.Equal(("wire", true), (verdict.Check, verdict.IsMalfunction));
        }
    }

    [Fact]
    public void An_id_used_before_and_a_flood_of_orders_smell_of_malfunction()
    {
        view = view with { WasUsed = static _ => true };
        Assert.Equal(("duplicate", true), (Approve(Some.Intent(plan)).Check, Approve(Some.Intent(plan)).IsMalfunction));
        view = view with { WasUsed = static _ => false, RecentOrders = 60 };
        Assert.Equal(("throttle", true), (Approve(Some.Intent(plan)).Check, Approve(Some.Intent(plan)).IsMalfunction));
    }

    [Fact]
    public void Sizes_prices_and_losses_stay_within_the_plan()
    {
        Assert.Equal("size", Approve(Some.Intent(plan, contracts: 11)).Check);
        Assert.Equal("size", Approve(Some.Intent(plan, contracts: 0)).Check);
        Assert.Equal("size", Approve(Some.Intent(plan, purpose: OrderPurpose.Unwind, contracts: 1)).Check);
        Assert.Equal("grid", Approve(Some.Intent(plan) with { LimitPrice = Price.FromTicks(4_501) }).Check);
        Assert.Equal("bound", Approve(Some.Intent(plan) with { LimitPrice = Some.Cents(50) }).Check);
        view = view with { Cash = new Dictionary<int, Money> { [0] = Money.FromDollars(4) } };
        Assert.Equal("cash", Approve(Some.Intent(plan)).Check);
    }

    [Fact]
    public void One_order_of_a_trade_is_under_way_at_a_time()
    {
        TradeAccount account = TradeAccount.Of(plan, [Some.Sent(Some.Intent(plan, contracts: 1))]);
        OrderIntent next = Some.Intent(plan, purpose: OrderPurpose.Continue, contracts: 1) with { ClientOrderId = "next" };
        Assert.Equal("one at a time", new RiskGate(limits, flag).Approve(next, plan, account, view).Check);
    }

    [Fact]
    public void Nothing_but_the_gate_makes_an_approved_order()
    {
        string[] makers = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => File.ReadAllText(file).Contains("new ApprovedOrder(", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file))];
        Assert.Equal(["RiskGate.cs"], makers);
    }

    private GateVerdict Grant() => new RiskGate(limits, flag).Grant(plan, view, isApprovedByPerson: false);

    private GateVerdict Approve(OrderIntent intent) =>
        new RiskGate(limits, flag).Approve(intent, plan, TradeAccount.Of(plan, []), view);

    private void RefusesGrant(string check, GateView other) =>
        Assert.Equal(check, new RiskGate(limits, flag).Grant(plan, other, isApprovedByPerson: false).Check);

    private void RefusesGrant(string check, RiskLimits other) =>
        Assert.Equal(check, new RiskGate(other, flag).Grant(plan, view, isApprovedByPerson: false).Check);

    private void Refuses(string check, OrderIntent intent, GateView other) =>
        Assert.Equal(check, new RiskGate(limits, flag).Approve(intent, plan, TradeAccount.Of(plan, []), other).Check);

    private void RefusesIn(string check, Func<MarketView, MarketView> change)
    {
        Dictionary<string, MarketView> views = view.Views.ToDictionary(
            static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        views["A"] = change(views["A"]);
        Refuses(check, Some.Intent(plan), view with { Views = views });
    }
}
