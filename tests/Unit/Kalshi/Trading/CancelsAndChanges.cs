using System.Text;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Cancels, amendments and decreases: where they are sent, what is sent, and what an answer proves.</summary>
public sealed class CancelsAndChanges
{
    private const string Canceled = """{"order_id":"order-1","client_order_id":"mine-1","reduced_by":"2.50","ts_ms":5}""";
    private const string Amended = """{"order_id":"order-1","fill_count":"1.00","remaining_count":"4.00","ts_ms":5}""";
    private const string Decreased = """{"order_id":"order-1","remaining_count":"3.00","ts_ms":5}""";

    private static readonly Amendment amendment = new()
    {
        Order = SomeOrder.Place(),
        Side = BookSide.Bid,
        YesPrice = Price.FromTicks(4_300),
        Count = Quantity.FromContracts(5),
        ClientOrderId = "mine-1",
        NewClientOrderId = "mine-2",
    };

    public static TheoryData<string, Func<KalshiRestClient, Task>, string, string, string> Requests => new()
    {
        {
            "cancel", static client => client.Orders.Cancel(SomeOrder.Place(), default), "DELETE",
            "/portfolio/events/orders/order-1?subaccount=7&market_ticker=KXCPI-26NOV-T3.0&exchange_index=2", ""
        },
        {
            "cancel several", static client => client.Orders.CancelBatch([SomeOrder.Place("a"), new OrderPlace("b", "T")], default), "DELETE",
            "/portfolio/events/orders/batched",
            """{"orders":[{"order_id":"a","subaccount":7,"market_ticker":"KXCPI-26NOV-T3.0","exchange_index":2},{"order_id":"b","subaccount":7,"market_ticker":"T"}]}"""
        },
        { "cancel all", static client => client.Orders.CancelAll(default), "DELETE", "/portfolio/events/orders?subaccount=7", "" },
        {
            "amend", static client => client.Orders.Amend(amendment, default), "POST",
            "/portfolio/events/orders/order-1/amend?subaccount=7",
            """{"ticker":"KXCPI-26NOV-T3.0","side":"bid","price":"0.4300","count":"5.00","client_order_id":"mine-1","updated_client_order_id":"mine-2","exchange_index":2}"""
        },
        {
            "decrease by", static client => client.Orders.Decrease(Decrease.By(SomeOrder.Place(), Quantity.FromHundredths(1)), default), "POST",
            "/portfolio/events/orders/order-1/decrease?subaccount=7",
            """{"reduce_by":"0.01","market_ticker":"KXCPI-26NOV-T3.0","exchange_index":2}"""
        },
        {
            "decrease to", static client => client.Orders.Decrease(Decrease.To(SomeOrder.Place(), Quantity.FromContracts(3)), default), "POST",
            "/portfolio/events/orders/order-1/decrease?subaccount=7",
            """{"reduce_to":"3.00","market_ticker":"KXCPI-26NOV-T3.0","exchange_index":2}"""
        },
        {
            "group create", static client => client.OrderGroups.Create(Quantity.FromContracts(40), 2, default), "POST",
            "/portfolio/order_groups/create", """{"subaccount":7,"contracts_limit_fp":"40.00","exchange_index":2}"""
        },
        { "group reset", static client => client.OrderGroups.Reset("g", default), "PUT", "/portfolio/order_groups/g/reset?subaccount=7", "{}" },
        { "group trigger", static client => client.OrderGroups.Trigger("g", default), "PUT", "/portfolio/order_groups/g/trigger?subaccount=7", "{}" },
        {
            "group limit", static client => client.OrderGroups.SetLimit("g", Quantity.FromContracts(1), default), "PUT",
            "/portfolio/order_groups/g/limit?subaccount=7", """{"contracts_limit_fp":"1.00"}"""
        },
        { "group delete", static client => client.OrderGroups.Delete("g", default), "DELETE", "/portfolio/order_groups/g?subaccount=7", "" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_write_goes_where_the_venue_documents_it(
        string what, Func<KalshiRestClient, Task> write, string method, string target, string body)
    {
        Assert.NotEmpty(what);
        using Desk desk = Desk.Says(503, "");
        await write(desk.Client);
        Asked asked = Assert.Single(desk.Venue.Asked);
        Assert.Equal((method, target, body), (asked.Method, asked.Target, Encoding.UTF8.GetString(asked.Body)));
    }

    [Theory]
    [InlineData(200, Canceled, "Accepted")]
    [InlineData(200, """{"order_id":"order-9","reduced_by":"2.50"}""", "Unknown WrongOrder")]
    [InlineData(200, """{"reduced_by":"2.50"}""", "Unknown NoOrder")]
    [InlineData(200, """{"order_id":"order-1"}""", "Unknown UnreadableAnswer")]
    [InlineData(200, "", "Unknown UnreadableAnswer")]
    [InlineData(404, """{"error":{"code":"not_found"}}""", "Rejected NotFound")]
    [InlineData(404, """{"error":{"code":"a_new_word"}}""", "Rejected NotFound")]
    [InlineData(400, """{"error":{"code":"MARKET_INACTIVE"}}""", "Rejected NotTrading")]
    [InlineData(429, """{"error":"too many requests"}""", "Unknown RateLimited")]
    [InlineData(500, "", "Unknown Unavailable")]
    public async Task A_cancel_counts_only_if_it_is_about_this_order(int status, string body, string outcome)
    {
        using Desk desk = Desk.Says(status, body);
        Assert.Equal(outcome, (await desk.Client.Orders.Cancel(SomeOrder.Place(), default)).Short());
        Assert.Single(desk.Venue.Asked);
    }

    [Theory]
    [InlineData(200, "", "Accepted")]
    [InlineData(204, "", "Accepted")]
    [InlineData(200, "{\"a format of tomorrow\":[4.82", "Accepted")]
    [InlineData(200, "<html></html>", "Unknown UnreadableAnswer")]
    [InlineData(401, """{"error":{"code":"x"}}""", "Rejected Unauthorized")]
    [InlineData(503, "", "Unknown Unavailable")]
    public async Task Cancelling_everything_depends_on_no_format(int status, string body, string outcome)
    {
        using Desk desk = Desk.Says(status, body);
        Assert.Equal(outcome, (await desk.Client.Orders.CancelAll(default)).Short());
    }

    [Theory]
    [InlineData(Amended, "Accepted")]
    [InlineData("""{"order_id":"order-1","ts_ms":5}""", "Accepted")]
    [InlineData("""{"order_id":"order-2","ts_ms":5}""", "Unknown WrongOrder")]
    [InlineData("""{"order_id":"order-1","fill_count":"2.00","remaining_count":"4.00"}""", "Unknown Impossible")]
    [InlineData("""{"order_id":"order-1","fill_count":"x"}""", "Unknown UnreadableAnswer")]
    public async Task An_amendment_counts_only_if_it_is_about_this_order(string body, string outcome)
    {
        using Desk desk = Desk.Says(200, body);
        Assert.Equal(outcome, (await desk.Client.Orders.Amend(amendment, default)).Short());
    }

    [Theory]
    [InlineData(Decreased, "Accepted")]
    [InlineData("""{"order_id":"order-1","remaining_count":"3.01"}""", "Unknown Impossible")]
    [InlineData("""{"order_id":"order-1"}""", "Unknown UnreadableAnswer")]
    [InlineData("""{"order_id":"order-2","remaining_count":"3.00"}""", "Unknown WrongOrder")]
    public async Task A_decrease_counts_only_if_it_is_about_this_order(string body, string outcome)
    {
        using Desk desk = Desk.Says(200, body);
        Decrease decrease = Decrease.To(SomeOrder.Place(), Quantity.FromContracts(3));
        Assert.Equal(outcome, (await desk.Client.Orders.Decrease(decrease, default)).Short());
    }

    [Theory]
    [InlineData(201, """{"order_group_id":"g","subaccount":7}""", "Accepted")]
    [InlineData(201, """{"order_group_id":"g"}""", "Accepted")]
    [InlineData(201, """{"order_group_id":"g","subaccount":0}""", "Unknown WrongOrder")]
    [InlineData(201, "{}", "Unknown NoOrder")]
    [InlineData(400, """{"code":"bad"}""", "Rejected Invalid")]
    public async Task A_group_counts_only_if_it_is_named_and_ours(int status, string body, string outcome)
    {
        using Desk desk = Desk.Says(status, body);
        Assert.Equal(outcome, (await desk.Client.OrderGroups.Create(Quantity.FromContracts(1), null, default)).Short());
    }
}
