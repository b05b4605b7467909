using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class Plans
{
    [Fact]
    public void The_limit_is_the_price_of_the_last_level_that_is_needed()
    {
        Assert.Equal([45, 42], Cents(10));
        Assert.Equal([46, 43], Cents(11));
    }

    [Fact]
    public void What_the_offers_do_not_hold_is_not_planned()
    {
        Assert.NotNull(PlanMaker.Make(Some.Pair(), Some.Contracts(110), "T", Some.Now));
        Assert.Null(PlanMaker.Make(Some.Pair(), Some.Contracts(111), "T", Some.Now));
        Assert.Null(PlanMaker.Make(Some.Pair(), Quantity.Zero, "T", Some.Now));
    }

    [Fact]
    public void A_market_without_a_tick_grid_or_a_shard_is_not_planned()
    {
        PlanRequest request = Some.Pair();
        RequestLeg Other(TickGrid? grid, int? shard) => request.Legs[0] with
        {
            Claim = Claim.No(new Market { Ticker = "A", TickGrid = grid, ExchangeIndex = shard }),
        };
        Assert.Null(PlanMaker.Make(request with { Legs = [Other(null, 0), request.Legs[1]] }, request.Units, "T", Some.Now));
        Assert.Null(PlanMaker.Make(request with { Legs = [Other(TickGrid.Cent, null), request.Legs[1]] }, request.Units, "T", Some.Now));
        Assert.NotNull(PlanMaker.Make(request with { Legs = [Other(TickGrid.Cent, 0), request.Legs[1]] }, request.Units, "T", Some.Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void The_largest_plan_that_passes_is_the_one_a_search_one_by_one_finds(int dollars)
    {
        PlanRequest request = Some.Pair(20);
        bool Passes(TradePlan plan) => plan.Losses.ExecutionBound <= Money.FromDollars(dollars);
        TradePlan? naive = null;
        for (int hundredths = 1; hundredths <= request.Units.Hundredths; hundredths++)
        {
            TradePlan? plan = PlanMaker.Make(request, Quantity.FromHundredths(hundredths), "T", Some.Now);
            naive = plan is not null && Passes(plan) ? plan : naive;
        }

        Assert.Equal(naive?.Units, PlanMaker.Largest(request, "T", Some.Now, Passes)?.Units);
    }

    [Fact]
    public void The_lowest_tier_and_all_rules_of_its_relations_are_its_own()
    {
        PlanRequest request = Some.Pair();
        Relation first = request.Relations[0];
        Relation second = new(RelationType.Subset, first.Claims) { Rule = "other", Tier = Tier.Reviewed };
        TradePlan plan = Some.Plan(request with { Relations = [first, second] });
        Assert.Equal(Tier.Reviewed, plan.Tier);
        Assert.Equal(["rule", "other"], plan.Rules);
        Assert.Equal(first.Id == second.Id ? [first.Id] : [first.Id, second.Id], plan.RelationIds);
        Assert.Equal(Tier.Proposed, Some.Plan(request with { Relations = [] }).Tier);
    }

    private static int[] Cents(int contracts) =>
    [
        .. PlanMaker.Make(Some.Pair(), Some.Contracts(contracts), "T", Some.Now)!.Legs
            .OrderBy(static leg => leg.Ticker, StringComparer.Ordinal).Select(static leg => leg.Limit.Ticks / 100),
    ];
}
