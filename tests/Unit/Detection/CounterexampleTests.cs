using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>Where well-known formulas go wrong, and what is right.</summary>
public sealed class CounterexampleTests
{
    // A implies M implies B. M is quoted 0.01 / 0.99, so both adjacent pairs look fine; A is bid 0.60 and B asked 0.50.
    // NO A at 0.40 and YES B at 0.50 cost 0.90. Fees a contract: 0.07 x 0.24 = 0.0168 and 0.07 x 0.25 = 0.0175.
    [Fact]
    public void A_pair_that_an_illiquid_claim_between_hides_is_found()
    {
        World world = new();
        Market a = world.Quoted("A", "0.60", "10", "0.65", "10");
        Market m = world.Quoted("M", "0.01", "10", "0.99", "10");
        Market b = world.Quoted("B", "0.45", "10", "0.50", "10");
        world.Relate(RelationType.Subset, a, m, b);

        Opportunity found = Assert.Single(world.Listed());

        Assert.Equal("YES B, NO A", Claims(found));
        Assert.Equal(M("0.657"), found.Edge); // 10 - 9.00 - 0.168 - 0.175
        Assert.Equal(["A", "B"], Assert.Single(found.Relations).Tickers);
    }

    // A.yes_ask - B.yes_bid = 0.05 is no edge: it is both spreads less the real 0.15 that is missing.
    [Fact]
    public void Asks_against_bids_of_the_wrong_side_are_no_edge()
    {
        World world = new();
        Market a = world.Quoted("A", "0.30", "100", "0.40", "100");
        Market b = world.Quoted("B", "0.35", "100", "0.45", "100");
        world.Relate(RelationType.Subset, a, b);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        NearMiss miss = Assert.Single(report.NearMisses);
        Assert.True(miss.Edge < M("-0.15")); // the 0.15 and two fees
    }

    [Fact]
    public void Two_empty_books_are_no_opportunity()
    {
        World world = new();
        Market a = world.Quoted("A", "0", "0", "1", "0");
        Market b = world.Quoted("B", "0", "0", "1", "0");
        world.Relate(RelationType.Equivalence, a, b);
        world.Relate(RelationType.Partition, a, b);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Empty(report.NearMisses);
        Assert.Equal(2, Lost(report, "executable on at least one side", "no bid and no ask"));
    }

    // Two bills both bid 0.60 may both pass: without a relation that excludes it, 1.20 of bids says nothing.
    [Fact]
    public void Bids_above_one_say_nothing_of_markets_that_may_both_win()
    {
        World world = new();
        Market one = world.Quoted("ONE", "0.60", "10", "0.62", "10");
        Market two = world.Quoted("TWO", "0.60", "10", "0.62", "10");
        world.Relate(RelationType.Exhaustive, one, two);

        Assert.Empty(world.Listed());
    }

    // Candidates asked 0.90 in all may all lose to one who is not listed.
    [Fact]
    public void Asks_below_one_say_nothing_of_markets_that_may_all_lose()
    {
        World world = new();
        Market one = world.Quoted("ONE", "0.40", "10", "0.45", "10");
        Market two = world.Quoted("TWO", "0.40", "10", "0.45", "10");
        world.Relate(RelationType.Exclusive, one, two);

        Assert.Empty(world.Listed());
    }

    // A broker's member: each order is aligned up to a cent, and payouts of hundredths of a contract are whole cents.
    // YES at 0.02 and NO at 0.97 leave 0.006591 a basket before rounding, so one basket can never leave a whole cent.
    // Of ten, 9.35 are best: 0.187 + 0.012829 becomes 0.20 and 9.0695 + 0.019046 becomes 9.09, which leaves 0.06; all
    // ten would leave 0.05.
    [Theory]
    [InlineData("1.00", null)]
    [InlineData("10.00", "0.06")]
    public void Rounding_takes_a_small_basket_and_leaves_a_large_one(string size, string? edge)
    {
        World world = new();
        Market narrow = world.Quoted("N", "0.03", size, "0.06", size);
        Market wide = world.Quoted("W", "0.01", size, "0.02", size);
        world.Relate(RelationType.Subset, narrow, wide);

        IReadOnlyList<Opportunity> listed = world.Listed(
            new DetectionOptions { Member = MemberKind.NonDirect, FeeSafetyMultiplier = Ratio.Zero });

        Assert.Equal(edge is null ? [] : [M(edge)], listed.Select(static found => found.Edge));
    }

