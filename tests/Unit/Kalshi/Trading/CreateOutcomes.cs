using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Every answer to a new order, and what it proves. Each is asked for once, whatever it says.</summary>
public sealed class CreateOutcomes
{
    private const string Whole =
        """{"order_id":"order-1","client_order_id":"mine-1","fill_count":"10.00","remaining_count":"2.50","average_fill_price":"0.4200","average_fee_paid":"0.017052","ts_ms":1795464000123}""";

    public static TheoryData<int, string, string> Refusals => new()
    {
        // The three error shapes, nested as it really is sent, flat as documented, and the bare ones.
        { 400, """{"error":{"code":"invalid_order","message":"bad","details":"price"}}""", "Rejected Invalid" },
        { 400, """{"code":"invalid_order_size","message":"bad"}""", "Rejected Invalid" },
        { 400, """{"error":"bad request"}""", "Unknown BareRefusal" },
        { 400, """{"msg":"bad request"}""", "Unknown BareRefusal" },
        { 400, "<html>400</html>", "Unknown BareRefusal" },
        { 400, "", "Unknown BareRefusal" },
        { 400, """{"error":{"code":"invalid_ord""", "Unknown BareRefusal" },
        { 400, """{"error":{"code":"a_word_of_tomorrow"}}""", "Rejected Invalid" },
        { 400, """{"error":{"code":"insufficient_balance"}}""", "Rejected Funds" },
        { 400, """{"error":{"code":"available_balance_too_low"}}""", "Rejected Funds" },
        { 400, """{"error":{"code":"MARKET_NOT_ACTIVE"}}""", "Rejected NotTrading" },
        { 400, """{"error":{"code":"MARKET_INACTIVE"}}""", "Rejected NotTrading" },
        { 400, """{"error":{"code":"market_not_open"}}""", "Rejected NotTrading" },
        { 400, """{"error":{"code":"trading_is_paused"}}""", "Rejected NotTrading" },
        { 400, """{"error":{"code":"EXCHANGE_UNAVAILABLE"}}""", "Unknown Unavailable" },
        { 401, """{"error":{"code":"header_timestamp_expired"}}""", "Rejected Unauthorized" },
        { 401, "<html>log in to the hotel's network</html>", "Unknown BareRefusal" },
        { 403, """{"error":{"code":"insufficient_scope"}}""", "Rejected Forbidden" },
        { 404, """{"error":{"code":"insufficient_shard_balance"}}""", "Rejected Funds" },
        { 404, """{"error":{"code":"user_not_found"}}""", "Rejected Funds" },
        { 404, """{"error":{"code":"market_not_found"}}""", "Rejected NotFound" },
        { 404, "404 page not found", "Unknown BareRefusal" },
        { 409, """{"error":{"code":"order_already_exists"}}""", "Unknown IdUsed" },
        { 409, """{"error":{"code":"fill_or_kill_insufficient_resting_volume"}}""", "Rejected NothingToFill" },
        { 409, """{"error":{"code":"trading_is_paused"}}""", "Rejected NotTrading" },
        { 409, """{"error":{"code":"another_conflict"}}""", "Unknown StrangeConflict" },
        { 409, "{}", "Unknown BareRefusal" },
        { 429, """{"error":"too many requests"}""", "Unknown RateLimited" },
        { 429, """{"error":{"code":"too_many_requests"}}""", "Unknown RateLimited" },
        { 408, """{"error":{"code":"timeout"}}""", "Unknown Unavailable" },
        { 410, """{"error":{"code":"deprecated_v1_order_endpoint"}}""", "Unknown BareRefusal" },
        { 302, "", "Unknown Redirected" },
        { 500, """{"error":{"code":"internal_server_error"}}""", "Unknown Unavailable" },
        { 500, """{"error":{"code":"invalid_order"}}""", "Unknown Unavailable" },
        { 502, "<html>bad gateway</html>", "Unknown Unavailable" },
        { 503, "", "Unknown Unavailable" },
        { 504, "upstream timed out", "Unknown Unavailable" },
    };

