using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Simulation;
using Xunit;
using BookSide = Dutchbook.Kalshi.BookSide;
using SelfTradePrevention = Dutchbook.Kalshi.SelfTradePrevention;
using TimeInForce = Dutchbook.Kalshi.TimeInForce;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// Our client's writes and account reads against the sandbox over real HTTP: the two share no wire code, so what either side calls
/// wrongly shows here.
/// </summary>
public sealed class SandboxTrading
{
    // Bid 0.46 and offered at 0.47, on the first shard.
    private const string Ticker = "KXPRESNOMB-28-ABR";

    [Fact]
    public async Task An_order_its_fill_its_position_and_the_cash_agree()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        OrderReceipt receipt = Accepted(await desk.Client.Orders.Create(Seal(desk, 4_700, 10, TimeInForce.ImmediateOrCancel), default));
        Assert.Equal((Quantity.FromContracts(10), Quantity.Zero), (receipt.Filled, receipt.Remaining));
        Listing<PortfolioFill> fills = Assert.Single(await Reading.All(desk.Client.Portfolio.GetFills(new FillFilter(), default)));
        Assert.Empty(fills.Skipped);
        PortfolioFill fill = Assert.Single(fills.Items);
        Assert.Equal((receipt.OrderId, BookSide.Bid, Price.FromTicks(4_700), true), (fill.OrderId, fill.Side, fill.YesPrice, fill.IsTaker));

