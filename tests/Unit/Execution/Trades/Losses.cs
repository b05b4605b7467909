using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class Losses
{
    [Fact]
    public void A_pair_can_lose_its_first_leg_and_the_rounding_of_every_order()
    {
        // Ten NO A at 45 are $4.50 and then nothing is sure; fourteen orders may each round by $0.0001.
        TradeLosses losses = Some.Plan(Some.Pair(fees: Some.NoFees)).Losses;
        Assert.Equal("4.5015", losses.ExecutionBound.ToString());

        // Of the four and a half dollars, ten sold at 43 bring back 4.30.
        Assert.Equal("0.2001", losses.LikelyUnwind?.ToString());

        // Both legs are $8.70 and $0.0002 of rounding; a void leg returns its cost and the other may pay nothing.
        Assert.Equal("8.7002", losses.Scalar.ToString());
        Assert.Equal("4.5002", losses.OneLegVoid.ToString());
        Assert.Equal("8.7002", losses.RelationWrong.ToString());
    }

    [Fact]
    public void An_unknown_last_price_leaves_that_case_unknown()
    {
        PlanRequest request = Some.Pair();
        Market market = request.Legs[0].Claim.Market;
        Market quiet = new()
        {
            Ticker = market.Ticker,
            EventTicker = market.EventTicker,
            TickGrid = market.TickGrid,
            ExchangeIndex = 0,
        };
        RequestLeg[] legs = [request.Legs[0] with { Claim = Claim.No(quiet) }, request.Legs[1]];
        Assert.NotNull(Some.Plan(request).Losses.LastPrice);
        Assert.Null(Some.Plan(request with { Legs = legs }).Losses.LastPrice);
    }

    [Fact]
    public void Without_bids_the_likely_loss_is_not_known_and_never_zero()
    {
        PlanRequest request = Some.Pair();
        RequestLeg[] legs = [.. request.Legs.Select(static leg => leg with { Bids = null })];
        Assert.Null(Some.Plan(request with { Legs = legs }).Losses.LikelyUnwind);
    }

    [Fact]
    public void The_bound_covers_every_partial_fill_of_every_leg_at_any_better_price()
    {
        // Legs before k are filled wholly, leg k by any part, each at its limit or better with any fee up to the bound.
        Gen.Select(Gen.Int[2, 5], Gen.Int[5, 90].Array[5], Gen.Int[1, 40], Gen.Int[0, 4], Gen.Int[0, 100], Gen.Int[0, 5].Array[5])
            .Sample((count, cents, contracts, k, percent, better) =>
            {
                TradePlan plan = Exclusive(count, cents, contracts);
                int last = Math.Min(k, count - 1);
                Money spent = Money.Zero;
                Quantity[] held = new Quantity[count];
                for (int leg = 0; leg <= last; leg++)
                {
                    long part = leg < last ? 100 : percent;
                    held[leg] = Quantity.FromHundredths(contracts * part);
                    Price price = Price.FromTicks(Math.Max(100, plan.Legs[leg].Limit.Ticks - (better[leg] * 100)));
                    spent += (price * held[leg]) + OrderFee.Bound(Some.Fees, MemberKind.Direct, [new BookLevel(price, held[leg])]);
                }

                // Of NO claims of which at most one is wrong, all but the greatest are paid.
                long sum = held.Sum(static one => one.Hundredths);
                long greatest = held.Max(static one => one.Hundredths);
                Money paid = Money.FromMicros((sum - greatest) * 10_000);
                Assert.True(spent - paid <= plan.Losses.ExecutionBound, $"{spent} - {paid} > {plan.Losses.ExecutionBound}");
            }, iter: 2_000);
    }

    [Fact]
    public void An_order_under_way_counts_at_its_worst()
    {
        TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
        OrderIntent first = Some.Intent(plan, 0);
        OrderIntent second = Some.Intent(plan, 1);
        TradeAccount nothing = TradeAccount.Of(plan, []);
        TradeAccount half = TradeAccount.Of(plan, [Some.Done(first, 1_000)]);
        TradeAccount open = TradeAccount.Of(plan, [Some.Done(first, 1_000), Some.Sent(second)]);

        Assert.Equal(Money.Zero, nothing.WorstLoss(plan));
        Assert.Equal("4.5001", nothing.WorstLoss(plan, first).ToString());
        Assert.Equal("4.5000", half.WorstLoss(plan).ToString());

        // Whatever of the second leg fills only helps; it may fill nothing and still round.
        Assert.Equal("4.5001", half.WorstLoss(plan, second).ToString());
        Assert.Equal("4.5001", open.WorstLoss(plan).ToString());
        Assert.True(open.HasOpenOrder);

        // Both filled: 8.70 for 10.
        Assert.Equal("-1.3000", TradeAccount.Of(plan, [Some.Done(first, 1_000), Some.Done(second, 1_000)]).WorstLoss(plan).ToString());
    }

    [Fact]
    public void Fills_reported_and_not_yet_read_count_at_the_limit_with_the_greatest_fee()
    {
        TradePlan plan = Some.Plan();
        OrderIntent first = Some.Intent(plan, 0);
        OrderState reported = Some.Done(first, 1_000) with { Fills = [] };
        Money worst = TradeAccount.Of(plan, [reported]).Spent;
        Money exact = TradeAccount.Of(plan, [Some.Done(first, 1_000, Money.FromMicros(170_600))]).Spent;
        Assert.True(worst > exact);
        Assert.False(TradeAccount.Of(plan, [reported]).IsBooked);
    }

    private static TradePlan Exclusive(int count, int[] cents, int contracts)
    {
        Claim[] yes = [.. Enumerable.Range(0, count).Select(static i => Claim.Yes(Some.Market("M" + i)))];
        return Some.Plan(new PlanRequest
        {
            OpportunityId = "o",
            Legs = [.. yes.Select((claim, i) => Some.Leg(claim.Negation(), [(cents[i], contracts)], []))],
            Units = Some.Contracts(contracts),
            MicrosPerUnit = (count - 1) * 10_000,
            Relations = [new Relation(RelationType.Exclusive, yes) { Rule = "r" }],
            Basis = RelationBasis.Alone,
            MinEdgePerUnit = Money.Zero,
            Member = MemberKind.Direct,
        });
    }
}
