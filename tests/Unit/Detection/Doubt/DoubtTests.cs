using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// Opportunities weighed: YES W at 0.42 and NO N at 0.45 for 10 cost 8.70 and 0.3439 of fees, and pay 10.
/// </summary>
public sealed class DoubtTests
{
    // 9.0439 / 10 = 0.90439. An edge of 9.561 cents: 0.995 x 0.003 / (0.995 x 0.003 + 0.005 x 0.15) = 0.799196.
    [Fact]
    public void A_basket_shows_its_break_even_beside_what_is_left_of_the_confidence()
    {
        Opportunity found = Assert.Single(Venue("0.42", Tier.Proven).Listed());

        Uncertainty uncertainty = found.Uncertainty!;
        Assert.Equal(R("0.995"), found.Confidence);
        Assert.Equal(R("0.90439"), uncertainty.BreakEven);
        Assert.Equal(ViolationSize.FiveCents, uncertainty.Size);
        Assert.Equal(R("0.799196"), uncertainty.Posterior);
        Assert.Equal((0, 0, false), (uncertainty.Held, uncertainty.Broken, uncertainty.IsCalibrated));
        Assert.Equal((Ratio.Zero, Ratio.Zero), (uncertainty.QuarterKelly, uncertainty.Stake));
        Assert.Equal(["test"], uncertainty.Rules);
    }

    // 998 of 1,000 held: 999 / 1,002 = 0.997005. (0.997005 x 10 - 9.0439) / (10 - 9.0439) / 4 = 0.242168, of which the cap
    // of the rule leaves a tenth.
    [Fact]
    public void Settled_relations_of_the_rule_restore_the_confidence()
    {
        DetectionOptions options = new() { Settled = [new SettledRelations("test", ViolationSize.FiveCents, 998, 2)] };

        Uncertainty uncertainty = Assert.Single(Venue("0.42", Tier.Proven).Detect(options).Opportunities).Uncertainty!;

        Assert.Equal(R("0.997005"), uncertainty.Posterior);
        Assert.Equal((998, 2), (uncertainty.Held, uncertainty.Broken));
        Assert.Equal(R("0.242168"), uncertainty.QuarterKelly);
        Assert.Equal(R("0.1"), uncertainty.Stake);
    }

    [Fact]
    public void What_settles_while_it_runs_is_learnt_without_a_new_detector()
    {
        World world = Venue("0.42", Tier.Proven);
        Detector detector = new(new DetectionOptions());
        Assert.Equal(R("0.799196"), Posterior());
        detector.Learn([new SettledRelations("test", ViolationSize.FiveCents, 998, 2)]);
        Assert.Equal(R("0.997005"), Posterior());

        Ratio Posterior() => Assert.Single(detector.Detect(world.Snapshot(), world.Map()).Opportunities).Uncertainty!.Posterior;
    }

    [Fact]
    public void Of_relations_that_each_carry_the_payoff_the_most_believed_counts()
    {
        World world = Venue("0.42", Tier.Proven);
        Claim[] claims = [.. world.Snapshot().Markets.Reverse().Select(Claim.Yes)];
        world.Relate(new Relation(RelationType.Subset, claims) { Rule = "another", Confidence = R("0.999") });

        Uncertainty uncertainty = Assert.Single(world.Listed()).Uncertainty!;

        // 0.999 x 0.003 / (0.999 x 0.003 + 0.001 x 0.15).
        Assert.Equal(R("0.952335"), uncertainty.Posterior);
        Assert.Equal(["another"], uncertainty.Rules);
    }

    // 0.799196 and 0.952335 as above: 1 - 0.200804 - 0.047665. The rule that two of them share is told once.
    [Fact]
    public void Of_relations_that_only_together_carry_the_payoff_every_doubt_counts()
    {
        DetectionOptions options = new() { Settled = [new SettledRelations("test", ViolationSize.FiveCents, 19, 0)] };
        Opportunity together = Together(Tier.Proven, ("test", "0.995"), ("another", "0.999"));

        Uncertainty uncertainty = new Doubts(options).Weigh(together).Uncertainty!;

        Assert.Equal(R("0.751531"), uncertainty.Posterior);
        Assert.Equal(["test", "another"], uncertainty.Rules);
        Uncertainty shared = new Doubts(options).Weigh(Together(Tier.Proven, ("test", "0.995"), ("test", "0.995"))).Uncertainty!;
        Assert.Equal((19, R("0.598392")), (shared.Held, shared.Posterior));
    }

