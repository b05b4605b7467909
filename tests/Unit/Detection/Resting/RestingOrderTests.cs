using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// The order that would make a near miss trade. Unless a test says otherwise YES W is 0.44 bid, 0.46 asked, and YES N,
/// which implies it, 0.47 bid, 0.49 asked: the basket is YES W at 0.46 and NO N at 0.53.
/// </summary>
public sealed class RestingOrderTests
{
    private static readonly Open<FeeType> MakersPay = new(FeeType.QuadraticWithMakerFees, "quadratic_with_maker_fees");

    // Resting NO N leaves 10 - 4.60 - 0.1739 = 5.2261 for it (0.07 x 10 x 0.46 x 0.54 = 0.17388, to $0.0001). With 50
    // wanted, 0.52 has nobody ahead: 0.00261 x 10 / 50 / 2 = 0.000261; 0.51 joins 10: 0.01261 x 10 / 60 / 4 = 0.000525;
    // 0.50 is 0.02261 x 10 / 60 / 8 = 0.000471. Resting YES W leaves 4.5256: at best 0.44, 0.01256 x 10 / 60 / 4.
    [Fact]
    public void A_near_miss_says_which_order_would_make_it_trade()
    {
        RestingOrder order = Order(Pair(new World()));

        Assert.Equal("NO N", order.Claim.ToString());
        Assert.Equal(P("0.51"), order.Price);
        Assert.Equal(Q("10"), order.Quantity);
        Assert.Equal(Money.Zero, order.Fee);
        Assert.Equal(Q("10"), order.QueueAhead);
        RestingTake take = Assert.Single(order.Takes);
        Assert.Equal(("YES W", P("0.46"), Q("10"), M("0.1739")), (take.Claim.ToString(), take.Price, take.Quantity, take.Fee));
        Assert.Equal(M("0.1261"), order.Edge);
        Assert.Equal(M("0.0126"), order.Magnitude);
        Assert.Empty(order.Caveats);
        Assert.Equal(
            "rest NO N at 0.5100 for 10.00; if filled, take YES W at 0.4600; edge 1.26 cents after fees, "
                + "if it still stands; 10.00 ahead in the queue",
            order.Words);
    }

    // A quarter of the taker fee: YES W at 0.43 costs 0.0175 x 10 x 0.43 x 0.57 = 0.0428925, to 0.0429 on the balance of
    // 4.30, and leaves 4.5256 - 4.3429 = 0.1827: 0.01827 x 10 / 60 / 8 = 0.000381. NO N at 0.50 leaves 5.2261 - 5.0438.
    [Fact]
    public void A_maker_fee_is_charged_where_the_series_has_one()
    {
        RestingOrder order = Order(Pair(new World { FeeType = MakersPay }));

        Assert.Equal(("YES W", P("0.43")), (order.Claim.ToString(), order.Price));
        Assert.Equal(M("0.0429"), order.Fee);
        Assert.Equal(M("0.1827"), order.Edge);
    }

    [Fact]
    public void The_queue_below_the_touch_is_unknown_when_only_the_touch_is_known()
    {
        RestingOrder order = Order(Pair(new World { FeeType = MakersPay }));

        Assert.Null(order.QueueAhead);
        Assert.Equal(
            "only the touch of the book is known: the queue ahead is at least 10.00 and perhaps more",
            Assert.Single(order.Caveats));
        Assert.EndsWith("the queue ahead is unknown", order.Words, StringComparison.Ordinal);
    }

    // The same prices with a book: 10 at 0.44 and 3 at 0.43 stand ahead, what is bid below does not count.
    [Fact]
    public void The_queue_is_all_that_is_bid_at_the_price_or_better()
    {
        World world = new() { FeeType = MakersPay };
        Market wide = world.Booked(
            "W", [("0.44", "10"), ("0.43", "3"), ("0.42", "500")], [("0.46", "10")], static draft => draft.TickGrid = TickGrid.Cent);
        Market narrow = world.Booked(
            "N", [("0.47", "10")], [("0.49", "10000")], static draft => draft.TickGrid = TickGrid.Cent);
        world.Relate(RelationType.Subset, narrow, wide);

        RestingOrder order = Order(world);

        Assert.Equal(("YES W", P("0.43")), (order.Claim.ToString(), order.Price));
        Assert.Equal(Q("13"), order.QueueAhead);
        Assert.Empty(order.Caveats);
    }

