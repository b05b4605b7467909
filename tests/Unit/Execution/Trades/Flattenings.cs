using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

/// <summary>Trades that a person wants flat.</summary>
public sealed class Flattenings
{
    // Ten pairs for 8.70: NO A at 45 and YES B at 42.
    private readonly TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
    private readonly List<OrderState> orders = [];

    public Flattenings()
    {
        orders.Add(Some.Done(Some.Intent(plan, 0), 1_000));
        orders.Add(Some.Done(Some.Intent(plan, 1), 1_000));
    }

    [Fact]
    public void The_quote_says_what_selling_and_what_holding_comes_to()
    {
        FlattenQuote quote = FlattenQuote.Of(plan, Account, Books(bidA: 43, bidB: 40));
        Assert.Equal("8.3000", quote.Proceeds.ToString());
        Assert.Equal("-0.4000", quote.ResultIfSold.ToString());
        Assert.Equal("1.3000", quote.ResultIfHeld.ToString());

        // With B sold and A not 8.70 - 4.00 are at stake, and a cent for each of the twenty contracts, and rounding.
        Assert.InRange(quote.Bound.Micros, 4_900_000, 4_901_000);
    }

    [Fact]
    public void Bids_far_below_the_best_are_left_and_a_book_without_bids_sells_nothing()
    {
        Dictionary<string, OrderBook> books = Books(bidA: 43, bidB: 40);
        books["A"] = Some.View(plan.Legs[0], asks: [(45, 10)], bids: [(43, 2), (22, 100)]).Book!;
        books.Remove("B");
        FlattenQuote quote = FlattenQuote.Of(plan, Account, books);
        Assert.Equal(["2.00", "0.00"], quote.Sales.Select(static sale => sale.Sold.ToString()));
    }

    [Fact]
    public void A_complete_trade_is_sold_leg_by_leg_and_ends_flat()
    {
        TradeState state = Wanted(Money.FromDollars(5));
        Assert.Equal((TradePhase.Unwinding, TradeWait.Views), (state.Phase, state.Wait));
        for (int sold = 0; sold < 2; sold++)
        {
            TradeStep step = See(state, bidA: 43, bidB: 40);
            OrderIntent intent = Assert.IsType<TradeCommand.Place>(Assert.Single(step.Commands)).Intent;
            Assert.Equal((OrderPurpose.Unwind, true, sold), (intent.Purpose, intent.ReduceOnly, intent.Leg));
            orders.Add(Some.Done(intent, 1_000));
            state = Step(step.State, TradeSignal.OrderEnded).State;
        }

        Assert.Equal(TradePhase.Flat, See(state, bidA: 43, bidB: 40).State.Phase);
    }

    [Fact]
    public void Nothing_is_sold_beyond_the_loss_that_was_agreed_to()
    {
        TradeState state = Wanted(Money.FromDollars(1));
        TradeStep step = See(state, bidA: 43, bidB: 40);
        Assert.Empty(step.Commands);
        Assert.Equal(TradeWait.Timer, step.State.Wait);
        TradeStep late = See(Step(step.State, TradeSignal.Due, minutes: 1).State, 43, 40, minutes: 1);
        Assert.Equal(TradePhase.Complete, late.State.Phase);
    }

    [Fact]
    public void What_nobody_bids_for_is_left_and_halts_nothing()
    {
        orders.Add(Some.Done(Some.Intent(plan, 1, OrderPurpose.Unwind), 1_000));
        Dictionary<string, MarketView> views = plan.Legs.ToDictionary(
            static leg => leg.Ticker, static leg => Some.View(leg, asks: [(45, 10)], bids: []), StringComparer.Ordinal);
        TradeState state = Wanted(Money.FromDollars(9));
        TradeStep step = TradeMachine.Step(state, new TradeInput(TradeSignal.Viewed, Some.Now.AddMinutes(1), Account, views));
        Assert.Equal(TradePhase.Residual, step.State.Phase);
        Assert.DoesNotContain(step.Commands, static command => command is TradeCommand.Tell { Kind: TradingEventKind.UnhedgedLeg });
    }

    [Fact]
    public void A_market_that_is_over_is_not_waited_for()
    {
        orders.Add(Some.Done(Some.Intent(plan, 0, OrderPurpose.Unwind), 1_000));
        TradeState state = Wanted(Money.FromDollars(9));
        MarketView over = Some.View(plan.Legs[1], asks: [], bids: []) with { Status = MarketStatus.Finalized };
        TradeStep step = TradeMachine.Step(state, new TradeInput(TradeSignal.Viewed, Some.Now, Account, new Dictionary<string, MarketView>
        {
            ["A"] = Some.View(plan.Legs[0], asks: [], bids: []),
            ["B"] = over,
        }));
        Assert.True(step.State.Phase.IsFinal());
    }

    private TradeAccount Account => TradeAccount.Of(plan, orders);

    private TradeState Wanted(Money bound)
    {
        TradeState ended = new() { Plan = plan, Phase = TradePhase.Complete, OpenedAt = Some.Now.AddDays(-3), EndedAt = Some.Now.AddDays(-3), Placed = 2 };
        return TradeMachine.Step(ended, new TradeInput(
            TradeSignal.Flatten, Some.Now, Account, Wish: new FlattenWish(Some.Now, bound, MostPlaced: 10))).State;
    }

    private TradeStep See(TradeState state, int bidA, int bidB, int minutes = 0) => TradeMachine.Step(
        state, new TradeInput(TradeSignal.Viewed, Some.Now.AddMinutes(minutes), Account, new Dictionary<string, MarketView>
        {
            ["A"] = Some.View(plan.Legs[0], asks: [(45, 10)], bids: [(bidA, 50)]),
            ["B"] = Some.View(plan.Legs[1], asks: [(42, 10)], bids: [(bidB, 50)]),
        }));

    private TradeStep Step(TradeState state, TradeSignal signal, int minutes = 0) =>
        TradeMachine.Step(state, new TradeInput(signal, Some.Now.AddMinutes(minutes), Account));

    private Dictionary<string, OrderBook> Books(int bidA, int bidB) => new(StringComparer.Ordinal)
    {
        ["A"] = Some.View(plan.Legs[0], asks: [(45, 10)], bids: [(bidA, 50)]).Book!,
        ["B"] = Some.View(plan.Legs[1], asks: [(42, 10)], bids: [(bidB, 50)]).Book!,
    };
}
