using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class OutsideWeighings
{
    private static readonly EnrichmentLimits Limits = new(Some.Ratio("0.003"), Some.Ratio("0.2"));

    [Fact]
    public void Without_evidence_nothing_changes()
    {
        Opportunity basket = SomeBasket.Ladder();
        OutsideView view = Weigh(basket);
        Assert.Equal(BasketVerdict.Silent, view.Verdict);
        Assert.False(view.HasEvidence);
        Assert.Null(view.OutOfLine);
        Assert.Equivalent(basket, view.Apply(basket));
        Assert.Equal((Money.Zero, Some.Money("20")), (view.LeastWorth, view.MostWorth));
    }

    [Fact]
    public void The_leg_outside_its_band_is_named()
    {
        // YES X-T60 costs 0.42 and is worth 0.55 at least; NO X-T61 costs 0.45, and 1 - 0.58 to 1 - 0.50 is 0.42 to 0.50.
        OutsideView view = Weigh(
            SomeBasket.Ladder(), SomeBasket.Value("X-T60", "0.55", "0.60"), SomeBasket.Value("X-T61", "0.50", "0.58"));
        Assert.Equal([LegStanding.Cheap, LegStanding.InLine], view.Legs.Select(static leg => leg.Standing));
        Assert.Equal("YES X-T60 at 0.42 is 0.13 below 0.55 to 0.6", view.OutOfLine?.Statement);
        Assert.Equal("NO X-T61 at 0.45 is in line with 0.42 to 0.5", view.Legs[1].Statement);
    }

    [Fact]
    public void Evidence_that_is_worth_more_than_the_cost_supports()
    {
        // 10 x (0.55 + 0.42) = 9.70 at least, against 8.70 and 0.36 of fees at most.
        Opportunity basket = SomeBasket.Ladder();
        OutsideView view = Weigh(
            basket, SomeBasket.Value("X-T60", "0.55", "0.60"), SomeBasket.Value("X-T61", "0.50", "0.58"));
        Assert.Equal(BasketVerdict.Supports, view.Verdict);
        Assert.Equal(Some.Money("9.70"), view.LeastWorth);
        Opportunity after = view.Apply(basket);
        Assert.Equal(Some.Ratio("0.998"), after.Confidence);
        Assert.Equal(basket with { Confidence = after.Confidence }, after with { Caveats = basket.Caveats, BelowThreshold = basket.BelowThreshold });
        Assert.Empty(after.Caveats);
    }

    [Fact]
    public void Support_never_lifts_the_confidence_above_certainty()
    {
        Opportunity basket = SomeBasket.Ladder() with { Confidence = Some.Ratio("0.999") };
        OutsideView view = Weigh(
            basket, SomeBasket.Value("X-T60", "0.55", "0.60"), SomeBasket.Value("X-T61", "0.50", "0.58"));
        Assert.Equal(Ratio.One, view.ConfidenceAfter);
    }

    [Fact]
    public void Evidence_that_leaves_less_than_the_guarantee_contradicts()
    {
        // 10 x (0.30 + 1 - 0.50) = 8.00 at most, where the relation says 10 in every world.
        Opportunity basket = SomeBasket.Ladder();
        OutsideView view = Weigh(
            basket, SomeBasket.Value("X-T60", "0.20", "0.30"), SomeBasket.Value("X-T61", "0.50", "0.58"));
        Assert.Equal(BasketVerdict.Contradicts, view.Verdict);
        Assert.Equal(Some.Money("8"), view.MostWorth);
        Opportunity after = view.Apply(basket);
        Assert.Equal(Some.Ratio("0.795"), after.Confidence);
        Assert.Contains("contradicted by outside evidence", Assert.Single(after.BelowThreshold), StringComparison.Ordinal);

        // 0.019 x 0.795 / 0.995, rounded down.
        Assert.Equal(Some.Money("0.01518"), after.Score);
    }

    [Fact]
    public void Evidence_on_one_leg_alone_cannot_contradict()
    {
        OutsideView view = Weigh(SomeBasket.Ladder(), SomeBasket.Value("X-T60", "0.01", "0.02"));
        Assert.Equal(BasketVerdict.Silent, view.Verdict);
        Assert.Equal(LegStanding.Dear, view.Legs[0].Standing);
    }

    [Fact]
    public void A_decided_leg_makes_the_basket_not_executable()
    {
        Opportunity basket = SomeBasket.Ladder();
        Opportunity after = Weigh(basket, SomeBasket.Value("X-T60", "1", "1", Side.Yes)).Apply(basket);
        Assert.False(after.Executable);
        Assert.Equal(Grade.D, after.Grade);
        Assert.Equal("already decided: X-T60 is yes by a recording of test", Assert.Single(after.Caveats));
    }

    [Fact]
    public void Whatever_the_evidence_sizes_prices_and_edge_stay()
    {
        Opportunity basket = SomeBasket.Ladder();
        foreach (string low in (string[])["0", "0.3", "0.7", "1"])
        {
            foreach (string high in (string[])["0.1", "0.5", "1"])
            {
                if (Some.Ratio(low) > Some.Ratio(high))
                {
                    continue;
                }

                Opportunity after = Weigh(basket, SomeBasket.Value("X-T60", low, high), SomeBasket.Value("X-T61", low, high))
                    .Apply(basket);
                Assert.Equal(
                    (basket.Units, basket.Cost, basket.Edge, basket.MinPayout, basket.Available),
                    (after.Units, after.Cost, after.Edge, after.MinPayout, after.Available));
                Assert.Same(basket.Legs, after.Legs);
                Assert.True(after.Score <= basket.Score);
                Assert.True(after.Confidence >= basket.Confidence - Limits.MostLower);
                Assert.True(after.Confidence <= basket.Confidence + Limits.MostRaise);
            }
        }
    }

    private static OutsideView Weigh(Opportunity basket, params FairValue[] values) => OutsideWeighing.Weigh(
        basket,
        values.ToDictionary(static value => value.Evidence[0].Ticker, StringComparer.Ordinal),
        [],
        Limits);
}
