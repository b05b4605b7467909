using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// A makes B likely: P(B given A) is at least 0.9. A is bid 0.60 for 36, B is asked 0.40 for 50, so that a unit basket is
/// 10 YES B at 0.40 and 9 NO A at 0.40, and pays 9 dollars on average at least.
/// </summary>
public sealed class StatisticalBasketTests
{
    // Four units: 40 x 0.40 + 36 x 0.40 = 30.40; fees 0.07 x 40 x 0.24 = 0.672 and 0.07 x 36 x 0.24 = 0.6048. It pays 36
    // on average: 36 - 30.40 - 1.2768 = 4.3232, or 0.10808 for each of 40 contracts: r x (0.60 - 0.0168) - 0.4168.
    [Fact]
    public void It_buys_what_is_likely_and_hedges_in_the_proportion_of_the_estimate()
    {
        StatisticalBasket basket = Assert.Single(Venue().Detect().Statistical);

        Assert.Equal(["YES B", "NO A"], basket.Legs.Select(static leg => leg.Claim.ToString()));
        Assert.Equal([10, 9], basket.Legs.Select(static leg => leg.Weight));
        Assert.Equal([Q("40"), Q("36")], basket.Legs.Select(static leg => leg.Quantity));
        Assert.Equal(Q("4"), basket.Units);
        Assert.Equal((M("30.40"), M("1.2768")), (basket.Cost, basket.Fees));
        Assert.Equal((M("36"), M("4.3232")), (basket.ExpectedPayout, basket.ExpectedEdge));
        Assert.Equal(M("0.1080"), basket.PerContract);
        Assert.Equal(M("-31.6768"), basket.WorstCase);
        Assert.Equal(Grade.C, basket.Grade);
        Assert.Empty(basket.BelowThreshold);

        // 0.4168 / 0.5832 = 0.71467764..., rounded up.
        Assert.Equal(R("0.714678"), basket.BreakEven);

        // 0.10808 x 0.8 x 40 / 50 = 0.0691712, cut to $0.0001.
        Assert.Equal(M("0.0691"), basket.Score);
    }

    [Fact]
    public void It_is_never_among_what_is_guaranteed()
    {
        DetectionReport report = Venue().Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Empty(report.NearMisses);
        Assert.Equal(
            "expected, not guaranteed: the whole outlay is lost if YES A comes true and YES B does not",
            Assert.Single(report.Statistical).Caveats[0]);
    }

    [Theory]
    [InlineData("0.10808", true)]
    [InlineData("0.108081", false)]
    public void The_soft_threshold_is_the_least_expected_edge_a_contract(string threshold, bool isAbove)
    {
        StatisticalBasket basket = Assert.Single(
            Venue().Detect(new DetectionOptions { SoftThreshold = M(threshold) }).Statistical);

        Assert.Equal(isAbove, basket.BelowThreshold.Count == 0);
        Assert.All(basket.BelowThreshold, static reason =>
            Assert.StartsWith("below the soft threshold: 10.8 cents", reason, StringComparison.Ordinal));
    }

    // Without fees 0.9 x 0.50 = 0.45: at 0.45 nothing is expected, a tick below something is.
    [Theory]
    [InlineData("0.45", 0)]
    [InlineData("0.4499", 1)]
    public void It_needs_an_expected_edge(string ask, int found)
    {
        World world = new() { Multiplier = Ratio.Zero };
        Imply(world, world.Quoted("A", "0.50", "100", "0.60", "9"), world.Quoted("B", "0.30", "9", ask, "100"), R("0.9"));

        DetectionReport report = world.Detect();

        Assert.Equal(found, report.Statistical.Count);
        Assert.Equal(1 - found, World.Lost(report, "implications with an expected edge", "no expected edge after fees"));
    }

    [Fact]
    public void A_thin_edge_is_sized_without_the_margin_and_says_so()
    {
        // 0.9 x (0.60 - 0.0168) - (0.50 + 0.0175) = 0.00738 a contract, less than twice the fees of 0.03.
        World world = new();
        Imply(world, world.Quoted("A", "0.60", "36", "0.64", "9"), world.Quoted("B", "0.30", "9", "0.50", "50"), R("0.9"));

        StatisticalBasket basket = Assert.Single(world.Detect().Statistical);

        Assert.Equal("below the fee safety multiple: the expected edge is below 2 x fees", basket.BelowThreshold[0]);
        Assert.Equal(M("0.0073"), basket.PerContract);
    }

