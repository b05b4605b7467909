using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Closing;

/// <summary>The life of a trade whose baskets are being closed.</summary>
public sealed class ClosingCourses
{
    private readonly Held held = new();
    private readonly ClosingOffer offer;

    public ClosingCourses() => offer = Closings.Best(
        held.Plan, held.Account, held.Books([(54, 50)], [(48, 50)]), Some.Now, new ClosingRules(Money.Zero, Ratio.Zero))!;

    [Fact]
    public void Every_leg_is_sold_and_the_trade_ends_flat()
    {
        TradeState state = Wanted();
        foreach (LegChange change in offer.Terms.Changes)
        {
            OrderIntent intent = Order(See(state, [(54, 50)], [(48, 50)]), out state);
            Assert.Equal(
                (OrderPurpose.Unwind, true, change.Leg, TimeInForce.ImmediateOrCancel),
                (intent.Purpose, intent.ReduceOnly, intent.Leg, intent.TimeInForce));
            held.Orders.Add(Some.Done(intent, 1_000));
            state = Step(state, TradeSignal.OrderEnded);
        }

        TradeStep end = See(state, [], []);
        Assert.Equal(TradePhase.Flat, end.State.Phase);

        // 10.20 for what cost 8.70.
        Assert.Equal(Money.FromMicros(-1_500_000), held.Account.Spent);
    }

