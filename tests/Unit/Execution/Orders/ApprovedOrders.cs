using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Orders;

public sealed class ApprovedOrders
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 15, 0, 0, TimeSpan.Zero);

    // mode, purpose, seconds after approval, sent
    public static readonly TheoryData<TradingMode, OrderPurpose, int, bool> Cases = new()
    {
        { TradingMode.Active, OrderPurpose.Open, 0, true },
        { TradingMode.Active, OrderPurpose.Open, 2, true },
        { TradingMode.Active, OrderPurpose.Open, 3, false },
        { TradingMode.Reducing, OrderPurpose.Open, 0, false },
        { TradingMode.Reducing, OrderPurpose.Continue, 0, true },
        { TradingMode.Reducing, OrderPurpose.Complete, 0, true },
        { TradingMode.Reducing, OrderPurpose.Unwind, 0, true },
        { TradingMode.Reducing, OrderPurpose.Unwind, 3, false },
        { TradingMode.Halted, OrderPurpose.Open, 0, false },
        { TradingMode.Halted, OrderPurpose.Unwind, 0, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_approval_holds_while_the_flag_and_the_clock_allow(
        TradingMode mode, OrderPurpose purpose, int later, bool sent)
    {
        FakeHaltFlag flag = new();
        ApprovedOrder order = new(Intent() with { Purpose = purpose }, Now.AddSeconds(2), flag);
        flag.Set(new TradingModeState(mode, "by hand", Now));

        Assert.Equal(sent, order.MayBeSent(Now.AddSeconds(later), out string reason));
        Assert.Equal(sent, reason.Length == 0);
    }

    [Fact]
    public void The_flag_is_read_at_each_question()
    {
        FakeHaltFlag flag = new();
        ApprovedOrder order = new(Intent(), Now.AddSeconds(2), flag);
        Assert.True(order.MayBeSent(Now, out _));
        flag.Set(new TradingModeState(TradingMode.Halted, "by hand", Now));
        Assert.False(order.MayBeSent(Now, out string reason));
        Assert.Contains("by hand", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_changes_with_everything_that_goes_over_the_wire()
    {
        OrderIntent intent = Intent();
        OrderIntent[] others =
        [
            intent with { ClientOrderId = "other" },
            intent with { Ticker = "B" },
            intent with { Side = Side.No },
            intent with { LimitPrice = Price.FromTicks(4_300) },
            intent with { Quantity = Quantity.FromHundredths(501) },
            intent with { TimeInForce = TimeInForce.FillOrKill },
            intent with { ReduceOnly = true },
            intent with { ExpiresAt = Now },
            intent with { Shard = 1 },
            intent with { Subaccount = 1 },
            intent with { OrderGroupId = "g" },
        ];
        Assert.Equal(intent.Fingerprint(), (intent with { Attempt = 3, DecidedAt = Now.AddDays(1) }).Fingerprint());
        Assert.Equal(others.Length + 1, others.Append(intent).Select(one => one.Fingerprint()).Distinct(StringComparer.Ordinal).Count());
    }

    private static OrderIntent Intent() => new()
    {
        ClientOrderId = "dbk-1",
        TradeId = "t1",
        Leg = 0,
        Attempt = 0,
        Purpose = OrderPurpose.Open,
        Ticker = "A",
        Side = Side.Yes,
        LimitPrice = Price.FromTicks(4_200),
        Quantity = Quantity.FromContracts(5),
        TimeInForce = TimeInForce.ImmediateOrCancel,
        DecidedAt = Now,
    };
}
