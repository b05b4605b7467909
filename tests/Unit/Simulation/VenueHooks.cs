using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Simulation;

/// <summary>What a venue around the engine needs of it beyond matching.</summary>
public sealed class VenueHooks
{
    [Fact]
    public void An_order_that_rests_is_not_forgotten_and_one_that_ended_is()
    {
        (Exchange exchange, Account a, _) = Some.Free();
        Order order = exchange.Take(a, Some.Buy(Side.Yes, 40, 10));
        Assert.False(exchange.Forget(order));
        Assert.True(exchange.Orders.ContainsKey(order.Id));
        exchange.Cancel(a, order.Id, Some.Start);
        Assert.True(exchange.Forget(order));
        Assert.Empty(exchange.Orders);
    }

    [Fact]
    public void Fees_that_change_apply_to_orders_placed_after()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(b, Some.Buy(Side.No, 50, 100));
        Assert.Equal(Money.Zero, exchange.Take(a, Some.Buy(Side.Yes, 50, 50)).TakerFees);
        exchange.ChangeFees("M-1-A", new FeeTerms(FeeType.Quadratic, Ratio.One, "test"));

        // 0.07 x 50 x 0.5 x 0.5 = 0.875.
        Assert.Equal(Money.FromMicros(875_000), exchange.Take(a, Some.Buy(Side.Yes, 50, 50)).TakerFees);
    }

    [Fact]
    public void An_amended_order_may_get_a_new_client_id_which_then_is_used()
    {
        (Exchange exchange, Account a, _) = Some.Free();
        Order order = exchange.Take(a, Some.Buy(Side.Yes, 40, 10) with { ClientOrderId = "one" });
        exchange.Amend(a, order.Id, Price.FromTicks(4_100), Quantity.FromContracts(10), Some.Start, "two");
        Assert.Equal("two", order.Request.ClientOrderId);
        Assert.Equal(RefusalCode.OrderAlreadyExists, exchange.Refuses(a, Some.Buy(Side.Yes, 40, 1) with { ClientOrderId = "two" }));
        OrderAnswer again = exchange.Amend(a, order.Id, Price.FromTicks(4_000), Quantity.FromContracts(10), Some.Start, "one");
        Assert.Equal(RefusalCode.OrderAlreadyExists, Assert.IsType<OrderAnswer.Refused>(again).Code);
    }

    [Fact]
    public void A_venue_that_forgets_takes_a_client_id_twice()
    {
        (Exchange exchange, Account a, _) = Some.Free();
        exchange.Take(a, Some.Buy(Side.Yes, 40, 1) with { ClientOrderId = "one" });
        exchange.RefusesUsedIds = false;
        exchange.Take(a, Some.Buy(Side.Yes, 40, 1) with { ClientOrderId = "one" });
        exchange.RefusesUsedIds = true;
        Assert.Equal(RefusalCode.OrderAlreadyExists, exchange.Refuses(a, Some.Buy(Side.Yes, 40, 1) with { ClientOrderId = "one" }));
    }

    [Fact]
    public void A_groups_limit_can_be_changed_while_it_counts()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        OrderGroup group = exchange.OpenGroup(a, Quantity.FromContracts(5));
        exchange.Take(b, Some.Buy(Side.No, 60, 100));
        exchange.Take(a, Some.Buy(Side.Yes, 40, 4) with { OrderGroupId = group.Id });
        Exchange.SetLimit(group, Quantity.FromContracts(20));
        exchange.Take(a, Some.Buy(Side.Yes, 40, 4) with { OrderGroupId = group.Id });
        Assert.False(group.IsBlocked);
    }
}
