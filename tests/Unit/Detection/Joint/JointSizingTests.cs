using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection.Joint;

public sealed class JointSizingTests
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    // Three of which at most one comes true, bid 0.60, 0.60 and 0.30. All three: 0.40 + 0.40 + 0.70 for 2, fifty cents, but only
    // ten of the third. The other ninety of the first two: 0.80 for 1, twenty cents. 10 x 0.50 + 90 x 0.20 = 23.
    [Fact]
    public void What_is_left_when_one_leg_is_used_up_is_bought_too()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(
            RelationType.Exclusive,
            world.Quoted("A", "0.60", "100", "0.99", "1"),
            world.Quoted("B", "0.60", "100", "0.99", "1"),
            world.Quoted("C", "0.30", "10", "0.99", "1"));

        Opportunity joint = Assert.Single(world.Listed(NoMargin), static one => one.Signal == Signal.Joint);
        Assert.Equal(M("23.00"), joint.Edge);
        Assert.Equal(M("23.00"), joint.Bound);
        Assert.Equal([Q("100"), Q("100"), Q("10")], joint.Legs.Select(static leg => leg.Quantity));
        Assert.Equal([10, 10, 1], joint.Legs.Select(static leg => leg.Weight));
        Assert.Equal(Q("10"), joint.Units);
        Assert.Equal(M("2.30"), joint.Magnitude);
    }

    // The same with seven of the third: 7 x 0.50 + 93 x 0.20 = 22.10, and quantities 100, 100 and 7 have no simple proportion, so
    // that the edge is counted a contract of the largest leg.
    [Fact]
    public void Quantities_without_a_simple_proportion_are_counted_by_their_largest_leg()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(
            RelationType.Exclusive,
            world.Quoted("A", "0.60", "100", "0.99", "1"),
            world.Quoted("B", "0.60", "100", "0.99", "1"),
            world.Quoted("C", "0.30", "7", "0.99", "1"));

        Opportunity joint = Assert.Single(world.Listed(NoMargin), static one => one.Signal == Signal.Joint);
        Assert.Equal(M("22.10"), joint.Edge);
        Assert.Equal(M("0.221"), joint.Magnitude);
        Assert.StartsWith("Several baskets of these 3 claims", joint.Explanation[0], StringComparison.Ordinal);
    }

    // Level by level: the ring of five at 0.45 gains 0.25 a set; its second level at 0.39 gains nothing, 5 x 0.39 is below 2.
    [Fact]
    public void A_level_that_gains_nothing_is_left_alone()
    {
        World world = Ring(Ratio.Zero, [("0.45", "20"), ("0.39", "50")]);
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(Q("20.00"), found.Units);
        Assert.Equal(M("5.00"), found.Edge);

        // The belief is in whole parts per million, so that the bound is a hair above.
        Assert.InRange((found.Bound!.Value - found.Edge).Micros, 0, 1_000);
    }

    // A second level at 0.43 gains 0.15 a set before fees of 5 x 0.07 x 0.43 x 0.57 = 0.0858: edge 0.064, less than twice the fees.
    [Fact]
    public void A_level_within_the_safety_multiple_of_its_fees_is_left_alone()
    {
        World world = Ring(Ratio.One, [("0.47", "20"), ("0.43", "50")]);
        DetectionOptions careful = NoMargin with { FeeSafetyMultiplier = R("2") };

        // 0.35 a set less 5 x 0.07 x 0.47 x 0.53 = 0.0872: 0.2628, three times the fees.
        Assert.Equal(Q("20.00"), Assert.Single(world.Detect(careful).Opportunities).Units);
        Assert.Equal(Q("70.00"), Assert.Single(world.Detect(NoMargin).Opportunities).Units);
    }

    // Five NO at 0.55 cost 2.75 a set. With 27.50 dollars on their shard ten sets can be bought, on another none.
    [Theory]
    [InlineData(3, "10.00")]
    [InlineData(4, null)]
    public void Cash_on_the_shard_limits_the_size(int shard, string? units)
    {
        World world = Ring(Ratio.Zero, [("0.45", "20")], shard: 3);
        DetectionOptions limited = NoMargin with { Cash = new ShardCash(new Dictionary<int, Money> { [shard] = M("27.50") }) };

        Assert.Equal(units is null ? [] : [Q(units)], world.Listed(limited).Select(static one => one.Units));
    }

    // Pairs keep to the cash as well: 0.42 + 0.45 a basket, and a dollar buys one and a bit.
    [Fact]
    public void Cash_limits_the_basket_of_a_single_guarantee()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market low = world.Quoted("X-T60", "0.40", "7", "0.42", "10", static draft => draft.ExchangeIndex = 0);
        Market high = world.Quoted("X-T61", "0.55", "10", "0.57", "3", static draft => draft.ExchangeIndex = 0);
        world.Relate(RelationType.Threshold, high, low);

        Opportunity found = Assert.Single(
            world.Listed(NoMargin with { Cash = new ShardCash(new Dictionary<int, Money> { [0] = M("1") }) }));
        Assert.Equal(Q("1.14"), found.Units); // 1.14 x 0.87 is 0.9918, 1.15 x 0.87 is 1.0005
    }

    [Fact]
    public void Rules_that_must_all_hold_are_as_sure_as_they_are_together()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market a = world.Quoted("A", "0.20", "100", "0.22", "100");
        Market b = world.Quoted("B", "0.28", "100", "0.30", "100");
        Market c = world.Quoted("C", "0.40", "100", "0.44", "100");
        world.Relate(Rule(RelationType.Subset, "strikes", "0.99", a, c));
        world.Relate(Rule(RelationType.Subset, "strikes", "0.995", b, c));
        world.Relate(Rule(RelationType.Exclusive, "flag", "0.98", a, b));

        // Two rules: 1 - 0.01 - 0.02.
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(R("0.97"), found.Confidence);

        // Each relation failing alone leaves two of the three dollars a set, or one where both ranges may come true.
        Assert.All(found.Relations, static use => Assert.Equal(M("100"), use.PayoffIfItFails));
    }

    private static Relation Rule(RelationType type, string rule, string confidence, params Market[] markets) =>
        new(type, [.. markets.Select(Claim.Yes)]) { Rule = rule, Confidence = R(confidence) };

    private static World Ring(Ratio multiplier, (string Price, string Size)[] bids, int? shard = null)
    {
        World world = new() { Multiplier = multiplier };
        Market[] ring = [.. Enumerable.Range(0, 5).Select(i => world.Booked($"M{i}", bids, [("0.95", "10")], draft => draft.ExchangeIndex = shard))];
        for (int i = 0; i < 5; i++)
        {
            world.Relate(RelationType.Exclusive, ring[i], ring[(i + 1) % 5]);
        }

        return world;
    }
}