    // Behind 10,000 an order is never filled: 0.0261 on 10 at the head of the queue is worth more.
    [Fact]
    public void A_long_queue_is_outbid()
    {
        RestingOrder order = Order(Pair(new World(), wideBid: "10000", narrowAsk: "10000"));

        Assert.Equal(("NO N", P("0.52")), (order.Claim.ToString(), order.Price));
        Assert.Equal(Quantity.Zero, order.QueueAhead);
        Assert.Equal(M("0.0261"), order.Edge);
        Assert.EndsWith("nobody ahead in the queue", order.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_is_bid_for_than_the_others_complete_and_the_options_allow()
    {
        Assert.Equal(Q("7.25"), Order(Pair(new World(), wideAsk: "7.25", narrowBid: "7.25")).Quantity);
        Assert.Equal(Q("2"), Order(Pair(new World()), new DetectionOptions { MaxUnits = Q("2") }).Quantity);
    }

    // A hundredth of a contract pays one cent; each of two orders costs a broker's account at least one.
    [Fact]
    public void No_order_is_shown_where_rounding_takes_every_edge()
    {
        World world = Pair(new World(), wideAsk: "0.01", narrowBid: "0.01");

        NearMiss miss = Assert.Single(world.Detect(new DetectionOptions { Member = MemberKind.NonDirect }).NearMisses);

        Assert.Null(miss.RestingOrder);
    }

    [Fact]
    public void Nobody_rests_on_one_side_of_a_market_while_taking_the_other()
    {
        World world = new();
        Market market = world.Quoted("A", "0.49", "10", "0.51", "10");
        world.Relate(RelationType.Exhaustive, [Claim.Yes(market), Claim.No(market)]);

        Assert.Null(Assert.Single(world.Detect().NearMisses).RestingOrder);
    }

    [Fact]
    public void Assumed_fees_and_sizes_are_named()
    {
        World world = new() { AssumedFee = new FeeTerms(FeeType.Quadratic, Ratio.One, "by hand", IsAssumed: true) };
        Pair(world, change: static draft => draft.SizesAssumed = true);

        RestingOrder order = Order(world);

        Assert.Null(order.QueueAhead);
        Assert.Equal(
            [
                "the bids that stand ahead could not be read, or have no size",
                "a fee is assumed, not read from the venue",
                "the size is assumed: the recording has none",
            ],
            order.Caveats);
    }

    // The first price below the ask of a grid by 2 cents near the ends and 5 between; a NO price is valid where its
    // complement is.
    [Fact]
    public void The_price_lies_on_the_grid_of_the_side()
    {
        TickGrid grid = TickGrid.TryCreate(
        [
            new PriceBand(Price.Zero, P("0.20"), 200), new PriceBand(P("0.20"), P("0.80"), 500), new PriceBand(P("0.80"), Price.One, 200),
        ])!;
        World world = new();
        Market wide = world.Quoted("W", "0.10", "10", "0.18", "10", draft => draft.TickGrid = grid);
        Market narrow = world.Quoted("N", "0.18", "10", "0.25", "10", draft => draft.TickGrid = grid);
        world.Relate(RelationType.Subset, narrow, wide);

        RestingOrder order = Order(world);

        // NO N at 0.82 leaves 0.18 - 0.010332 = 0.1697 for YES W: 0.16 is the next valid price, 0.17 is none. Resting on
        // NO N instead, next below 0.82, is 0.80, whose complement 0.20 is valid: it leaves 0.02 - 0.0103.
        Assert.Equal(("YES W", P("0.16")), (order.Claim.ToString(), order.Price));
        Assert.True(grid.Contains(order.Price));
    }

    // Two NO M and YES A, B, C pay 2; at 0.56 and 0.30 each they cost 2.02, fee-free. Two NO M at 0.54 leave 0.02 a basket,
    // 0.02 / 2^2; at 0.53 it is 0.04 / 2^3, no better. A at 0.27 would leave 0.01 / 2^3.
    [Fact]
    public void A_basket_may_need_several_of_the_resting_claim()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market[] markets =
        [
            world.Quoted("M", "0.44", "90", "0.60", "90", static draft => draft.TickGrid = TickGrid.Cent),
            .. ((string[])["A", "B", "C"]).Select(ticker =>
                world.Quoted(ticker, "0.20", "90", "0.30", "10", static draft => draft.TickGrid = TickGrid.Cent)),
        ];
        Board board = new(world.Snapshot(), new DetectionOptions());
        RestingLeg[] legs = [.. markets.Select((market, i) => board.SlotOf(i == 0 ? Claim.No(market) : Claim.Yes(market)))
            .Select((slot, i) => RestingLeg.After(board.LegOf(slot), i == 0 ? 2 : 1, Quantity.Zero, board.BidsFor(slot)))];

        RestingOrder order = new RestingSearch(new DetectionOptions()).Best(legs, atLeast: 2)!;

        Assert.Equal(("NO M", P("0.54"), Q("20")), (order.Claim.ToString(), order.Price, order.Quantity));
        Assert.Equal([Q("10"), Q("10"), Q("10")], order.Takes.Select(static take => take.Quantity));
        Assert.Equal((M("0.20"), M("0.02")), (order.Edge, order.Magnitude));
    }

    private static RestingOrder Order(World world, DetectionOptions? options = null) =>
        Assert.Single(world.Detect(options).NearMisses).RestingOrder!;

    private static World Pair(
        World world,
        string wideBid = "10",
        string wideAsk = "10",
        string narrowBid = "10",
        string narrowAsk = "10",
        Action<Draft>? change = null)
    {
        void Cents(Draft draft)
        {
            draft.TickGrid = TickGrid.Cent;
            change?.Invoke(draft);
        }

        Market wide = world.Quoted("W", "0.44", wideBid, "0.46", wideAsk, Cents);
        Market narrow = world.Quoted("N", "0.47", narrowBid, "0.49", narrowAsk, Cents);
        world.Relate(RelationType.Subset, narrow, wide);
        return world;
    }
}
