using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

public sealed class SizingTests
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero };

    // YES at 0.40 x 5, 0.45 x 5, 0.60 x 50; NO at 0.45 x 8, 0.50 x 50. In lockstep the baskets cost 0.85 x 5, 0.90 x 3,
    // 0.95 x 2 and then 1.10. Fees a contract: 0.0168, 0.017325, 0.0168 for YES, 0.017325 and 0.0175 for NO; so 0.95
    // still pays.
    [Fact]
    public void Ladders_are_walked_in_lockstep_while_each_step_pays()
    {
        Opportunity found = Assert.Single(Deep().Listed(NoMargin));

        Assert.Equal(Q("10.00"), found.Units);
        Assert.Equal([new BookLevel(P("0.40"), Q("5.00")), new BookLevel(P("0.45"), Q("5.00"))], found.Legs[0].Levels);
        Assert.Equal([new BookLevel(P("0.45"), Q("8.00")), new BookLevel(P("0.50"), Q("2.00"))], found.Legs[1].Levels);
        Assert.Equal(M("8.85"), found.Cost); // 4.25 + 4.60
        Assert.Equal(Q("58.00"), found.Available);
    }

    // Edges a basket are 0.1159, 0.0654 and 0.0152; twice the fees are 0.0683, 0.0693 and 0.0697: only the first five
    // baskets keep the margin, and they are not hidden by the others.
    [Fact]
    public void The_safety_multiple_takes_the_good_small_basket_of_a_bad_large_one()
    {
        Opportunity found = Assert.Single(Deep().Detect().Opportunities);

        Assert.Equal(Q("5.00"), found.Units);
        Assert.Equal(M("4.25"), found.Cost);
        Assert.Empty(found.BelowThreshold);
    }

    [Fact]
    public void What_pays_only_without_the_safety_multiple_is_listed_below_threshold()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.45", "10");
        Market narrow = world.Quoted("N", "0.50", "10", "0.57", "10");
        world.Relate(RelationType.Subset, narrow, wide);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        // Gap 0.05; fees 0.017325 + 0.0175 = 0.034825.
        Assert.Equal(
            ["below the fee safety multiple: the first basket earns 1.51 cents, not 2 x its fees of 3.48 cents"],
            Assert.Single(report.BelowThreshold).BelowThreshold);
        Assert.Equal(1, report.Funnel[^1].Reasons["below the fee safety multiple"]);
    }

    [Fact]
    public void A_cap_on_units_is_kept()
    {
        Opportunity found = Assert.Single(Deep().Listed(NoMargin with { MaxUnits = Q("2.50") }));

        Assert.Equal(Q("2.50"), found.Units);
    }

    // Five baskets pay 5, cost 4.25 and fees of 0.0840 + 0.0867: 0.11586 a basket, times 0.995.
    [Fact]
    public void Thresholds_mark_and_never_hide()
    {
        DetectionReport report = Deep().Detect(new DetectionOptions { MinEdge = M("0.20"), MinScore = M("0.30") });

        Assert.Empty(report.Opportunities);
        Assert.Equal(
            ["below the least edge: 11.58 cents a basket, 20.0 wanted", "below the least score: 0.1152, 0.3000 wanted"],
            Assert.Single(report.BelowThreshold).BelowThreshold);
    }

    // Bids 0.60, 0.50 and a third of 0.20 for one contract. All three earn more a basket (0.30 gross) than the first
    // two (0.10), but only once; a hundred of the first two earn more.
    [Fact]
    public void A_thin_claim_of_an_exclusive_set_is_left_out_for_size()
    {
        World world = new();
        Market a = world.Quoted("A", "0.60", "100", "0.62", "100");
        Market b = world.Quoted("B", "0.50", "100", "0.52", "100");
        Market c = world.Quoted("C", "0.20", "1", "0.22", "1");
        world.Relate(RelationType.Exclusive, a, b, c);

        Opportunity found = Assert.Single(world.Listed(NoMargin));

        Assert.Equal("NO A, NO B", Claims(found));
        Assert.Equal(Q("100.00"), found.Units);
        Assert.Equal(M("100"), found.MinPayout);
    }

    // Selling at 0.005 earns 0.00465 after the fee, but a broker's member pays 1.00 for that NO: 0.995348 aligned to a
    // cent.
    [Fact]
    public void A_claim_that_earns_less_than_its_rounding_is_left_out()
    {
        World world = new();
        Market[] markets =
        [
            world.Quoted("A", "0.60", "1", "0.62", "1"),
            world.Quoted("B", "0.50", "1", "0.52", "1"),
            .. Enumerable.Range(0, 8).Select(i => world.Quoted($"C{i}", "0.0050", "1", "0.02", "1")),
        ];
        world.Relate(RelationType.Exclusive, markets);

        Opportunity found = Assert.Single(world.Listed(NoMargin with { Member = MemberKind.NonDirect }));

        Assert.Equal("NO A, NO B", Claims(found));
    }

    [Fact]
    public void A_basket_that_two_relations_prove_is_one_opportunity_resting_on_the_stronger()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Relate(new Relation(RelationType.Subset, [Claim.Yes(narrow), Claim.Yes(wide)])
        {
            Rule = "weak",
            Tier = Tier.Reviewed,
            Confidence = R("0.9"),
        });
        world.Relate(RelationType.Equivalence, narrow, wide);

        Opportunity found = Assert.Single(world.Listed());

        Assert.Equal(Grade.A, found.Grade);
        Assert.Equal(R("0.995"), found.Confidence);
        Assert.Equal(
            [RelationType.Equivalence, RelationType.Subset], found.Relations.Select(static use => use.Relation.Type));
    }

    // NO A, NO B and NO C pay two by exclusion, and one because some claim of them all must pay: two counts.
    [Fact]
    public void The_same_claims_rest_on_the_relation_that_pays_most()
    {
        World world = new();
        Market[] markets =
        [
            world.Quoted("A", "0.70", "10", "0.72", "10"),
            world.Quoted("B", "0.70", "10", "0.72", "10"),
            world.Quoted("C", "0.70", "10", "0.72", "10"),
        ];
        world.Relate(RelationType.Exhaustive, [.. markets.Select(Claim.No)]);
        world.Relate(RelationType.Exclusive, markets);

        Opportunity found = Assert.Single(world.Listed());

        Assert.Equal(M("20"), found.MinPayout);
        Assert.Equal(RelationType.Exclusive, Assert.Single(found.Relations).Relation.Type);
    }

    [Fact]
    public void A_reviewed_relation_is_grade_B_and_below_threshold_unless_its_tier_is_allowed()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Relate(new Relation(RelationType.Subset, [Claim.Yes(narrow), Claim.Yes(wide)])
        {
            Rule = "reviewed",
            Tier = Tier.Reviewed,
            Confidence = R("0.97"),
        });

        DetectionOptions options = new() { QuarantineAbove = null };
        Opportunity below = Assert.Single(world.Detect(options).BelowThreshold);
        Assert.Equal(Grade.B, below.Grade);
        Assert.Equal(["tier is not traded: Reviewed"], below.BelowThreshold);
        Assert.Single(world.Detect(options with { Tiers = [Tier.Proven, Tier.Reviewed] }).Opportunities);
    }

    // Three NO positions of a MECNET event: two dollars a set come back at once when collateral return is on.
    [Theory]
    [InlineData("MECNET", true)]
    [InlineData("", false)]
    public void Netted_capital_says_that_it_assumes_collateral_return(string collateral, bool isNetted)
    {
        World world = new() { CollateralReturnType = collateral };
        world.Relate(
            RelationType.Exclusive,
            world.Quoted("A", "0.40", "10", "0.42", "10"),
            world.Quoted("B", "0.40", "10", "0.42", "10"),
            world.Quoted("C", "0.40", "10", "0.42", "10"));

        Opportunity found = Assert.Single(world.Listed());

        Assert.Equal(found.Cost + found.Fees, found.Capital.Gross);
        Assert.Equal(isNetted ? Money.Zero : found.Capital.Gross, found.Capital.Netted);
        const string caveat = "netted capital assumes that collateral return is switched on";
        Assert.Equal(isNetted, found.Caveats.Contains(caveat, StringComparer.Ordinal));
        Assert.NotNull(found.AnnualReturn);
    }

    [Fact]
    public void Abnormal_settlement_evidence_is_quoted()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Relate(new Relation(RelationType.Subset, [Claim.Yes(narrow), Claim.Yes(wide)])
        {
            Rule = "test",
            Evidence = [new Evidence("abnormal settlement", "settles at the last traded price if he dies")],
        });

        Assert.Contains(
            "abnormal settlement: settles at the last traded price if he dies",
            Assert.Single(world.Listed()).Caveats,
            StringComparer.Ordinal);
    }

    [Fact]
    public void An_unknown_date_leaves_the_return_unknown()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10", static draft => draft.SettlementTimer = null);
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Relate(RelationType.Subset, narrow, wide);

        Opportunity found = Assert.Single(world.Listed());

        Assert.Null(found.PaysAt);
        Assert.Null(found.AnnualReturn);
    }

    private static World Deep()
    {
        World world = new();
        Market wide = world.Booked("W", [("0.39", "5")], [("0.40", "5"), ("0.45", "5"), ("0.60", "50")]);
        Market narrow = world.Booked("N", [("0.55", "8"), ("0.50", "50")], [("0.90", "5")]);
        world.Relate(RelationType.Subset, narrow, wide);
        return world;
    }
}