    // Means 0.535 and 0.545 are inverted by a cent, but the bid of the narrow one, 0.54, meets the ask of the wide one,
    // 0.54.
    [Fact]
    public void An_inversion_inside_the_spreads_is_no_opportunity()
    {
        World world = new();
        Market wide = world.Quoted("KXPAYROLLS-26SEP-T50000", "0.53", "100", "0.54", "100");
        Market narrow = world.Quoted("KXPAYROLLS-26SEP-T60000", "0.54", "100", "0.55", "100");
        world.Relate(RelationType.Threshold, narrow, wide);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Equal(0, report.Funnel.Single(static stage => stage.Stage == "crossing before fees").Out);
        Assert.Equal(M("-0.034776"), Assert.Single(report.NearMisses).Edge); // two fees of 0.07 x 0.54 x 0.46
    }

    // A solver that prices one outcome instead of all calls this cheap: the dearest outcome costs 0.52, all three 1.06.
    [Fact]
    public void Coherent_prices_of_a_partition_yield_nothing()
    {
        World world = new();
        world.Relate(
            RelationType.Partition,
            world.Quoted("A", "0.48", "50", "0.52", "50"),
            world.Quoted("B", "0.28", "50", "0.32", "50"),
            world.Quoted("C", "0.18", "50", "0.22", "50"));

        Assert.Empty(world.Listed());
    }

    // Middles 0.545 and 0.525 look inverted by two cents; nobody trades at a middle.
    [Fact]
    public void Middle_prices_are_never_used()
    {
        World world = new();
        Market narrow = world.Quoted("N", "0.50", "50", "0.59", "50");
        Market wide = world.Quoted("W", "0.48", "50", "0.57", "50");
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Empty(world.Listed());
    }

    // Asks of 0.40 each add to 1.20: a NO priced at 1 - ask would cost 0.60 and three of them 1.80 for a payout of 2.
    // The bids of 0.30 make NO cost 0.70 each.
    [Fact]
    public void No_costs_one_less_the_bid_not_the_ask()
    {
        World world = new();
        world.Relate(
            RelationType.Exclusive,
            world.Quoted("A", "0.30", "50", "0.40", "50"),
            world.Quoted("B", "0.30", "50", "0.40", "50"),
            world.Quoted("C", "0.30", "50", "0.40", "50"));

        Assert.Empty(world.Listed());
    }

    // A cent a contract and order would be 0.04 of fees on a gap of 0.02; the venue takes 0.07 x 0.05 x 0.95 and
    // 0.07 x 0.93 x 0.07 a contract: 0.3325 and 0.4557 on a hundred.
    [Fact]
    public void A_fee_is_not_rounded_up_to_a_cent_for_each_contract()
    {
        World world = new();
        Market narrow = world.Quoted("N", "0.07", "100", "0.09", "100");
        Market wide = world.Quoted("W", "0.04", "100", "0.05", "100");
        world.Relate(RelationType.Subset, narrow, wide);

        Opportunity found = Assert.Single(world.Listed());

        Assert.Equal(M("0.7882"), found.Fees);
        Assert.Equal(M("1.2118"), found.Edge); // 100 x 0.02 - 0.7882
    }

    // Near a half two fees are 0.035 a basket: a flat percentage calls a gap of 0.02 a profit.
    [Fact]
    public void Two_cents_near_a_half_do_not_pay_two_fees()
    {
        World world = new();
        Market narrow = world.Quoted("N", "0.51", "100", "0.53", "100");
        Market wide = world.Quoted("W", "0.47", "100", "0.49", "100");
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Empty(world.Listed());
    }

    // Recorded once: a game of two teams, asked 0.52 for two contracts and 0.45 for 248. The gap is 0.03 a basket; fees
    // at multiplier 1 are 0.017472 + 0.017325 a contract, at a half 0.008736 + 0.0086625. Two baskets at a half: 1.94,
    // and fees of 0.0175 + 0.0174 aligned to $0.0001: edge 0.0251. That is below twice the fees.
    [Theory]
    [InlineData("1", null)]
    [InlineData("0.5", "0.0251")]
    public void Asks_of_97_cents_for_two_contracts_pay_only_at_half_fees(string multiplier, string? edge)
    {
        World world = new() { Multiplier = R(multiplier) };
        world.Relate(
            RelationType.Exhaustive,
            world.Quoted("LAD", "0.50", "2.00", "0.52", "2.00"),
            world.Quoted("AZ", "0.43", "124.00", "0.45", "248.00"));

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Equal(edge is null ? [] : [M(edge)], report.BelowThreshold.Select(static found => found.Edge));
        const string why = "below the fee safety multiple: the first basket earns 1.26 cents, not 2 x its fees of 1.73 cents";
        Assert.All(report.BelowThreshold, static found => Assert.Equal([why], found.BelowThreshold));
    }
}
