using System.Text;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Xunit;
using Rejected = Dutchbook.Execution.SubmitAnswer.Rejected;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The execution layer's gateway: what goes over the wire for an intent, and what an answer becomes.</summary>
public sealed class OrderGatewayTests
{
    private const string Taken = """{"order_id":"o","client_order_id":"mine-1","fill_count":"3.00","remaining_count":"0.00","ts_ms":5}""";

    private readonly Flag flag = new();

    [Fact]
    public async Task Buying_NO_is_selling_YES_at_one_minus_the_price()
    {
        using Desk desk = Desk.Says(201, Taken);
        SubmitAnswer answer = await Submit(desk, Intent() with { Side = Side.No, LimitPrice = Price.FromTicks(5_800), ReduceOnly = true, OrderGroupId = "g" });
        Assert.Equal(new SubmitAnswer.Accepted("o", Quantity.FromContracts(3), Quantity.Zero, DateTimeOffset.FromUnixTimeMilliseconds(5)), answer);
        Assert.Equal(
            """{"ticker":"KXA","client_order_id":"mine-1","side":"ask","count":"3.00","price":"0.4200","time_in_force":"immediate_or_cancel","self_trade_prevention_type":"taker_at_cross","subaccount":7,"reduce_only":true,"cancel_order_on_pause":true,"order_group_id":"g","exchange_index":2}""",
            Encoding.UTF8.GetString(Assert.Single(desk.Venue.Asked).Body));
    }

    [Fact]
    public async Task Buying_YES_is_a_bid_and_one_that_may_rest_has_its_end()
    {
        using Desk desk = Desk.Says(201, Taken);
        await Submit(desk, Intent() with
        {
            TimeInForce = Dutchbook.Execution.TimeInForce.GoodTillCanceled,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(9),
        });
        string body = Encoding.UTF8.GetString(Assert.Single(desk.Venue.Asked).Body);
        Assert.Contains("\"side\":\"bid\",\"count\":\"3.00\",\"price\":\"0.5800\",\"time_in_force\":\"good_till_canceled\"", body, StringComparison.Ordinal);
        Assert.Contains("\"expiration_time\":9", body, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string> Answers => new()
    {
        { 400, """{"code":"invalid_order"}""", "Rejected Invalid invalid_order" },
        { 400, """{"code":"insufficient_balance"}""", "Rejected Funds insufficient_balance" },
        { 409, """{"code":"fill_or_kill_insufficient_resting_volume"}""", "Rejected Killed fill_or_kill_insufficient_resting_volume" },
        { 409, """{"code":"trading_is_paused"}""", "Rejected NotTrading trading_is_paused" },
        { 409, """{"code":"order_group_triggered"}""", "Rejected GroupBlocked order_group_triggered" },
        { 404, """{"code":"market_not_found"}""", "Rejected Other market_not_found" },
        { 401, """{"code":"x"}""", "Rejected Unauthorized x" },
        { 403, """{"code":"x"}""", "Rejected Unauthorized x" },
        { 409, """{"code":"order_already_exists"}""", "Exists" },
        { 429, """{"error":"too many requests"}""", "Unknown" },
        { 500, "", "Unknown" },
        { 201, "{}", "Unknown" },
        { 201, Taken.Replace("mine-1", "mine-2", StringComparison.Ordinal), "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Only_evidence_rejects(int status, string body, string expected)
    {
        using Desk desk = Desk.Says(status, body);
        SubmitAnswer answer = await Submit(desk, Intent());
        Assert.Equal(expected, answer switch
        {
            Rejected rejected => $"Rejected {rejected.Kind} {rejected.Code}",
            _ => answer.GetType().Name,
        });
        Assert.Single(desk.Venue.Asked);
    }

    [Fact]
    public async Task What_the_gate_takes_back_is_not_sent()
    {
        using Desk desk = Desk.Says(201, Taken);
        flag.Mode = TradingMode.Halted;
        Rejected halted = Assert.IsType<Rejected>(await Submit(desk, Intent()));
        Assert.Equal((Dutchbook.Execution.RejectionKind.NotSent, "halted: test"), (halted.Kind, halted.Evidence));
        flag.Mode = TradingMode.Active;
        Rejected late = Assert.IsType<Rejected>(await Submit(desk, Intent(), sendBy: -1));
        Assert.Equal("the approval has run out", late.Evidence);
        Rejected other = Assert.IsType<Rejected>(await Submit(desk, Intent() with { Subaccount = 0 }));
        Assert.Contains("subaccount 0", other.Evidence, StringComparison.Ordinal);
        Rejected impossible = Assert.IsType<Rejected>(await Submit(desk, Intent() with { LimitPrice = Price.One }));
        Assert.Equal(Dutchbook.Execution.RejectionKind.NotSent, impossible.Kind);
        Assert.Empty(desk.Venue.Asked);
    }

    [Theory]
    [InlineData(200, """{"order_id":"o","reduced_by":"2.50","ts_ms":5}""", "Acknowledged")]
    [InlineData(404, """{"code":"not_found"}""", "NotFound")]
    [InlineData(400, """{"code":"MARKET_INACTIVE"}""", "Refused")]
    [InlineData(200, """{"order_id":"p","reduced_by":"2.50"}""", "Unknown")]
    [InlineData(503, "", "Unknown")]
    public async Task A_cancel_proves_no_more_than_the_answer_says(int status, string body, string expected)
    {
        using Desk desk = Desk.Says(status, body);
        KalshiOrderGateway gateway = new(desk.Client, desk.Time.Clock);
        Assert.Equal(expected, (await gateway.CancelAsync(new CancelOrder("o", "KXA", 2, 7), default)).GetType().Name);
        Assert.IsType<CancelAnswer.Refused>(await gateway.CancelAsync(new CancelOrder("o", "KXA", 2, 0), default));
        Assert.IsType<CancelAnswer.Refused>(await gateway.CancelAllAsync(0, default));
        Assert.Equal(["/portfolio/events/orders/o?subaccount=7&market_ticker=KXA&exchange_index=2"], desk.Venue.Targets);
    }

    [Fact]
    public async Task Cancelling_everything_is_one_request()
    {
        using Desk desk = Desk.Says(200, "");
        Assert.IsType<CancelAnswer.Acknowledged>(await new KalshiOrderGateway(desk.Client, desk.Time.Clock).CancelAllAsync(7, default));
        Assert.Equal(["/portfolio/events/orders?subaccount=7"], desk.Venue.Targets);
    }

    private Task<SubmitAnswer> Submit(Desk desk, OrderIntent intent, int sendBy = 1) => desk.Time.Finish(
        new KalshiOrderGateway(desk.Client, desk.Time.Clock).SubmitAsync(
            new ApprovedOrder(intent, desk.Time.Clock.GetUtcNow().AddSeconds(sendBy), flag), default));

    private static OrderIntent Intent() => new()
    {
        ClientOrderId = "mine-1",
        TradeId = "t",
        Leg = 0,
        Attempt = 0,
        Purpose = OrderPurpose.Open,
        Ticker = "KXA",
        Side = Side.Yes,
        LimitPrice = Price.FromTicks(5_800),
        Quantity = Quantity.FromContracts(3),
        TimeInForce = Dutchbook.Execution.TimeInForce.ImmediateOrCancel,
        Shard = 2,
        Subaccount = 7,
        DecidedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class Flag : IHaltFlag
    {
        public TradingMode Mode { get; set; } = TradingMode.Active;

        public TradingModeState Read() => new(Mode, "test", DateTimeOffset.UnixEpoch);

        public void Set(TradingModeState state) => Mode = state.Mode;
    }
}