    [Fact]
    public void Nothing_is_sold_once_it_is_no_longer_worth_it()
    {
        TradeStep step = See(Wanted(), [(52, 50)], [(47, 50)]);
        Assert.DoesNotContain(step.Commands, static command => command is TradeCommand.Place);
        Assert.Equal(TradePhase.Complete, step.State.Phase);
        Assert.StartsWith("held on", step.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_sale_that_fills_nothing_leaves_the_trade_as_it_was()
    {
        OrderIntent intent = Order(See(Wanted(), [(54, 50)], [(48, 50)]), out TradeState state);
        held.Orders.Add(Some.Done(intent, 0));
        Assert.Equal(TradePhase.Complete, See(Step(state, TradeSignal.OrderEnded), [(54, 50)], [(48, 50)]).State.Phase);
    }

    [Fact]
    public void When_the_other_bid_is_gone_what_was_sold_is_bought_back_if_that_loses_less()
    {
        OrderIntent sold = Order(See(Wanted(), [(54, 50)], [(48, 50)]), out TradeState state);
        held.Orders.Add(Some.Done(sold, 1_000));
        state = Step(state, TradeSignal.OrderEnded);

        // Selling the other leg at 5 leaves 0.50, buying back at 60 leaves 10.00 - 6.00.
        OrderIntent back = Order(See(state, [(5, 50)], [(5, 50)]), out _);
        Assert.Equal((OrderPurpose.Complete, sold.Leg, false), (back.Purpose, back.Leg, back.ReduceOnly));
        held.Orders.Add(Some.Done(back, 1_000));
        Assert.Equal(TradePhase.Complete, See(Step(state, TradeSignal.OrderEnded), [(5, 50)], [(5, 50)]).State.Phase);
    }

    [Fact]
    public void What_is_closed_for_the_sake_of_time_is_not_bought_back()
    {
        // 9.00 now rather than 10.00 tomorrow; the other leg's bid of 45 is worth more than taking the first one back at 55.
        ClosingRules impatient = new(Money.Zero, Ratio.FromPartsPerMillion(100_000_000));
        ClosingOffer early = Closings.Best(
            held.Plan, held.Account, held.Books([(45, 50)], [(45, 50)]), Some.Now, impatient)!;
        Assert.True(early.IsWorth(impatient));
        TradeState state = TradeMachine.Step(held.State, new TradeInput(
            TradeSignal.Flatten, Some.Now, held.Account,
            Wish: new FlattenWish(Some.Now, early.Bound, 2 + early.Plan.MostOrders(), early.Terms))).State;
        OrderIntent sold = Order(Look(state, held.Views([(45, 50)], [(45, 50)], askA: 46, askB: 46), minutes: 0), out state);
        held.Orders.Add(Some.Done(sold, 1_000));
        state = Step(state, TradeSignal.OrderEnded);
        OrderIntent next = Order(Look(state, held.Views([(45, 50)], [(45, 50)], askA: 46, askB: 46), minutes: 0), out _);
        Assert.Equal((OrderPurpose.Unwind, 1 - sold.Leg), (next.Purpose, next.Leg));
    }

    [Fact]
    public void A_part_that_was_sold_is_matched_where_selling_all_is_worth_less()
    {
        OrderIntent sold = Order(See(Wanted(), [(54, 50)], [(48, 50)]), out TradeState state);
        held.Orders.Add(Some.Done(sold, 400));
        state = Step(state, TradeSignal.OrderEnded);

        // Four of the other leg at 48; the six baskets left pay 6.00 and would bring 5.40.
        OrderIntent next = Order(See(state, [(45, 50)], [(48, 4), (45, 50)]), out _);
        Assert.Equal((1 - sold.Leg, "4.00"), (next.Leg, next.Quantity.ToString()));
    }

    [Fact]
    public void Half_closed_and_stuck_it_calls_a_person()
    {
        OrderIntent sold = Order(See(Wanted(), [(54, 50)], [(48, 50)]), out TradeState state);
        held.Orders.Add(Some.Done(sold, 1_000));
        state = Step(state, TradeSignal.OrderEnded);
        TradeStep waits = Look(state, Nothing(), minutes: 1);
        Assert.Equal(TradeWait.Timer, waits.State.Wait);
        TradeStep end = Look(Step(waits.State, TradeSignal.Due, minutes: 20), Nothing(), minutes: 20);
        Assert.Equal(TradePhase.Residual, end.State.Phase);
        Assert.Contains(end.Commands, static command => command is TradeCommand.Tell { Kind: TradingEventKind.UnhedgedLeg });
    }

    [Fact]
    public void What_was_held_beyond_whole_baskets_is_sold_before_the_trade_is_left_exposed()
    {
        // Twelve of one leg beside ten of the other, 9.54; of both six are sold at 40, for the sake of time.
        TradePlan plan = held.Plan;
        held.Orders.Add(Some.Done(Some.Intent(plan, 1, contracts: 2) with { ClientOrderId = "more" }, 200));
        ClosingTerms terms = new(
            [new LegChange(0, Some.Contracts(10), Some.Contracts(4)), new LegChange(1, Some.Contracts(12), Some.Contracts(6))],
            Money.FromDollars(4));
        FlattenWish wish = new(Some.Now, Money.FromDollars(10), 3 + plan.MostOrders(), terms);
        TradeState state = TradeMachine.Step(
            held.State with { Placed = 3 }, new TradeInput(TradeSignal.Flatten, Some.Now, held.Account, Wish: wish)).State;
        held.Orders.Add(Some.Done(Some.Intent(plan, 0, OrderPurpose.Unwind, 6), 600));
        held.Orders.Add(Some.Done(Some.Intent(plan, 1, OrderPurpose.Unwind, 6), 600));
        state = state with { Placed = 5 };

        // Four baskets are sure to be paid 4.00, and 4.74 was paid for all.
        Assert.Equal(TradePhase.Residual, Look(state, Nothing(), minutes: 0).State.Phase);
        OrderIntent surplus = Order(See(state, [(40, 50)], [(40, 50)]), out state);
        Assert.Equal((OrderPurpose.Unwind, 1, "2.00"), (surplus.Purpose, surplus.Leg, surplus.Quantity.ToString()));
        held.Orders.Add(Some.Done(surplus, 200));
        Assert.Equal(TradePhase.Complete, See(Step(state, TradeSignal.OrderEnded), [(40, 50)], [(40, 50)]).State.Phase);
    }

    private Dictionary<string, MarketView> Nothing() => held.Plan.Legs.ToDictionary(
        static leg => leg.Ticker, static leg => Some.View(leg, [], []), StringComparer.Ordinal);

    private TradeState Wanted() => TradeMachine.Step(held.State, new TradeInput(
        TradeSignal.Flatten, Some.Now, held.Account,
        Wish: new FlattenWish(Some.Now, offer.Bound, held.State.Placed + offer.Plan.MostOrders(), offer.Terms))).State;

    private TradeStep See(TradeState state, (int, int)[] bidsA, (int, int)[] bidsB) => Look(state, held.Views(bidsA, bidsB), minutes: 0);

    private TradeStep Look(TradeState state, Dictionary<string, MarketView> views, int minutes) => TradeMachine.Step(
        state, new TradeInput(TradeSignal.Viewed, Some.Now.AddMinutes(minutes), held.Account, views));

    private TradeState Step(TradeState state, TradeSignal signal, int minutes = 0) =>
        TradeMachine.Step(state, new TradeInput(signal, Some.Now.AddMinutes(minutes), held.Account)).State;

    private static OrderIntent Order(TradeStep step, out TradeState state)
    {
        state = step.State;
        return Assert.IsType<TradeCommand.Place>(Assert.Single(step.Commands)).Intent;
    }
}