    [Theory]
    [InlineData(Tier.Proven, true)]
    [InlineData(Tier.Reviewed, false)]
    public void One_relation_that_no_rule_proves_sends_all_of_them_to_review(Tier tier, bool isExecutable)
    {
        Opportunity together = Together(tier, ("test", "0.995"), ("another", "0.999"));
        Opportunity mixed = together with { Relations = [together.Relations[0], Assert.Single(Venue("0.42", Tier.Proven).Listed()).Relations[0]] };

        Assert.Equal(isExecutable, new Doubts(new DetectionOptions()).Weigh(mixed).Executable);
        Assert.True(new Doubts(new DetectionOptions()).Weigh(mixed with { Basis = RelationBasis.Alone }).Executable);
    }

    // W at 0.4656: 10 - 4.656 - 4.50 less fees 0.1742 (0.07 x 10 x 0.4656 x 0.5344 = 0.17417...) and 0.1733 is 0.4965, below
    // 5 cents a basket; at 0.4652 it is 0.5005.
    [Theory]
    [InlineData("0.4656", false)]
    [InlineData("0.4652", true)]
    public void A_large_mispricing_of_what_no_rule_proves_goes_to_review(string ask, bool isForReview)
    {
        DetectionOptions options = new() { Tiers = [Tier.Proven, Tier.Reviewed], FeeSafetyMultiplier = Ratio.Zero };

        DetectionReport report = Venue(ask, Tier.Reviewed).Detect(options);

        Opportunity found = Assert.Single(isForReview ? report.BelowThreshold : report.Opportunities);
        Assert.Equal(Grade.B, found.Grade);
        Assert.Equal(!isForReview, found.Executable);
        if (isForReview)
        {
            Assert.Equal("for review: 5.0 cents a basket on a relation that no rule proves", found.BelowThreshold[0]);
            Assert.StartsWith("for review, not for trading", found.Caveats[0], StringComparison.Ordinal);
            Assert.Equal(1, Lost(report, DetectionReport.ListingStage, "for review"));
        }
    }

    [Fact]
    public void An_edge_of_exactly_the_limit_is_for_review()
    {
        Opportunity found = Assert.Single(Venue("0.4652", Tier.Reviewed).Listed());
        Money limit = found.Edge * 10;

        DetectionOptions Limit(long micros) => new()
        {
            Tiers = [Tier.Reviewed],
            FeeSafetyMultiplier = Ratio.Zero,
            QuarantineAbove = Money.FromMicros((limit.Micros / 100) + micros),
        };

        Assert.Empty(Venue("0.4652", Tier.Reviewed).Detect(Limit(0)).Opportunities);
        Assert.Single(Venue("0.4652", Tier.Reviewed).Detect(Limit(1)).Opportunities);
    }

    [Fact]
    public void What_a_rule_proves_is_quarantined_by_a_caveat_and_stays_listed()
    {
        Opportunity found = Assert.Single(Venue("0.42", Tier.Proven).Detect().Opportunities);

        Assert.True(found.Executable);
        Assert.Contains(found.Caveats, static caveat => caveat.StartsWith("quarantined", StringComparison.Ordinal));
    }

    [Fact]
    public void The_second_look_weighs_again()
    {
        World world = Venue("0.42", Tier.Proven);
        Opportunity candidate = Assert.Single(world.Listed());
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal)
        {
            ["W"] = Book([], [("0.48", "10")], Now),
            ["N"] = Book([("0.55", "10")], [], Now),
        };

        Opportunity? still = new Detector(new DetectionOptions()).Resize(candidate, books, world.Snapshot(), Now, out _);

        // 10 x 0.48 + 10 x 0.45 + 0.1748 (0.17472 up to 0.0001) + 0.1733 = 9.6481.
        Assert.Equal(R("0.96481"), still!.Uncertainty!.BreakEven);
        Assert.Equal(ViolationSize.ThreeCents, still.Uncertainty.Size);
    }

    private static Opportunity Together(Tier tier, params (string Rule, string Confidence)[] relations)
    {
        Opportunity found = Assert.Single(Venue("0.42", Tier.Proven).Listed());
        RelationUse use = found.Relations[0];
        return found with
        {
            Basis = RelationBasis.Together,
            Relations =
            [
                .. relations.Select(one => use with
                {
                    Relation = new Relation(use.Relation.Type, use.Relation.Claims)
                    {
                        Rule = one.Rule,
                        Tier = tier,
                        Confidence = R(one.Confidence),
                    },
                }),
            ],
        };
    }

    private static World Venue(string ask, Tier tier)
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", ask, "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.58", "10");
        world.Relate(new Relation(RelationType.Threshold, [Claim.Yes(narrow), Claim.Yes(wide)])
        {
            Rule = "test",
            Tier = tier,
            Confidence = R("0.995"),
        });
        return world;
    }
}