        // 0.07 x 10 x 0.47 x 0.53 = 0.17437, charged to the tenth of a cent's tenth.
        Assert.Equal(Money.FromMicros(174_400), fill.Fee);
        PositionPage page = Assert.Single(await Reading.All(desk.Client.Portfolio.GetPositions(null, null, default)));
        Assert.Equal((Quantity.FromContracts(10), fill.Fee), (page.Markets.Items.Single().Count, page.Markets.Items.Single().Fees));
        AccountBalance balance = await desk.Client.Portfolio.GetBalance(default);
        Assert.Equal(Money.FromDollars(10_000) - Money.FromMicros(4_700_000) - fill.Fee, balance.On(0));
    }

    [Fact]
    public async Task An_order_that_waits_is_changed_and_cancelled()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        OrderReceipt receipt = Accepted(await desk.Client.Orders.Create(Seal(desk, 4_000, 10), default));
        OrderPlace place = new(receipt.OrderId, Ticker, ExchangeIndex: 0);
        Assert.Equal(Quantity.FromContracts(7), Accepted(await desk.Client.Orders.Decrease(Decrease.By(place, Quantity.FromContracts(3)), default)).Remaining);
        AmendReceipt amended = Accepted(await desk.Client.Orders.Amend(
            new Amendment { Order = place, Side = BookSide.Bid, YesPrice = Price.FromTicks(4_100), Count = Quantity.FromContracts(5) }, default));
        Assert.Equal(Quantity.FromContracts(5), amended.Remaining);
        PortfolioOrder order = await desk.Client.Portfolio.GetOrder(receipt.OrderId, default);
        Assert.Equal((Price.FromTicks(4_100), Dutchbook.Kalshi.OrderStatus.Resting), (order.YesPrice, order.Status.Value));
        Assert.Equal(Quantity.FromContracts(5), Accepted(await desk.Client.Orders.Cancel(place, default)).ReducedBy);
        Assert.Equal("Rejected NotFound", (await desk.Client.Orders.Cancel(place, default)).Short());
        Accepted(await desk.Client.Orders.Create(Seal(desk, 4_000, 1, id: "b"), default));
        Accepted(await desk.Client.Orders.CancelAll(default));
        Listing<PortfolioOrder> listed = Assert.Single(await Reading.All(desk.Client.Portfolio.GetOrders(new OrderFilter(), default)));
        Assert.Empty(listed.Skipped);
        Assert.All(listed.Items, static item => Assert.Equal(Dutchbook.Kalshi.OrderStatus.Canceled, item.Status.Value));
    }

    [Fact]
    public async Task Refusals_are_evidence_and_a_used_id_is_a_doubt()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        Assert.Equal("Rejected Invalid", (await desk.Client.Orders.Create(Seal(desk, 4_650, 1), default)).Short());
        Assert.Equal("Rejected Funds", (await desk.Client.Orders.Create(Seal(desk, 4_000, 90_000, id: "rich"), default)).Short());
        Assert.Equal("Rejected NothingToFill", (await desk.Client.Orders.Create(Seal(desk, 4_000, 1, TimeInForce.FillOrKill, "fok"), default)).Short());
        Assert.Equal("Unknown IdUsed", (await desk.Client.Orders.Create(Seal(desk, 4_000, 1, id: "fok"), default)).Short());
        desk.Server.Control.Pause(Ticker);
        Assert.Equal("Rejected NotTrading", (await desk.Client.Orders.Create(Seal(desk, 4_000, 1, id: "late"), default)).Short());
    }

    [Fact]
    public async Task A_batch_and_a_group_are_followed_item_by_item()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        IReadOnlyList<WriteOutcome<OrderReceipt>> outcomes = await desk.Client.Orders.CreateBatch(
            [Seal(desk, 4_000, 1, id: "a"), Seal(desk, 4_650, 1, id: "b"), Seal(desk, 4_000, 1, id: "c")], default);
        Assert.Equal(["Accepted", "Rejected Invalid", "Accepted"], outcomes.Select(static outcome => outcome.Short()));
        GroupReceipt group = Accepted(await desk.Client.OrderGroups.Create(Quantity.FromContracts(5), exchangeIndex: 0, default));
        Assert.Equal(group.GroupId, Assert.Single((await desk.Client.OrderGroups.GetGroups(default)).Items).Id);
        Accepted(await desk.Client.OrderGroups.Trigger(group.GroupId, default));
        Accepted(await desk.Client.OrderGroups.Reset(group.GroupId, default));
        Accepted(await desk.Client.OrderGroups.SetLimit(group.GroupId, Quantity.FromContracts(9), default));
        Assert.Equal(Quantity.FromContracts(9), (await desk.Client.OrderGroups.GetGroup(group.GroupId, default)).Limit);
        Accepted(await desk.Client.OrderGroups.Delete(group.GroupId, default));
    }

    [Theory]
    [InlineData("lost-response@1,on=orders")]
    [InlineData("5xx-after@1,on=orders")]
    [InlineData("429-after@1,on=orders")]
    [InlineData("truncated@1,on=orders")]
    [InlineData("no-order@1")]
    [InlineData("wrong-order@1")]
    public async Task An_answer_that_proves_nothing_leaves_a_doubt_that_a_read_settles(string faults)
    {
        await using SandboxDesk desk = await SandboxDesk.Start(
            options => options with { FaultPlan = Dutchbook.Sandbox.FaultPlan.Parse(faults) });
        WriteOutcome<OrderReceipt> outcome = await desk.Client.Orders.Create(Seal(desk, 4_000, 1, id: "mine"), default);
        Assert.StartsWith("Unknown", outcome.Short(), StringComparison.Ordinal);
        Listing<PortfolioOrder> listed = Assert.Single(await Reading.All(desk.Client.Portfolio.GetOrders(new OrderFilter(), default)));
        Assert.Equal("mine", Assert.Single(listed.Items).ClientOrderId);
    }

    [Fact]
    public async Task A_settlement_is_read_with_what_it_paid()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        Accepted(await desk.Client.Orders.Create(Seal(desk, 4_700, 10), default));
        desk.Server.Control.Determine(Ticker, Resolution.Scalar(Price.FromTicks(2_500)));
        desk.Time.Advance(TimeSpan.FromHours(2));
        Listing<PortfolioSettlement> page = Assert.Single(await Reading.All(desk.Client.Portfolio.GetSettlements(null, null, default)));
        Assert.Empty(page.Skipped);
        PortfolioSettlement paid = Assert.Single(page.Items);
        Assert.Equal(
            (Quantity.FromContracts(10), Money.FromMicros(4_700_000), Money.FromMicros(2_500_000), Money.FromMicros(250_000)),
            (paid.YesCount, paid.YesCost, paid.Revenue, paid.YesValue));
    }

    private static SealedOrder Seal(
        SandboxDesk desk, int ticks, long contracts, TimeInForce time = TimeInForce.GoodTillCanceled, string id = "first") =>
        desk.Client.Orders.Seal(new NewOrder
        {
            Ticker = Ticker,
            ClientOrderId = id,
            Side = BookSide.Bid,
            Count = Quantity.FromContracts(contracts),
            YesPrice = Price.FromTicks(ticks),
            TimeInForce = time,
            SelfTradePrevention = SelfTradePrevention.TakerAtCross,
        });

    private static T Accepted<T>(WriteOutcome<T> outcome) => outcome is WriteOutcome<T>.Accepted accepted
        ? accepted.Answer : throw new Xunit.Sdk.XunitException(outcome.ToString());
}
