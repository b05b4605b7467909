using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Closing;

/// <summary>Legs that give way to cheaper claims with the same guarantee.</summary>
public sealed class RollOffers
{
    // A implies C, C implies B: NO C makes the same guarantee with YES B as NO A does.
    private static readonly Market A = Some.Market("A");
    private static readonly Market B = Some.Market("B");
    private static readonly Market C = Some.Market("C");
    private static readonly Relation Chain =
        new(RelationType.Threshold, [Claim.Yes(A), Claim.Yes(C), Claim.Yes(B)]) { Rule = "chain" };

    private static readonly ClosingRules Plain = new(Money.Zero, Ratio.Zero);
    private readonly Held held = new();

    [Fact]
    public void Of_a_pair_whatever_makes_a_guarantee_with_the_other_leg_is_a_candidate()
    {
        IReadOnlyList<RollCandidate> found = Rolls.Candidates(held.Plan, held.Account, [Chain]);
        Assert.Equal(
            [(Leg("A"), Claim.No(C)), (Leg("B"), Claim.Yes(C))],
            found.Select(static roll => (roll.Replaced, roll.By)).OrderBy(static roll => roll.By.Side == Side.Yes));
    }

    [Fact]
    public void Of_any_basket_whatever_a_leg_implies_is_a_candidate()
    {
        // YES B pays whenever B does, and so does YES D, which B implies.
        Market d = Some.Market("D");
        Relation wider = new(RelationType.Subset, [Claim.Yes(B), Claim.Yes(d)]) { Rule = "wider" };
        RollCandidate roll = Assert.Single(Rolls.Candidates(held.Plan, held.Account, [wider]));
        Assert.Equal((Leg("B"), Claim.Yes(d)), (roll.Replaced, roll.By));
    }

    [Fact]
    public void Soft_suspended_and_foreign_relations_roll_nothing()
    {
        Relation soft = new(RelationType.Implication, [Claim.Yes(B), Claim.Yes(C)]) { Rule = "r", Strength = Strength.Soft };
        Relation off = new(RelationType.Subset, [Claim.Yes(B), Claim.Yes(C)]) { Rule = "r", Status = RelationStatus.Suspended };
        Relation other = new(RelationType.Subset, [Claim.Yes(C), Claim.Yes(Some.Market("D"))]) { Rule = "r" };
        Assert.Empty(Rolls.Candidates(held.Plan, held.Account, [soft, off, other]));
    }

    [Fact]
    public void A_roll_brings_the_difference_and_keeps_the_payment()
    {
        ClosingOffer offer = Roll(askC: 47)!;

        // NO A sold at 54, NO C bought at 47.
        Assert.Equal(("10.00", "0.7000", "0.0000"), (offer.Units.ToString(), offer.Brings.ToString(), offer.GivesUp.ToString()));
        TradePlan rolled = offer.Plan;
        Assert.Equal(["chain", "rule"], rolled.Rules.Order(StringComparer.Ordinal));
        Assert.Equal(2, rolled.RelationIds.Count);
        Quantity[] after = [.. held.Account.Held, Some.Contracts(10)];
        after[Leg("A")] = Quantity.Zero;
        Assert.Equal(Money.FromDollars(10), rolled.Payoff.Guaranteed(after));
        Assert.True(rolled.Payoff.IsWhole(after));

        // Bought first: at worst NO A stays unsold beside it, 8.70 + 4.70 - 10.00, and the slack of twenty contracts.
        Assert.InRange(offer.Bound.Micros, 3_600_000, 3_700_000);
    }

    [Fact]
    public void A_claim_that_costs_more_than_the_leg_brings_is_not_rolled_into() => Assert.Null(Roll(askC: 55));

    [Fact]
    public void A_mixture_of_old_and_new_legs_pays_as_surely()
    {
        Payoff payoff = held.Plan.Payoff.Rolled(Leg("A"));
        Quantity[] mixed = new Quantity[3];
        mixed[Leg("A")] = Some.Contracts(3);
        mixed[Leg("B")] = Some.Contracts(8);
        mixed[2] = Some.Contracts(6);
        Assert.Equal((Some.Contracts(8), false), (payoff.WholeUnits(mixed), payoff.IsWhole(mixed)));
        Assert.Equal(Money.FromDollars(8), payoff.Guaranteed(mixed));
    }

    [Fact]
    public void The_new_leg_is_bought_whole_and_first_and_then_the_old_one_is_sold()
    {
        ClosingOffer offer = Roll(askC: 47)!;
        TradeState state = held.State with { Plan = offer.Plan };
        state = TradeMachine.Step(state, new TradeInput(
            TradeSignal.Flatten, Some.Now, Account(offer),
            Wish: new FlattenWish(Some.Now, offer.Bound, 2 + offer.Plan.MostOrders(), offer.Terms))).State;
        OrderIntent bought = Order(See(state, offer), out state);
        Assert.Equal((OrderPurpose.Open, TimeInForce.FillOrKill, "C", Side.No), (bought.Purpose, bought.TimeInForce, bought.Ticker, bought.Side));
        held.Orders.Add(Some.Done(bought, 1_000));
        state = TradeMachine.Step(state, new TradeInput(TradeSignal.OrderEnded, Some.Now, Account(offer))).State;
        OrderIntent sold = Order(See(state, offer), out state);
        Assert.Equal((OrderPurpose.Unwind, "A", true), (sold.Purpose, sold.Ticker, sold.ReduceOnly));
        held.Orders.Add(Some.Done(sold, 1_000));
        state = TradeMachine.Step(state, new TradeInput(TradeSignal.OrderEnded, Some.Now, Account(offer))).State;
        Assert.Equal(TradePhase.Complete, See(state, offer).State.Phase);
    }

    private TradeAccount Account(ClosingOffer offer) => TradeAccount.Of(offer.Plan, held.Orders);

    private TradeStep See(TradeState state, ClosingOffer offer)
    {
        Dictionary<string, MarketView> views = held.Views([(54, 50)], [(40, 50)]);
        views["C"] = Some.View(offer.Plan.Legs[^1], [(47, 50)], [(40, 50)]);
        return TradeMachine.Step(state, new TradeInput(TradeSignal.Viewed, Some.Now, Account(offer), views));
    }

    private ClosingOffer? Roll(int askC)
    {
        Dictionary<string, OrderBook> books = held.Books([(54, 50)], [(40, 50)]);
        books["C"] = OrderBook.Create(Some.Levels((100 - askC, 50)), Some.Levels((40, 50)), Some.Now);
        return Rolls.Best(
            held.Plan, held.Account, new RollCandidate(Leg("A"), Claim.No(C), Chain), Some.NoFees, books, Some.Now, Plain);
    }

    private int Leg(string ticker) => held.Plan.Legs.Select(static leg => leg.Ticker).ToList().IndexOf(ticker);

    private static OrderIntent Order(TradeStep step, out TradeState state)
    {
        state = step.State;
        return Assert.IsType<TradeCommand.Place>(Assert.Single(step.Commands)).Intent;
    }
}
