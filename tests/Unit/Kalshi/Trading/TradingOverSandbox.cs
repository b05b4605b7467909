using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// Writes and portfolio reads over real HTTP, against an exchange that shares no line with the client.
/// </summary>
public sealed class TradingOverSandbox
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_lives_its_whole_life()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        OrderEndpoints orders = desk.Client.Orders;
        OrderReceipt resting = Taken(await orders.Create(orders.Seal(SandboxOrders.Resting("r", 10)), Stop));
        Assert.Equal((0L, 1_000L), (resting.Filled.Hundredths, resting.Remaining.Hundredths));
        OrderPlace place = new(resting.OrderId, Trader.Market, 0);

        Assert.Equal("Unknown IdUsed", (await orders.Create(orders.Seal(SandboxOrders.Resting("r", 10)), Stop)).Short());
        Assert.Equal("Accepted", (await orders.Decrease(Decrease.To(place, Quantity.FromContracts(4)), Stop)).Short());
        Assert.Equal("Accepted", (await orders.Amend(
            new Amendment
            {
                Order = place,
                Side = BookSide.Bid,
                YesPrice = Price.FromTicks(200),
                Count = Quantity.FromContracts(3),
                ClientOrderId = "r",
                NewClientOrderId = "r2",
            },
            Stop)).Short());
        PortfolioOrder seen = await desk.Client.Portfolio.GetOrder(resting.OrderId, Stop);
        Assert.Equal((OrderStatus.Resting, 300L, Price.FromTicks(200)), (seen.Status.Value, seen.Remaining.Hundredths, seen.YesPrice));
        Assert.Equal("Accepted", (await orders.Cancel(place, Stop)).Short());
        Assert.Equal("Rejected NotFound", (await orders.Cancel(place, Stop)).Short());
    }

    [Fact]
    public async Task Fills_positions_and_cash_add_up()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        AccountBalance before = await desk.Client.Portfolio.GetBalance(Stop);
        OrderReceipt taken = Taken(await desk.Client.Orders.Create(desk.Client.Orders.Seal(SandboxOrders.Taking("t", 5)), Stop));
        Assert.Equal(500, taken.Filled.Hundredths);
        List<Listing<PortfolioFill>> fills = await Reading.All(desk.Client.Portfolio.GetFills(new FillFilter { OrderId = taken.OrderId }, Stop));
        Money paid = Money.Zero;
        foreach (PortfolioFill fill in fills.SelectMany(static page => page.Items))
        {
            paid += (fill.YesPrice * fill.Count) + fill.Fee;
        }

        AccountBalance after = await desk.Client.Portfolio.GetBalance(Stop);
        Assert.Equal(before.Total - paid, after.Total);
        Assert.Equal(before.On(0) - paid, after.On(0));
        List<PositionPage> positions = await Reading.All(desk.Client.Portfolio.GetPositions(null, null, Stop));
        Assert.Equal(500, Assert.Single(positions[0].Markets.Items).Count.Hundredths);
        Assert.Empty(positions[0].Markets.Skipped);
    }

    [Fact]
    public async Task Refusals_of_a_real_exchange_are_told_apart()
    {
        await using SandboxDesk desk = await SandboxDesk.Start(static options => options with { FundingPerShard = 10 });
        OrderEndpoints orders = desk.Client.Orders;
        Assert.Equal("Rejected Funds", await Create(SandboxOrders.Taking("a", 1_000)));
        Assert.Equal("Rejected NothingToFill", await Create(SandboxOrders.Taking("b", 10) with
        {
            YesPrice = Price.FromTicks(100),
            TimeInForce = TimeInForce.FillOrKill,
        }));
        Assert.Equal("Unknown IdUsed", await Create(SandboxOrders.Taking("b", 1)));
        Assert.Equal("Rejected Invalid", await Create(SandboxOrders.Taking("c", 1) with { YesPrice = Price.FromTicks(6_401) }));
        Assert.Equal("Rejected NotFound", await Create(SandboxOrders.Taking("d", 1) with { Ticker = "KXNOSUCH" }));
        desk.Server.Control.Pause(Trader.Market);
        Assert.Equal("Rejected NotTrading", await Create(SandboxOrders.Taking("e", 1)));

        async Task<string> Create(NewOrder order) => (await orders.Create(orders.Seal(order), Stop)).Short();
    }

    [Fact]
    public async Task Batches_and_cancelling_everything_do_what_they_say()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        OrderEndpoints orders = desk.Client.Orders;
        IReadOnlyList<WriteOutcome<OrderReceipt>> batch = await orders.CreateBatch(
            [orders.Seal(SandboxOrders.Resting("a", 1)), orders.Seal(SandboxOrders.Resting("b", 1) with { YesPrice = Price.FromTicks(101) }), orders.Seal(SandboxOrders.Resting("c", 1))],
            Stop);
        Assert.Equal(["Accepted", "Rejected Invalid", "Accepted"], batch.Select(static item => item.Short()));
        OrderPlace[] places = [.. batch.OfType<WriteOutcome<OrderReceipt>.Accepted>().Select(static item => new OrderPlace(item.Answer.OrderId, Trader.Market, 0))];
        Assert.All(await orders.CancelBatch([places[0]], Stop), static item => Assert.Equal("Accepted", item.Short()));
        Assert.Equal("Accepted", (await orders.CancelAll(Stop)).Short());
        List<Listing<PortfolioOrder>> left = await Reading.All(desk.Client.Portfolio.GetOrders(new OrderFilter { Status = OrderStatus.Resting }, Stop));
        Assert.Empty(left.SelectMany(static page => page.Items));
    }

    [Fact]
    public async Task A_triggered_group_takes_no_orders_until_it_is_reset()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        WriteOutcome<GroupReceipt> made = await desk.Client.OrderGroups.Create(Quantity.FromContracts(100), 0, Stop);
        string group = Assert.IsType<WriteOutcome<GroupReceipt>.Accepted>(made).Answer.GroupId;
        NewOrder order = SandboxOrders.Resting("a", 1) with { GroupId = group };
        Assert.Equal("Accepted", await Create(order));
        Assert.Equal("Accepted", (await desk.Client.OrderGroups.Trigger(group, Stop)).Short());
        Assert.Equal("Rejected GroupBlocked", await Create(order with { ClientOrderId = "b" }));
        Assert.Equal("Accepted", (await desk.Client.OrderGroups.Reset(group, Stop)).Short());
        Assert.Equal("Accepted", await Create(order with { ClientOrderId = "c" }));
        Assert.Contains((await desk.Client.OrderGroups.GetGroups(Stop)).Items, item => item.Id == group);
        Assert.Equal("Accepted", (await desk.Client.OrderGroups.Delete(group, Stop)).Short());

        async Task<string> Create(NewOrder next) => (await desk.Client.Orders.Create(desk.Client.Orders.Seal(next), Stop)).Short();
    }

    private static OrderReceipt Taken(WriteOutcome<OrderReceipt> outcome) => Assert.IsType<WriteOutcome<OrderReceipt>.Accepted>(outcome).Answer;
}

/// <summary>Orders in a market of the demo that is bid 62 and offered at 64.</summary>
internal static class SandboxOrders
{
    public static NewOrder Taking(string id, long contracts) => new()
    {
        Ticker = Trader.Market,
        ClientOrderId = id,
        Side = BookSide.Bid,
        Count = Quantity.FromContracts(contracts),
        YesPrice = Price.FromTicks(6_400),
        TimeInForce = TimeInForce.ImmediateOrCancel,
        SelfTradePrevention = SelfTradePrevention.TakerAtCross,
        ExchangeIndex = 0,
    };

    public static NewOrder Resting(string id, long contracts) => Taking(id, contracts) with
    {
        YesPrice = Price.FromTicks(100),
        TimeInForce = TimeInForce.GoodTillCanceled,
    };
}
