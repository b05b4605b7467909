using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class TradeLives
{
    private readonly TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
    private readonly List<OrderState> orders = [];
    private TradeState state;
    private DateTimeOffset now = Some.Now;

    public TradeLives() => state = new TradeState { Plan = plan };

    [Fact]
    public void The_leg_that_is_thin_and_dear_to_leave_comes_first() =>
        // Both are as thin; leaving A costs 45 - 43, leaving B 42 - 40: equal, so the given order stands.
        Assert.Equal(["A", "B"], plan.Legs.Select(static leg => leg.Ticker));

    [Fact]
    public void A_trade_buys_its_legs_one_after_the_other_and_ends_complete()
    {
        Assert.IsType<TradeCommand.Look>(Assert.Single(Signal(TradeSignal.Grant)));
        OrderIntent first = Placed(View());
        Assert.Equal((OrderPurpose.Open, TimeInForce.FillOrKill, 0), (first.Purpose, first.TimeInForce, first.Leg));
        Assert.Equal(Some.Contracts(10), first.Quantity);
        End(first, 1_000);

        OrderIntent second = Placed(View());
        Assert.Equal((OrderPurpose.Continue, TimeInForce.ImmediateOrCancel, 1), (second.Purpose, second.TimeInForce, second.Leg));
        Assert.Equal(Some.Contracts(10), second.Quantity);
        End(second, 1_000);

        View();
        Assert.Equal(TradePhase.Complete, state.Phase);
    }

    [Fact]
    public void A_first_leg_that_is_killed_leaves_nothing_and_ends_flat()
    {
        Signal(TradeSignal.Grant);
        OrderIntent first = Placed(View());
        orders.Add(Some.Sent(first) with { Phase = OrderPhase.Rejected, Rejection = RejectionKind.Killed });
        Signal(TradeSignal.OrderEnded);
        View();
        Assert.Equal(TradePhase.Flat, state.Phase);
    }

    [Fact]
    public void An_edge_that_is_gone_before_the_first_order_sends_none()
    {
        Signal(TradeSignal.Grant);
        Assert.DoesNotContain(View(askA: 57), static command => command is TradeCommand.Place);
        Assert.Equal(TradePhase.Flat, state.Phase);
        Assert.Empty(orders);
    }

    [Fact]
    public void Less_on_offer_means_fewer_baskets()
    {
        Signal(TradeSignal.Grant);
        OrderIntent first = Placed(View(sizeB: 4));
        Assert.Equal(Some.Contracts(4), first.Quantity);
    }

    [Fact]
    public void What_the_second_leg_misses_is_bought_when_that_loses_less_than_selling()
    {
        Signal(TradeSignal.Grant);
        End(Placed(View()), 1_000);
        End(Placed(View()), 600);

        // 4 B at 56 make baskets worth 4.00 for 2.24, a net 1.76; selling 4 A at 43 brings 1.72.
        OrderIntent third = Placed(View(askB: 56));
        Assert.Equal((OrderPurpose.Complete, 1, Some.Contracts(4)), (third.Purpose, third.Leg, third.Quantity));
        Assert.Equal(TradePhase.Completing, state.Phase);
    }

    [Fact]
    public void What_the_second_leg_misses_is_sold_when_buying_loses_more_and_stays_so()
    {
        Signal(TradeSignal.Grant);
        End(Placed(View()), 1_000);
        End(Placed(View()), 600);

        // 4 B at 58 net 1.68, selling 4 A at 43 brings 1.72: but a book may come back, so not at once.
        Assert.Empty(View(askB: 58));
        Assert.Equal(TradeWait.Timer, state.Wait);
        Wait(2);
        Assert.Empty(View(askB: 58));
        Wait(2);
        OrderIntent sale = Placed(View(askB: 58));
        Assert.Equal((OrderPurpose.Unwind, 0, Side.Yes, Some.Contracts(4), true),
            (sale.Purpose, sale.Leg, sale.Side, sale.Quantity, sale.ReduceOnly));
        Assert.Equal(Some.Cents(57), sale.LimitPrice);
        End(sale, 400);

        // Whole baskets are left, and nothing is bought back.
        View();
        Assert.Equal(TradePhase.Complete, state.Phase);
        Assert.Equal([Some.Contracts(6), Some.Contracts(6)], TradeAccount.Of(plan, orders).Held);
    }

    [Fact]
    public void With_no_way_out_it_waits_and_then_stays_within_its_bound_and_tells()
    {
        Signal(TradeSignal.Grant);
        End(Placed(View()), 1_000);
        for (int minute = 0; minute < 9; minute++)
        {
            Assert.Empty(View(bidA: 0, askB: 0));
            Wait(60);
        }

        now += TimeSpan.FromSeconds(61);
        IReadOnlyList<TradeCommand> last = View(bidA: 0, askB: 0);
        Assert.Equal(TradePhase.Residual, state.Phase);
        Assert.Contains(last, static command => command is TradeCommand.Tell { Kind: TradingEventKind.UnhedgedLeg });
        Assert.True(TradeAccount.Of(plan, orders).WorstLoss(plan) <= plan.Losses.ExecutionBound);
    }

    [Fact]
    public void While_an_order_is_not_known_nothing_else_is_done()
    {
        Signal(TradeSignal.Grant);
        OrderIntent first = Placed(View());
        orders.Add(Some.Sent(first) with { Phase = OrderPhase.Unknown });
        Assert.Empty(Signal(TradeSignal.Restart));
        Assert.Equal(TradeWait.Order, state.Wait);
        now += TimeSpan.FromHours(1);
        Assert.Empty(Signal(TradeSignal.Due));
        Assert.Equal(TradePhase.Working, state.Phase);
    }

    [Fact]
    public void A_denied_opening_ends_the_trade_and_a_denied_hedge_does_not()
    {
        Signal(TradeSignal.Grant);
        OrderIntent first = Placed(View());
        orders.Add(Some.Sent(first) with { Phase = OrderPhase.Denied });
        TradeState before = state;
        Signal(TradeSignal.OrderDenied, "book");
        Assert.Equal(TradePhase.Flat, state.Phase);

        state = before;
        orders.Clear();
        End(first, 1_000);
        OrderIntent second = Placed(View());
        orders.Add(Some.Sent(second) with { Phase = OrderPhase.Denied });
        Signal(TradeSignal.OrderDenied, "book");
        Assert.Equal(TradeWait.Timer, state.Wait);
    }

    [Fact]
    public void It_ends_only_when_every_fill_is_read()
    {
        Signal(TradeSignal.Grant);
        End(Placed(View()), 1_000);
        OrderIntent second = Placed(View());
        orders.Add(Some.Done(second, 1_000) with { Fills = [] });
        Signal(TradeSignal.OrderEnded);
        View();
        Assert.Equal((TradePhase.Balanced, TradeWait.Fills), (state.Phase, state.Wait));
        orders[^1] = Some.Done(second, 1_000);
        Signal(TradeSignal.Booked);
        Assert.Equal(TradePhase.Complete, state.Phase);
    }

    [Fact]
    public void No_two_orders_bear_one_id()
    {
        Signal(TradeSignal.Grant);
        List<string> ids = [];
        OrderIntent first = Placed(View());
        ids.Add(first.ClientOrderId);
        End(first, 1_000);
        for (int i = 0; i < 5; i++)
        {
            OrderIntent next = Placed(View());
            ids.Add(next.ClientOrderId);
            orders.Add(Some.Sent(next) with { Phase = i % 2 == 0 ? OrderPhase.Denied : OrderPhase.Rejected });
            Signal(i % 2 == 0 ? TradeSignal.OrderDenied : TradeSignal.OrderEnded);
            if (i % 2 == 0)
            {
                Wait(2);
            }
        }

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_briefs_policy_lets_the_first_leg_rest_and_pays_a_cent_more_for_the_second()
    {
        TradePlan brief = Some.Plan(Some.Pair(fees: Some.NoFees) with { Policy = TradePolicy.Brief });
        state = new TradeState { Plan = brief };
        Signal(TradeSignal.Grant);
        OrderIntent first = Placed(View());
        Assert.Equal((TimeInForce.GoodTillCanceled, Some.Now.AddSeconds(30)), (first.TimeInForce, first.ExpiresAt));
        End(first, 1_000);
        OrderIntent second = Placed(View(sizeB: 1));
        Assert.Equal((Some.Cents(43), Some.Contracts(10)), (second.LimitPrice, second.Quantity));
    }

    private IReadOnlyList<TradeCommand> Signal(TradeSignal signal, string reason = "", Dictionary<string, MarketView>? views = null)
    {
        TradeStep step = TradeMachine.Step(state, new TradeInput(signal, now, TradeAccount.Of(state.Plan, orders), views, reason));
        state = step.State;
        return step.Commands;
    }

    /// <summary>Shows the books: A's NO is asked at 45 and bid at 43, B's YES asked at 42 and bid at 40, unless said otherwise.</summary>
    private IReadOnlyList<TradeCommand> View(int askA = 45, int bidA = 43, int askB = 42, int sizeB = 50)
    {
        PlanLeg a = state.Plan.Legs.First(static leg => leg.Ticker == "A");
        PlanLeg b = state.Plan.Legs.First(static leg => leg.Ticker == "B");
        return Signal(TradeSignal.Viewed, views: new Dictionary<string, MarketView>(StringComparer.Ordinal)
        {
            ["A"] = Some.View(a, [(askA, 50)], bidA > 0 ? [(bidA, 50)] : [], now),
            ["B"] = Some.View(b, askB > 0 ? [(askB, sizeB)] : [], [], now),
        });
    }

    private static OrderIntent Placed(IReadOnlyList<TradeCommand> commands) =>
        Assert.IsType<TradeCommand.Place>(Assert.Single(commands)).Intent;

    private void End(OrderIntent intent, int filledHundredths)
    {
        orders.Add(Some.Done(intent, filledHundredths));
        Assert.IsType<TradeCommand.Look>(Assert.Single(Signal(TradeSignal.OrderEnded)));
    }

    private void Wait(int seconds)
    {
        now += TimeSpan.FromSeconds(seconds);
        Assert.IsType<TradeCommand.Look>(Assert.Single(Signal(TradeSignal.Due)));
    }
}
