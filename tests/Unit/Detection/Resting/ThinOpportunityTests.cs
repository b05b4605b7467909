using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// What would add to an opportunity that is smaller than wanted: YES W offers 5 at 0.42 and the next at 0.60, NO N 50 at
/// 0.45, so that 5 unit baskets are bought and 45 of NO N remain.
/// </summary>
public sealed class ThinOpportunityTests
{
    // 45 baskets leave 45 - 20.25 - 0.7797 = 23.9703 (0.07 x 45 x 0.45 x 0.55 = 0.779625, to 21.0297 with the cost).
    // Sellers just asked 0.42: that costs 18.90. A cent more earns 0.1027 instead of 0.1127 a basket with the same
    // chance, and a cent less 0.1227 with half of it.
    [Fact]
    public void The_thin_leg_is_bid_for_and_what_is_left_of_the_others_taken()
    {
        Opportunity found = Assert.Single(Thin().Listed());
        Assert.Equal(Q("5"), found.Units);

        RestingOrder order = found.RestingOrder!;
        Assert.Equal(("YES W", P("0.42"), Q("45")), (order.Claim.ToString(), order.Price, order.Quantity));
        Assert.Equal(M("5.0703"), order.Edge);
        Assert.Equal(Quantity.Zero, order.QueueAhead);
        RestingTake take = Assert.Single(order.Takes);
        Assert.Equal(("NO N", P("0.45"), Q("45")), (take.Claim.ToString(), take.Price, take.Quantity));
    }

    [Fact]
    public void An_opportunity_of_the_size_wanted_needs_no_order() =>
        Assert.Null(Assert.Single(Thin().Listed(new DetectionOptions { DesiredContracts = Q("5") })).RestingOrder);

    [Fact]
    public void Two_thin_legs_leave_nothing_to_take()
    {
        World world = new();
        Market wide = world.Booked("W", [], [("0.42", "5")]);
        Market narrow = world.Booked("N", [("0.55", "5")], []);
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Null(Assert.Single(world.Listed()).RestingOrder);
    }

    // Nothing of YES W is left on offer: a bid may give what the last contract cost, and nothing stands ahead of it.
    [Fact]
    public void When_nobody_offers_the_thin_leg_any_more_the_last_price_is_bid()
    {
        World world = new();
        Market wide = world.Booked("W", [("0.30", "7")], [("0.42", "5")], Cents);
        Market narrow = world.Booked("N", [("0.55", "50")], [], Cents);
        world.Relate(RelationType.Subset, narrow, wide);

        RestingOrder order = Assert.Single(world.Listed()).RestingOrder!;

        Assert.Equal(("YES W", P("0.42")), (order.Claim.ToString(), order.Price));
        Assert.Equal(Quantity.Zero, order.QueueAhead);
    }

    [Fact]
    public void The_second_look_makes_the_order_from_the_fresh_books()
    {
        World world = Thin();
        Detector detector = new(new DetectionOptions());
        Opportunity candidate = Assert.Single(world.Listed());
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal)
        {
            ["W"] = Book([("0.52", "8"), ("0.51", "1")], [("0.5300", "2")], Now),
            ["N"] = Book([("0.55", "12")], [], Now),
        };

        Opportunity? still = detector.Resize(candidate, books, world.Snapshot(), Now, out string reason);

        // YES W at 0.53 and NO N at 0.45 still cross by 2 cents and miss by the fees: nothing is left, and no order is
        // made of it. With 0.42 on offer again there is one, below the new ask.
        Assert.Null(still);
        Assert.StartsWith("gone on second look", reason, StringComparison.Ordinal);

        books["W"] = Book([("0.40", "8"), ("0.39", "1")], [("0.42", "2")], Now);
        RestingOrder order = detector.Resize(candidate, books, world.Snapshot(), Now, out _)!.RestingOrder!;
        Assert.Equal(("YES W", Q("10")), (order.Claim.ToString(), order.Quantity));
        Assert.True(order.Price <= P("0.42"));
    }

    private static World Thin()
    {
        World world = new();
        Market wide = world.Booked("W", [("0.40", "9")], [("0.42", "5"), ("0.60", "100")], Cents);
        Market narrow = world.Booked("N", [("0.55", "50")], [("0.58", "9")], Cents);
        world.Relate(RelationType.Subset, narrow, wide);
        return world;
    }

    private static void Cents(Draft draft) => draft.TickGrid = TickGrid.Cent;
}
