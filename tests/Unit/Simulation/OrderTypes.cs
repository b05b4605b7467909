using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Simulation;

/// <summary>What each kind of order does when it meets the book.</summary>
public sealed class OrderTypes
{
    [Fact]
    public void A_bid_for_yes_meets_the_bid_for_no_at_the_rest_of_the_dollar_and_pays_the_makers_price()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        Order maker = exchange.Take(a, Some.Buy(Side.No, 40, 10));
        Order taker = exchange.Take(b, Some.Buy(Side.Yes, 65, 4));

        // The NO bid at 40 is an offer of YES at 60: the taker pays 60, not the 65 it would have paid.
        Assert.Equal(OrderStatus.Executed, taker.Status);
        Assert.Equal("2.4000", taker.TakerCost.ToString());
        Assert.Equal("997.6000", b.CashOn(0).ToString());
        Assert.Equal("1.6000", maker.MakerCost.ToString());
        Assert.Equal("6.00", maker.Remaining.ToString());
        Assert.Equal("4.00", exchange.Find("M-1-A")!.OpenInterest.ToString());
    }

    [Fact]
    public void The_better_price_trades_first_and_at_one_price_who_came_first()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        Order late = exchange.Take(a, Some.Buy(Side.No, 40, 1));
        Order later = exchange.Take(a, Some.Buy(Side.No, 40, 1));
        Order best = exchange.Take(a, Some.Buy(Side.No, 41, 1));
        Assert.Equal("2.00", exchange.QueuePosition(later).ToString());

        exchange.Take(b, Some.Buy(Side.Yes, 60, 2));

        Assert.Equal(
            [OrderStatus.Executed, OrderStatus.Resting, OrderStatus.Executed],
            new[] { late.Status, later.Status, best.Status });
    }

    [Fact]
    public void What_must_not_wait_takes_what_there_is_and_ends()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 3));
        Order order = exchange.Take(b, Some.Buy(Side.Yes, 60, 5, TimeInForce.ImmediateOrCancel));

        Assert.Equal(("3.00", "0.00"), (order.Filled.ToString(), order.Remaining.ToString()));
        Assert.Equal(OrderStatus.Canceled, order.Status);
        Assert.Empty(exchange.Find("M-1-A")!.Bids(Side.Yes));
    }

    [Fact]
    public void All_or_nothing_trades_nothing_where_not_all_is_there_and_uses_up_its_id()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 3));
        OrderRequest request = Some.Buy(Side.Yes, 60, 4, TimeInForce.FillOrKill) with { ClientOrderId = "mine" };

        Assert.Equal(RefusalCode.FillOrKillInsufficientVolume, exchange.Refuses(b, request));
        Assert.Equal("1000.0000", b.CashOn(0).ToString());
        Assert.Equal(RefusalCode.OrderAlreadyExists, exchange.Refuses(b, request with { Quantity = Quantity.FromContracts(3) }));

        // With a fresh id the three that are there are all of it.
        Assert.Equal(OrderStatus.Executed, exchange.Take(b, Some.Buy(Side.Yes, 60, 3, TimeInForce.FillOrKill)).Status);
    }

    [Fact]
    public void A_post_only_order_that_would_trade_is_cancelled_and_one_that_would_not_rests()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 3));

        Assert.Equal(ChangeReason.PostOnlyCrossCancel, exchange.Take(b, Some.Buy(Side.Yes, 60, 1) with { PostOnly = true }).LastChange);
        Assert.Equal(OrderStatus.Resting, exchange.Take(b, Some.Buy(Side.Yes, 59, 1) with { PostOnly = true }).Status);
        Assert.Equal(
            RefusalCode.InvalidOrder,
            exchange.Refuses(b, Some.Buy(Side.Yes, 59, 1, TimeInForce.ImmediateOrCancel) with { PostOnly = true }));
    }

    [Fact]
    public void A_reduce_only_order_closes_what_is_held_and_not_a_hundredth_more()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 3));
        exchange.Take(b, Some.Buy(Side.Yes, 60, 3));
        exchange.Take(a, Some.Buy(Side.Yes, 50, 10));

        Order exit = exchange.Take(b, Some.Buy(Side.No, 50, 10) with { ReduceOnly = true });

        Assert.Equal("3.00", exit.Filled.ToString());
        Assert.Equal(ChangeReason.ReduceOnlyCancel, exit.LastChange);
        Assert.Equal("0.00", b.HoldingOf("M-1-A").Quantity.ToString());

        // Bought at 60, sold at 50: three contracts lose thirty cents.
        Assert.Equal("999.7000", b.CashOn(0).ToString());
        Assert.Equal(ChangeReason.ReduceOnlyCancel, exchange.Take(b, Some.Buy(Side.No, 50, 1) with { ReduceOnly = true }).LastChange);
    }

    [Fact]
    public void Two_resting_reduce_only_orders_share_one_position()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 3));
        exchange.Take(b, Some.Buy(Side.Yes, 60, 3));
        Order first = exchange.Take(b, Some.Buy(Side.No, 45, 3) with { ReduceOnly = true });
        Order second = exchange.Take(b, Some.Buy(Side.No, 44, 3) with { ReduceOnly = true });

        Assert.Equal(
            RefusalCode.FillOrKillInsufficientVolume, exchange.Refuses(a, Some.Buy(Side.Yes, 60, 5, TimeInForce.FillOrKill)));
        Order taker = exchange.Take(a, Some.Buy(Side.Yes, 60, 5, TimeInForce.ImmediateOrCancel));

        Assert.Equal("3.00", taker.Filled.ToString());
        Assert.Equal(OrderStatus.Executed, first.Status);
        Assert.Equal(ChangeReason.ReduceOnlyCancel, second.LastChange);
    }

    [Theory]
    [InlineData(SelfTradePrevention.TakerAtCross, "2.00", OrderStatus.Resting)]
    [InlineData(SelfTradePrevention.Maker, "4.00", OrderStatus.Canceled)]
    public void Nobody_trades_with_himself(SelfTradePrevention way, string filled, OrderStatus own)
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 42, 2));
        Order mine = exchange.Take(b, Some.Buy(Side.No, 41, 5));
        exchange.Take(a, Some.Buy(Side.No, 40, 2));

        Order order = exchange.Take(b, Some.Buy(Side.Yes, 60, 4) with { SelfTrade = way });

        Assert.Equal(filled, order.Filled.ToString());
        Assert.Equal(own, mine.Status);
    }

    [Fact]
    public void An_order_with_a_date_ends_then_and_not_a_second_before()
    {
        (Exchange exchange, Account a, Account _) = Some.Free();
        Order order = exchange.Take(a, Some.Buy(Side.No, 40, 1) with { ExpiresAt = Some.Start.AddSeconds(10) });

        exchange.Advance(Some.Start.AddSeconds(9));
        Assert.Equal(OrderStatus.Resting, order.Status);
        exchange.Advance(Some.Start.AddSeconds(10));
        Assert.Equal(ChangeReason.ExpiryCancel, order.LastChange);
        Assert.Equal(
            RefusalCode.InvalidOrder, exchange.Refuses(a, Some.Buy(Side.No, 40, 1) with { ExpiresAt = Some.Start.AddSeconds(10) }, 10));
    }

    [Fact]
    public void Decreasing_keeps_the_place_and_amending_upwards_loses_it()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        Order first = exchange.Take(a, Some.Buy(Side.No, 40, 5));
        Order second = exchange.Take(a, Some.Buy(Side.No, 40, 5));

        exchange.Decrease(a, first.Id, Quantity.FromContracts(2), Some.Start);
        Assert.Equal("2.00", exchange.QueuePosition(second).ToString());
        exchange.Amend(a, first.Id, first.Price, Quantity.FromContracts(1), Some.Start);
        Assert.Equal("1.00", exchange.QueuePosition(second).ToString());
        exchange.Amend(a, first.Id, first.Price, Quantity.FromContracts(3), Some.Start);
        Assert.Equal("0.00", exchange.QueuePosition(second).ToString());

        // A better price may trade at once.
        exchange.Take(b, Some.Buy(Side.Yes, 55, 1));
        exchange.Amend(a, first.Id, Price.FromTicks(4_500), Quantity.FromContracts(3), Some.Start);
        Assert.Equal("1.00", first.Filled.ToString());
    }

    [Fact]
    public void An_order_group_that_matched_its_limit_within_fifteen_seconds_is_cancelled_and_blocked()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        OrderGroup group = exchange.OpenGroup(a, Quantity.FromContracts(3));
        OrderRequest grouped = Some.Buy(Side.No, 40, 2) with { OrderGroupId = group.Id };
        exchange.Take(a, grouped);
        exchange.Take(a, grouped);
        Order third = exchange.Take(a, grouped);

        exchange.Take(b, Some.Buy(Side.Yes, 60, 2), 1);
        Assert.False(group.IsBlocked);

        // Sixteen seconds later the first match is forgotten; two more at once are not enough, one further is.
        exchange.Take(b, Some.Buy(Side.Yes, 60, 2), 17);
        Assert.False(group.IsBlocked);
        exchange.Take(b, Some.Buy(Side.Yes, 60, 1), 18);

        Assert.True(group.IsBlocked);
        Assert.Equal(ChangeReason.OrderGroupCancel, third.LastChange);
        Assert.Equal(RefusalCode.OrderGroupBlocked, exchange.Refuses(a, grouped, 18));
        Exchange.Reset(group);
        Assert.Equal(OrderStatus.Resting, exchange.Take(a, grouped, 18).Status);
    }

    [Fact]
    public void Prices_off_the_grid_and_sizes_that_are_none_are_refused_by_name()
    {
        (Exchange exchange, Account a, Account _) = Some.Free();
        OrderRequest good = Some.Buy(Side.No, 40, 1);

        Assert.Equal(RefusalCode.InvalidPrice, exchange.Refuses(a, good with { Price = Price.FromTicks(4_050) }));
        Assert.Equal(RefusalCode.InvalidPrice, exchange.Refuses(a, good with { Price = Price.One }));
        Assert.Equal(RefusalCode.InvalidOrderSize, exchange.Refuses(a, good with { Quantity = Quantity.Zero }));
        Assert.Equal(RefusalCode.MarketNotFound, exchange.Refuses(a, good with { Ticker = "X" }));
        Assert.Equal(RefusalCode.OrderGroupNotFound, exchange.Refuses(a, good with { OrderGroupId = "group-9" }));
    }
}