    public static TheoryData<string, string> Successes => new()
    {
        { Whole, "Accepted" },
        { Whole.Replace("\"client_order_id\":\"mine-1\",", "", StringComparison.Ordinal), "Accepted" },
        { Whole.Replace("1795464000123", "\"1795464000123\"", StringComparison.Ordinal), "Accepted" },
        { Whole.Replace("0.017052", "0.01705234", StringComparison.Ordinal), "Accepted" },
        { """{"order_id":"order-1","fill_count":"0.00","remaining_count":"0.00","ts_ms":1}""", "Accepted" },
        { "", "Unknown UnreadableAnswer" },
        { "null", "Unknown UnreadableAnswer" },
        { "[]", "Unknown UnreadableAnswer" },
        { "<html>welcome</html>", "Unknown UnreadableAnswer" },
        { Whole[..^5], "Unknown UnreadableAnswer" },
        { Whole[..20], "Unknown UnreadableAnswer" },
        { "{}", "Unknown NoOrder" },
        { """{"order":{"order_id":"order-1"}}""", "Unknown NoOrder" },
        { Whole.Replace("order-1", "", StringComparison.Ordinal), "Unknown NoOrder" },
        { Whole.Replace("mine-1", "mine-2", StringComparison.Ordinal), "Unknown WrongOrder" },
        { Whole.Replace("2.50", "2.51", StringComparison.Ordinal), "Unknown Impossible" },
        { Whole.Replace("\"fill_count\":\"10.00\",", "", StringComparison.Ordinal), "Unknown UnreadableAnswer" },
        { Whole.Replace("\"10.00\"", "10", StringComparison.Ordinal), "Unknown UnreadableAnswer" },
        { Whole.Replace("10.00", "10.001", StringComparison.Ordinal), "Unknown UnreadableAnswer" },
        { Whole.Replace("10.00", "-1.00", StringComparison.Ordinal), "Unknown UnreadableAnswer" },
        { Whole.Replace("10.00", "NaN", StringComparison.Ordinal), "Unknown UnreadableAnswer" },
        { """{"order_id":"order-1","error":{"code":"invalid_order"}}""", "Unknown Impossible" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_counts_only_with_the_venues_own_word(int status, string body, string outcome)
    {
        using Desk desk = Desk.Says(status, body);
        Assert.Equal(outcome, (await desk.Create()).Short());
        Assert.Single(desk.Venue.Asked);
    }

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task A_success_counts_only_if_it_is_about_this_order(string body, string outcome)
    {
        using Desk desk = Desk.Says(201, body);
        Assert.Equal(outcome, (await desk.Create()).Short());
        Assert.Single(desk.Venue.Asked);
    }

    [Fact]
    public async Task What_is_accepted_is_told_exactly()
    {
        using Desk desk = Desk.Says(201, Whole);
        WriteOutcome<OrderReceipt>.Accepted accepted = Assert.IsType<WriteOutcome<OrderReceipt>.Accepted>(await desk.Create());
        Assert.Equal(
            new OrderReceipt(
                "order-1", "mine-1", Quantity.FromHundredths(1_000), Quantity.FromHundredths(250), Money.FromMicros(420_000),
                Money.FromMicros(17_052), DateTimeOffset.FromUnixTimeMilliseconds(1795464000123)),
            accepted.Answer);
    }

    [Fact]
    public async Task What_is_refused_is_told_with_its_evidence()
    {
        using Desk desk = Desk.Says(400, """{"error":{"code":"invalid_order","message":"price off\u001b[31m the grid","details":"0.0001"}}""");
        WriteOutcome<OrderReceipt>.Rejected rejected = Assert.IsType<WriteOutcome<OrderReceipt>.Rejected>(await desk.Create());
        Assert.Equal((400, "invalid_order"), (rejected.Evidence.Status, rejected.Evidence.Code));
        Assert.Equal(
            "/trade-api/v2/portfolio/events/orders answered 400: invalid_order, price off[31m the grid, 0.0001", rejected.Evidence.Message);
        Assert.Equal(desk.Time.Clock.GetUtcNow(), rejected.Evidence.At);
    }

    public static TheoryData<string, Exception> Breaks => new()
    {
        { "no such host", new HttpRequestException(HttpRequestError.NameResolutionError) },
        { "no connection", new HttpRequestException(HttpRequestError.ConnectionError) },
        { "no trust", new HttpRequestException(HttpRequestError.SecureConnectionError) },
        { "answer cut off", new HttpRequestException(HttpRequestError.ResponseEnded) },
        { "answer too large", new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded) },
        { "reset", new IOException("reset by peer") },
        { "damaged compression", new InvalidDataException("not gzip") },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_connection_that_breaks_leaves_the_order_unknown(string what, Exception failure)
    {
        Assert.NotEmpty(what);
        using Desk desk = new(FakeVenue.Fails(failure));
        Assert.Equal("Unknown Network", (await desk.Create()).Short());
        Assert.Single(desk.Venue.Asked);
        Assert.Equal((1, 0, 0, 1), (
            desk.Client.WriteCounters.Sent, desk.Client.WriteCounters.Accepted, desk.Client.WriteCounters.Rejected,
            desk.Client.WriteCounters.Unknown));
    }

    [Fact]
    public async Task No_answer_in_ten_seconds_leaves_the_order_unknown()
    {
        using Desk desk = new(FakeVenue.Hangs());
        Assert.Equal("Unknown Timeout", (await desk.Create()).Short());
        Assert.Equal(10_000, (int)desk.Time.Elapsed.TotalMilliseconds);
        Assert.Single(desk.Venue.Asked);
    }

    [Fact]
    public async Task To_stop_waiting_leaves_the_order_unknown()
    {
        using CancellationTokenSource stop = new();
        using Desk desk = new(FakeVenue.Hangs());
        Task<WriteOutcome<OrderReceipt>> sent = desk.Client.Orders.Create(SomeOrder.Sealed(), stop.Token);
        stop.Cancel();
        Assert.Equal("Unknown Abandoned", (await sent).Short());
    }

    [Fact]
    public async Task An_order_given_up_before_its_turn_was_never_sent()
    {
        using CancellationTokenSource stop = new();
        using Desk desk = Desk.Says(201, Whole);

        // Eight orders of ten tokens empty the eighty that orders may take at once.
        for (int i = 0; i < 8; i++)
        {
            await desk.Client.Orders.Create(SomeOrder.Sealed(), default);
        }

        Task<WriteOutcome<OrderReceipt>> ninth = desk.Client.Orders.Create(SomeOrder.Sealed(), stop.Token);
        Assert.False(ninth.IsCompleted);
        stop.Cancel();
        Assert.Equal("Rejected NotSent", (await ninth).Short());
        Assert.Equal(8, desk.Venue.Asked.Count);
        Assert.Equal((8, 1), (desk.Client.WriteCounters.Sent, desk.Client.WriteCounters.NotSent));
    }
}
