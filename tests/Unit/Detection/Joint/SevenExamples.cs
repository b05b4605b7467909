using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Verification;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>
/// Dutch books that no pair and no sum shows, each named with what it locks before fees; depth 100 on every side.
/// </summary>
public sealed class SevenExamples
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    // C = A or B, exclusive: 0.22 + 0.30 buys what is bid 0.56.
    [Fact]
    public void A_union_is_bid_above_the_asks_of_its_parts()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market a = Quote(world, "A", "0.20", "0.22");
        Market b = Quote(world, "B", "0.28", "0.30");
        Market c = Quote(world, "C", "0.56", "0.60");
        world.Relate(RelationType.Partition, Claim.Yes(a), Claim.Yes(b), Claim.No(c));

        // The cover of C by A and B is one relation, so that its closed form shows it; nothing joint is left to tell.
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(Signal.BuyAll, found.Signal);
        Assert.Equal(M("4.00"), found.Edge);
    }

    // The same from three relations: A implies C, B implies C, A and B exclude each other: then C is worth at least both bids.
    [Fact]
    public void A_union_offered_below_the_bids_of_its_parts_needs_three_relations()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market a = Quote(world, "A", "0.20", "0.22");
        Market b = Quote(world, "B", "0.28", "0.30");
        Market c = Quote(world, "C", "0.40", "0.44");
        world.Relate(RelationType.Subset, a, c);
        world.Relate(RelationType.Subset, b, c);
        world.Relate(RelationType.Exclusive, a, b);

        Opportunity found = Joint(world, "YES C, NO A, NO B", "1 1 1", "4.00");
        Assert.Equal(3, found.Relations.Count);
        Assert.Equal("A and B together cannot be worth more than C, yet their bids add up to 48.0 cents and the ask is 44.0 cents.",
            found.Explanation[0]);
    }

    [Fact]
    public void Two_ranges_and_two_thresholds_on_one_line()
    {
        World world = Ranges(Ratio.Zero, "0.62");
        Opportunity found = Joint(world, "YES GE5, YES R34, YES R45, NO GE3", "1 1 1 1", "5.00");
        Assert.Equal("line with 4 cells", found.Argument!.ToString());
        Assert.Single(found.Relations);
    }

    // A hundred of each: 0.07 x 100 x p(1-p) is 1.47 at 0.30, 0.8925 at 0.15 and 0.7392 at 0.12, and 1.6492, 1.6128, 1.5708 for
    // the NO of what is bid 0.62, 0.64, 0.66. The gap is 5, 7 and 9 dollars.
    [Theory]
    [InlineData("0.62", "0.2491")]
    [InlineData("0.64", "2.2855")]
    [InlineData("0.66", "4.3275")]
    public void Two_ranges_and_two_thresholds_after_fees(string bid, string edge)
    {
        World world = Ranges(Ratio.One, bid);
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(M(edge), found.Edge);
        Assert.Equal(Q("100.00"), found.Units);
    }

    [Fact]
    public void A_majority_needs_two_of_its_own_contracts()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market[] one = [Quote(world, "A", "0.28", "0.30"), Quote(world, "B", "0.28", "0.30"), Quote(world, "C", "0.28", "0.30")];
        Market majority = Quote(world, "M", "0.50", "0.52");

        // At least two of three: each pair is a market nobody quotes, and the majority is that one of them holds.
        Market[] pairs = [Quote(world, "AB", "0", "0"), Quote(world, "AC", "0", "0"), Quote(world, "BC", "0", "0")];
        world.Relate(RelationType.Conjunction, pairs[0], one[0], one[1]);
        world.Relate(RelationType.Conjunction, pairs[1], one[0], one[2]);
        world.Relate(RelationType.Conjunction, pairs[2], one[1], one[2]);
        world.Relate(RelationType.Conjunction, Claim.No(majority), Claim.No(pairs[0]), Claim.No(pairs[1]), Claim.No(pairs[2]));

        // A hundred NO of the majority are fifty baskets of two, and lock 0.10 each.
        Opportunity found = Joint(world, "YES A, YES B, YES C, NO M", "1 1 1 2", "5.00");
        Assert.Equal(Q("50.00"), found.Units);
        Assert.Equal("2 times M together cannot be worth more than", found.Explanation[0][..44]);
    }

    [Fact]
    public void A_ring_of_five_of_which_neighbours_exclude_each_other()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market[] ring = [.. Enumerable.Range(0, 5).Select(i => Quote(world, $"M{i}", "0.45", "0.48"))];
        for (int i = 0; i < 5; i++)
        {
            world.Relate(RelationType.Exclusive, ring[i], ring[(i + 1) % 5]);
        }

        Opportunity found = Joint(world, "NO M0, NO M1, NO M2, NO M3, NO M4", "1 1 1 1 1", "25.00");
        Assert.Equal("enumerated, 11 worlds", found.Argument!.ToString());
        Assert.Equal(5, found.Relations.Count);
    }

    [Fact]
    public void Deadlines_and_the_months_between_them()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market march = Quote(world, "MAR", "0.18", "0.20");
        Market june = Quote(world, "JUN", "0.42", "0.45");
        Market april = Quote(world, "APR", "0.15", "0.17");
        Market later = Quote(world, "MAYJUN", "0.16", "0.18");
        world.Relate(RelationType.Subset, march, june);
        world.Relate(RelationType.Subset, april, june);
        world.Relate(RelationType.Subset, later, june);
        world.Relate(RelationType.Exclusive, march, april, later);

        Joint(world, "YES JUN, NO APR, NO MAR, NO MAYJUN", "1 1 1 1", "4.00");
    }

    [Fact]
    public void Three_events_and_their_pairs()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market[] one = [Quote(world, "A", "0.50", "0.54"), Quote(world, "B", "0.50", "0.54"), Quote(world, "C", "0.50", "0.54")];
        Market[] both = [Quote(world, "AB", "0.10", "0.14"), Quote(world, "AC", "0.10", "0.14"), Quote(world, "BC", "0.10", "0.14")];
        world.Relate(RelationType.Conjunction, both[0], one[0], one[1]);
        world.Relate(RelationType.Conjunction, both[1], one[0], one[2]);
        world.Relate(RelationType.Conjunction, both[2], one[1], one[2]);

        Opportunity found = Joint(world, "YES AB, YES AC, YES BC, NO A, NO B, NO C", "1 1 1 1 1 1", "8.00");
        Assert.Equal(3, found.Relations.Count);
    }

    [Fact]
    public void A_district_that_one_of_two_parties_of_three_must_win()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market x = Quote(world, "X", "0.28", "0.30");
        Market y = Quote(world, "Y", "0.33", "0.35");
        Market z = Quote(world, "Z", "0", "0");
        Market d = Quote(world, "D", "0.70", "0.74");
        world.Relate(RelationType.Partition, x, y, z);
        world.Relate(RelationType.Exclusive, d, z);

        Joint(world, "YES X, YES Y, NO D", "1 1 1", "5.00");
    }

    private static World Ranges(Ratio multiplier, string bid)
    {
        World world = new() { Multiplier = multiplier };
        Market three = Quote(world, "GE3", bid, "0.69");
        Market five = Quote(world, "GE5", "0.28", "0.30");
        Market low = Quote(world, "R34", "0.13", "0.15");
        Market high = Quote(world, "R45", "0.10", "0.12");
        world.Relate(new Relation(
            RelationType.Line,
            [Claim.Yes(three), Claim.Yes(five), Claim.Yes(low), Claim.Yes(high)],
            new CellLine(
                ["below 3", "3 to 4", "4 to 5", "5 and above"],
                [new CellSpan(1, 4), new CellSpan(3, 4), new CellSpan(1, 2), new CellSpan(2, 3)]))
        {
            Rule = "test",
            Confidence = R("0.995"),
        });
        return world;
    }

    private static Market Quote(World world, string ticker, string bid, string ask) =>
        world.Quoted(ticker, bid, bid == "0" ? "0" : "100.00", ask, ask == "0" ? "0" : "100.00");

    /// <summary>
    /// The one basket of the venue: its claims, its weights, what it locks on a hundred, and a proof that holds.
    /// </summary>
    private static Opportunity Joint(World world, string claims, string weights, string edge)
    {
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(Signal.Joint, found.Signal);
        Assert.Equal(RelationBasis.Together, found.Basis);
        Assert.Equal(claims, Claims(found));
        Assert.Equal(weights, string.Join(' ', found.Legs.Select(static leg => leg.Weight)));
        Assert.Equal(M(edge), found.Edge);
        Assert.Empty(ProofVerifier.Verify(ProofWriter.Write(found, MemberKind.Direct).Utf8).Faults);
        return found;
    }
}
