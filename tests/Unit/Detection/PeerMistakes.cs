using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// What other programs answer and why it is wrong, one test each, with their answer worked out beside ours.
/// </summary>
public sealed class PeerMistakes
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    // W1. "The cheapest outcome costs 0.22, less than a dollar: arbitrage." It minimises the price of one world instead of asking
    // what is paid in the worst; all three together cost 1.06.
    [Fact]
    public void W1_the_price_of_one_world_covers_no_other()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(
            RelationType.Partition,
            world.Quoted("A", "0.48", "50", "0.52", "50"),
            world.Quoted("B", "0.28", "50", "0.32", "50"),
            world.Quoted("C", "0.18", "50", "0.22", "50"));

        decimal theirs = new[] { 0.52m, 0.32m, 0.22m }.Min();
        Assert.True(theirs < 1);
        Assert.Empty(world.Listed(NoMargin));
    }

    // W2. Middles of 0.545 and 0.525 "violate" a subset by two cents; the narrow one is bid 0.50, the wide one asked 0.57.
    [Fact]
    public void W2_middles_are_not_prices()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(RelationType.Subset, world.Quoted("N", "0.50", "50", "0.59", "50"), world.Quoted("W", "0.48", "50", "0.57", "50"));

        const decimal theirs = ((0.50m + 0.59m) / 2) - ((0.48m + 0.57m) / 2);
        Assert.Equal(0.02m, theirs);
        Assert.Empty(world.Listed(NoMargin));
    }

    // W3. NO "at 1 - ask": three at 0.40 make 1.80 for a payout of 2. NO costs 1 - bid: 2.10.
    [Fact]
    public void W3_no_costs_one_less_the_bid()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(
            RelationType.Exclusive,
            world.Quoted("A", "0.30", "50", "0.40", "50"),
            world.Quoted("B", "0.30", "50", "0.40", "50"),
            world.Quoted("C", "0.30", "50", "0.40", "50"));

        Assert.Equal(0.20m, 2 - (3 * (1 - 0.40m)));
        Assert.Empty(world.Listed(NoMargin));
    }

    // W3 too: a sum over the markets seen so far. Two of three members at 0.30 and 0.35 are no cheap partition.
    [Fact]
    public void W3_a_half_loaded_event_is_not_underpriced()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(RelationType.Exclusive, world.Quoted("A", "0.28", "50", "0.30", "50"), world.Quoted("B", "0.33", "50", "0.35", "50"));

        Assert.True(0.30m + 0.35m < 1);
        Assert.Empty(world.Listed(NoMargin));
    }

    // W4. "The nomination implies the election": read backwards, a nomination bid 0.60 beside an election asked 0.40 is twenty
    // cents. The election implies the nomination, and nothing trades.
    [Fact]
    public void W4_an_implication_read_backwards_invents_a_trade()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market nominated = world.Quoted("NOM", "0.60", "50", "0.62", "50");
        Market elected = world.Quoted("ELE", "0.38", "50", "0.40", "50");
        world.Relate(RelationType.Subset, elected, nominated);

        Assert.Empty(world.Listed(NoMargin));
    }

    // W5. The implication strategy sells YES on both legs with a "maximum loss of 0": of narrow implies wide it must buy the wide.
    [Fact]
    public void W5_an_implication_buys_the_wide_claim_and_sells_the_narrow_one()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market narrow = world.Quoted("N", "0.60", "50", "0.62", "50");
        Market wide = world.Quoted("W", "0.48", "50", "0.50", "50");
        world.Relate(RelationType.Subset, narrow, wide);

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal("YES W, NO N", Claims(found));
        Assert.Equal(-(found.Cost + found.Fees), found.WorstAbnormal);
    }

    // W6. Four, five, six or seven at 0.92 together "lock eight cents"; three or fewer is not listed, so that nothing must pay.
    [Fact]
    public void W6_exclusive_is_not_exhaustive()
    {
        World world = new() { Multiplier = Ratio.Zero };
        world.Relate(RelationType.Exclusive, [.. Enumerable.Range(4, 4).Select(i => world.Quoted($"X{i}", "0.21", "50", "0.23", "50"))]);

        Assert.Equal(0.08m, 1 - (4 * 0.23m));
        Assert.Empty(world.Listed(NoMargin));
    }

    // W7. Bought and sold the same market's two sides, never the other market's. No basket names a market twice.
    [Fact]
    public void W7_no_basket_has_both_sides_of_one_market()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market narrow = world.Quoted("N", "0.60", "50", "0.62", "50");
        Market wide = world.Quoted("W", "0.48", "50", "0.50", "50");
        world.Relate(RelationType.Subset, narrow, wide);
        world.Relate(RelationType.Equivalence, narrow, wide);

        Assert.All(world.Listed(NoMargin), static found =>
            Assert.Equal(found.Legs.Count, found.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct().Count()));
    }

    // W8. A cent a contract calls 0.05 and 0.93 a loss (four cents of fees on two); a flat 1.5 % calls 0.49 and 0.49 a profit
    // (1.47 cents on two). Fees are 0.07 p (1 - p): 0.79 cents, and 3.50.
    [Fact]
    public void W8_fees_are_neither_a_cent_a_contract_nor_a_flat_share()
    {
        World cheap = new();
        cheap.Relate(RelationType.Subset, cheap.Quoted("N", "0.07", "100", "0.09", "100"), cheap.Quoted("W", "0.04", "100", "0.05", "100"));
        Assert.True(0.02m - (2 * 0.01m) <= 0);
        Assert.Equal(M("1.2118"), Assert.Single(cheap.Listed(NoMargin)).Edge); // 2.00 - 0.3325 - 0.4557

        World even = new();
        even.Relate(RelationType.Subset, even.Quoted("N", "0.51", "100", "0.53", "100"), even.Quoted("W", "0.47", "100", "0.49", "100"));
        Assert.True(0.02m - (0.015m * 0.98m) > 0);
        Assert.Empty(even.Listed(NoMargin));
    }

    // W9b. A book that holds bids on both sides read as asks stands upside down: 0.40 bid and a NO bid of 0.35 become an "ask" of
    // 0.40 and 0.35. What YES costs is one less the NO bid: 0.65.
    [Fact]
    public void W9b_both_sides_of_a_book_are_bids()
    {
        OrderBook book = OrderBook.Create(
            [new BookLevel(P("0.40"), Q("10"))], [new BookLevel(P("0.35"), Q("10"))], Now);

        Assert.Equal(P("0.65"), Assert.Single(book.Asks(Side.Yes)).Price);
        Assert.Equal(P("0.60"), Assert.Single(book.Asks(Side.No)).Price);
    }

    // W10. Books that were read at different times are no snapshot: five seconds apart, two allowed.
    [Fact]
    public void W10_books_that_lie_apart_prove_nothing()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market narrow = world.Quoted("N", "0.60", "50", "0.62", "50");
        Market wide = world.Quoted("W", "0.48", "50", "0.50", "50");
        world.Relate(RelationType.Subset, narrow, wide);
        Opportunity candidate = Assert.Single(world.Listed(NoMargin));
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal)
        {
            ["N"] = Book([("0.60", "50")], [("0.62", "50")], Now.AddSeconds(-5)),
            ["W"] = Book([("0.48", "50")], [("0.50", "50")], Now),
        };

        Detector detector = new(NoMargin with { MaxBookAge = TimeSpan.FromMinutes(1) });
        Assert.Null(detector.Resize(candidate, books, world.Snapshot(), Now, out string reason));
        Assert.Equal("its books lie 5.0 s apart, more than 2.0 s", reason);
    }

    // W12. 16 bits of hundredths end at 327 contracts; a million contracts at 0.42 and 0.45 are 870,000 dollars.
    [Fact]
    public void W12_a_million_contracts_do_not_overflow()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market low = world.Quoted("X-T60", "0.40", "1000000", "0.42", "1000000");
        Market high = world.Quoted("X-T61", "0.55", "1000000", "0.57", "1000000");
        world.Relate(RelationType.Threshold, high, low);

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(M("870000"), found.Cost);
        Assert.Equal(M("130000"), found.Edge);
    }

    // W13. Fifty dollars on each leg: 119.04 of YES at 0.42 and 90.90 of NO at 0.55. Where only the NO pays, 90.90 comes back for
    // the hundred. Equal contracts cost 0.97 a basket and pay a dollar.
    [Fact]
    public void W13_legs_are_equal_in_contracts_not_in_dollars()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market low = world.Quoted("X-T60", "0.40", "500", "0.42", "500");
        Market high = world.Quoted("X-T61", "0.45", "500", "0.57", "500");
        world.Relate(RelationType.Threshold, high, low);

        Assert.True(Math.Min(50 / 0.42m, 50 / 0.55m) - 100 < -9);
        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.All(found.Legs, static leg => Assert.Equal(Q("500"), leg.Quantity));
        Assert.Equal(M("15"), found.Edge);
    }

    // W15. A tie paid fifty cents to both teams: settlement at any value may cost everything, and a void leg the other one.
    [Fact]
    public void W15_abnormal_settlement_has_its_own_figures()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market low = world.Quoted("X-T60", "0.40", "10", "0.42", "10");
        Market high = world.Quoted("X-T61", "0.55", "10", "0.57", "10");
        world.Relate(RelationType.Threshold, high, low);

        // 4.20 for YES and 4.50 for NO. With YES void and NO lost 4.20 comes back of 8.70, with NO void and YES lost 4.50.
        AbnormalLosses abnormal = Assert.Single(world.Listed(NoMargin)).Abnormal!;
        Assert.Equal(new AbnormalLosses(M("-4.50"), null, M("-8.70")), abnormal);
    }

    // W17. "The pair was violated in 30 % of the ticks: the relation is refuted." The violation is the trade; a relation is refuted
    // by settlement alone, and detection leaves its confidence as it is.
    [Fact]
    public void W17_a_violation_is_no_evidence_that_is_counted_here()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market narrow = world.Quoted("N", "0.60", "50", "0.62", "50");
        Market wide = world.Quoted("W", "0.48", "50", "0.50", "50");
        Relation relation = world.Relate(RelationType.Subset, narrow, wide);

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(relation.Confidence, found.Confidence);
        Assert.Equal(relation.Confidence, Assert.Single(world.Listed(NoMargin)).Confidence);
    }
}
