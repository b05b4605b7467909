using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Closing;

/// <summary>The gate before held baskets are closed or rolled.</summary>
public sealed class ClosingGates
{
    private readonly FakeHaltFlag flag = new();
    private readonly Held held = new();
    private readonly ClosingOffer offer;
    private readonly RiskLimits limits = new() { ApproveFirstTrades = 0, MaxRiskPerTrade = Ratio.FromPartsPerMillion(200_000) };
    private GateView view;

    public ClosingGates()
    {
        offer = Closings.Best(
            held.Plan, held.Account, held.Books([(54, 50)], [(48, 50)]), Some.Now, new ClosingRules(Money.Zero, Ratio.Zero))!;
        view = new GateView
        {
            Now = Some.Now,
            IsReconciled = true,
            Trades = [new OpenTrade(held.State, held.Account, Money.FromMicros(8_700_000))],
            ClosedMarkets = new HashSet<string>(StringComparer.Ordinal),
            Views = new Dictionary<string, MarketView>(StringComparer.Ordinal),
            Holdings = Holdings(10),
            Cash = new Dictionary<int, Money> { [0] = Money.FromDollars(100) },
            Equity = Money.FromDollars(100),
            DayLoss = Money.Zero,
            RecentOrders = 0,
            WasUsed = static _ => false,
            TradesOfRelations = new Dictionary<string, int>(StringComparer.Ordinal),
        };
    }

    [Fact]
    public void What_breaks_no_limit_is_granted_also_while_reducing()
    {
        Assert.True(Grant(offer).Passed, Grant(offer).Reason);
        flag.Set(new TradingModeState(TradingMode.Reducing, "", Some.Now));
        Assert.True(Grant(offer).Passed);
        flag.Set(new TradingModeState(TradingMode.Halted, "", Some.Now));
        Assert.Equal("mode", Grant(offer).Check);
    }

    [Fact]
    public void The_net_position_must_have_the_legs_side_and_size()
    {
        view = view with { Holdings = Holdings(9) };
        Assert.Equal("net position", Grant(offer).Check);
        view = view with { Holdings = null };
        Assert.Equal("net position", Grant(offer).Check);
        view = view with { Holdings = Holdings(10, side: Side.Yes) };
        Assert.Equal("net position", Grant(offer).Check);
        view = view with { Holdings = Holdings(10, trade: "another") };
        Assert.Equal("net position", Grant(offer).Check);
    }

    [Fact]
    public void What_may_be_lost_more_than_by_holding_stays_within_the_limits()
    {
        view = view with { Equity = Money.FromDollars(20) };
        Assert.Equal("risk per trade", Grant(offer).Check);
        view = view with { Equity = Money.FromDollars(100), DayLoss = Money.FromDollars(46) };
        Assert.Equal("daily loss", Grant(offer).Check);
        view = view with { DayLoss = null };
        Assert.Equal("daily loss", Grant(offer).Check);
    }

    [Fact]
    public void An_offer_for_other_holdings_is_refused()
    {
        held.Orders.Add(Some.Done(Some.Intent(held.Plan, 0, OrderPurpose.Unwind, contracts: 1), 100));
        Assert.Equal("held", Grant(offer).Check);
    }

    [Fact]
    public void A_roll_passes_the_limits_on_new_risk()
    {
        Relation chain = new(RelationType.Subset, [Claim.Yes(Some.Market("C")), Claim.Yes(Some.Market("B"))]) { Rule = "chain" };
        Dictionary<string, OrderBook> books = held.Books([(54, 50)], [(40, 50)]);
        books["C"] = OrderBook.Create(Some.Levels((53, 50)), Some.Levels((40, 50)), Some.Now);
        int leg = held.Plan.Legs[0].Ticker == "A" ? 0 : 1;
        ClosingOffer roll = Rolls.Best(
            held.Plan, held.Account, new RollCandidate(leg, Claim.No(Some.Market("C")), chain), Some.NoFees, books, Some.Now,
            new ClosingRules(Money.Zero, Ratio.Zero))!;
        Assert.True(Grant(roll).Passed, Grant(roll).Reason);
        RefusesNewLeg(roll, view with { ClosedMarkets = new HashSet<string>(StringComparer.Ordinal) { "C" } });
        RefusesNewLeg(roll, view with { Cash = new Dictionary<int, Money> { [0] = Money.FromDollars(4) } });
        RefusesNewLeg(roll, view with { Cash = null });
        Assert.Equal("new leg", new RiskGate(limits with { MaxContracts = Quantity.FromContracts(9) }, flag)
            .Grant(roll, held.State, held.Account, view, isApprovedByPerson: true).Check);
        Assert.Equal("new leg", new RiskGate(limits with { MaxCapitalAtRisk = Money.FromDollars(12) }, flag)
            .Grant(roll, held.State, held.Account, view, isApprovedByPerson: true).Check);
        Assert.Equal("new leg", new RiskGate(limits with { ApproveFirstTrades = 1 }, flag)
            .Grant(roll, held.State, held.Account, view, isApprovedByPerson: false).Check);
        flag.Set(new TradingModeState(TradingMode.Reducing, "", Some.Now));
        Assert.Equal("mode", Grant(roll).Check);
    }

    private void RefusesNewLeg(ClosingOffer roll, GateView other) => Assert.Equal("new leg", new RiskGate(limits, flag)
        .Grant(roll, held.State, held.Account, other, isApprovedByPerson: true).Check);

    private GateVerdict Grant(ClosingOffer wanted) =>
        new RiskGate(limits, flag).Grant(wanted, held.State, held.Account, view, isApprovedByPerson: true);

    private static Dictionary<string, Holding> Holdings(int contractsOfA, Side side = Side.No, string trade = "T1") => new(StringComparer.Ordinal)
    {
        ["A"] = new Holding(trade, side, Some.Contracts(contractsOfA), Money.FromMicros(4_500_000)),
        ["B"] = new Holding("T1", Side.Yes, Some.Contracts(10), Money.FromMicros(4_200_000)),
    };
}
