using System.Net;
using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// The reads of an account against the venue's specification, where that is at hand. Orders are written in the newer form (V2), which
/// the file does not have yet; its types are those of the venue's own client, which trades on the sandbox in another test.
/// </summary>
public sealed class PortfolioShapes
{
    [Fact]
    public async Task What_an_account_reads_is_as_specified()
    {
        Specification specification = Specification.Read("kalshi-openapi-3.13.yaml");
        await using Trader trader = await Trader.Start();
        string group = (await trader.Send("POST", "/portfolio/order_groups/create", new { contracts_limit = 500 }))
            .Expect(HttpStatusCode.Created)["order_group_id"]!;
        (await trader.Place(new("bid", "0.4700", "10"))).Expect(HttpStatusCode.Created);
        (await trader.Place(new("ask", "0.4600", "2.5"))).Expect(HttpStatusCode.Created);
        string id = await trader.Rest(new Ticket("bid", "0.4000", "5").With("order_group_id", group).With("client_order_id", "c"));
        string settled = (await trader.Place(new("bid", "0.9900", "1") { Market = "KXPRESNOMB-28-BCA", TimeInForce = "immediate_or_cancel" }))
            .Expect(HttpStatusCode.Created)["order_id"]!;
        trader.Server.Control.Determine("KXPRESNOMB-28-BCA", Resolution.Scalar(Price.FromTicks(2_500)));
        trader.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotEmpty(settled);
        List<string> problems = [];
        foreach ((string path, string schema) in new[]
        {
            ("/portfolio/balance", "GetBalanceResponse"),
            ("/portfolio/positions", "GetPositionsResponse"),
            ("/portfolio/orders", "GetOrdersResponse"),
            ($"/portfolio/orders/{id}", "GetOrderResponse"),
            ($"/portfolio/orders/{id}/queue_position", "GetOrderQueuePositionResponse"),
            ("/portfolio/orders/queue_positions", "GetOrderQueuePositionsResponse"),
            ("/portfolio/fills", "GetFillsResponse"),
            ("/portfolio/settlements", "GetSettlementsResponse"),
            ("/portfolio/order_groups", "GetOrderGroupsResponse"),
            ($"/portfolio/order_groups/{group}", "GetOrderGroupResponse"),
            ("/portfolio/subaccounts/balances", "GetSubaccountBalancesResponse"),
            ("/portfolio/subaccounts/netting", "GetSubaccountNettingResponse"),
            ("/exchange/user_data_timestamp", "GetUserDataTimestampResponse"),
            ("/api_keys", "GetApiKeysResponse"),
        })
        {
            problems.AddRange(specification.Problems((await trader.Get(path)).Ok().Json, schema).Select(problem => $"{path}: {problem}"));
        }

        Assert.Empty(problems);
        Assert.Single((await trader.Get("/portfolio/settlements")).List("settlements"));
    }
}