    [Theory]
    [InlineData(null, "the conditional probability was not estimated")]
    [InlineData("0.009", "the limit of the conditional probability hedges nothing")]
    [InlineData("0", "the limit of the conditional probability hedges nothing")]
    [InlineData("1.000001", "the limit of the conditional probability hedges nothing")]
    public void What_was_not_estimated_is_not_traded(string? limit, string reason)
    {
        World world = new();
        Imply(world, A(world), B(world), limit is null ? null : R(limit));

        DetectionReport report = world.Detect();

        Assert.Empty(report.Statistical);
        Assert.Equal(1, World.Lost(report, "implications with an expected edge", reason));
    }

    [Fact]
    public void What_is_suspended_absent_or_names_one_market_twice_is_counted()
    {
        World world = new();
        Market likely = B(world);
        Imply(world, A(world), likely, R("0.9"), RelationStatus.Suspended);
        Imply(world, world.Quoted("C", "0", "0", "0.70", "9"), likely, R("0.9"));
        Imply(world, likely, likely, R("0.9"));

        DetectionReport report = world.Detect();

        Assert.Empty(report.Statistical);
        FunnelStage stage = report.Funnel.Single(static one => one.Stage == "implications with an expected edge");
        Assert.Equal(["no bid", "one market twice in a basket", "suspended or unreviewed"], stage.Reasons.Keys);
    }

    [Fact]
    public void Of_two_estimates_for_one_pair_the_better_basket_is_kept()
    {
        World world = new();
        (Market a, Market b) = (A(world), B(world));
        Imply(world, a, b, R("0.85"));
        Imply(world, a, b, R("0.9"));

        DetectionReport report = world.Detect();

        Assert.Equal(R("0.9"), Assert.Single(report.Statistical).Relation.ConditionalAtLeast);
        Assert.Equal(
            1, World.Lost(report, "implications with an expected edge", "the same basket by another implication"));
    }

    [Fact]
    public void An_untraded_tier_and_what_is_assumed_are_told()
    {
        World world = new() { AssumedFee = new FeeTerms(FeeType.Quadratic, Ratio.One, "by hand", IsAssumed: true) };
        Market unsized = world.Quoted("A", "0.60", "36", "0.64", "9", static draft => draft.SizesAssumed = true);
        world.Relate(Implication(unsized, B(world), R("0.9"), RelationStatus.Active, Tier.Proposed));

        StatisticalBasket basket = Assert.Single(world.Detect().Statistical);

        Assert.Equal(Grade.D, basket.Grade);
        Assert.Equal(["tier is not traded: Proposed"], basket.BelowThreshold);
        Assert.Equal(
            [
                "a fee is assumed, not read from the venue",
                "the sizes are assumed: the recording has none",
                "the relation was proposed by a model alone",
                "only the touch is known for B, A",
            ],
            basket.Caveats.Skip(1));
    }

    [Fact]
    public void The_second_look_sizes_it_again_or_says_that_it_is_gone()
    {
        World world = Venue();
        Detector detector = new(new DetectionOptions());
        StatisticalBasket candidate = Assert.Single(world.Detect().Statistical);
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal)
        {
            ["A"] = Book([("0.60", "9")], [], Now),
            ["B"] = Book([], [("0.40", "50")], Now),
        };

        StatisticalBasket? still = detector.Resize(candidate, books, world.Snapshot(), Now, out string reason);
        Assert.Equal("", reason);
        Assert.Equal((OpportunityStatus.Validated, Q("1"), candidate.Id), (still!.Status, still.Units, still.Id));

        books["B"] = Book([], [("0.55", "50")], Now);
        Assert.Null(detector.Resize(candidate, books, world.Snapshot(), Now, out reason));
        Assert.Equal("gone on second look: no expected edge after fees", reason);

        books.Remove("A");
        Assert.Null(detector.Resize(candidate, books, world.Snapshot(), Now, out reason));
        Assert.Equal("no book of A was received", reason);
    }

    private static World Venue()
    {
        World world = new();
        Imply(world, A(world), B(world), R("0.9"));
        return world;
    }

    private static Market A(World world) => world.Quoted("A", "0.60", "36", "0.64", "9");

    private static Market B(World world) => world.Quoted("B", "0.30", "9", "0.40", "50");

    private static void Imply(
        World world, Market given, Market likely, Ratio? limit, RelationStatus status = RelationStatus.Active) =>
        world.Relate(Implication(given, likely, limit, status, Tier.Proven));

    private static Relation Implication(Market given, Market likely, Ratio? limit, RelationStatus status, Tier tier) =>
        new(RelationType.Implication, [Claim.Yes(given), Claim.Yes(likely)])
        {
            Rule = "test",
            Strength = Strength.Soft,
            Status = status,
            Tier = tier,
            Confidence = R("0.8"),
            ConditionalAtLeast = limit,
        };
}
