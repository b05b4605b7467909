using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class AccountEndpointsTests
{
    [Theory]
    [InlineData("""{"usage_tier":"basic","read":{"refill_rate":200,"bucket_capacity":600},"write":{"refill_rate":100,"bucket_capacity":100},"grants":[]}""", "basic", 200, 600, 100)]
    [InlineData("""{"usage_tier":"brand_new","read":{"refill_rate":200.9,"bucket_capacity":600},"write":null}""", "brand_new", 200, 600, null)]
    [InlineData("""{"read":{"refill_rate":0,"bucket_capacity":600}}""", "", null, null, null)]
    public async Task Limits_are_rates_or_unknown(string body, string tier, int? read, int? capacity, int? write)
    {
        (AccountLimits limits, string[] targets) = await Reading.Of(static client => client.Account.GetLimits(default), body);
        Assert.Equal(["/account/limits"], targets);
        Assert.Equal((tier, read, capacity, write), (limits.Tier, limits.Read?.PerSecond, limits.Read?.Capacity, limits.Write?.PerSecond));
    }

    [Fact]
    public async Task Costs_come_by_method_and_path_and_a_part_of_a_token_is_a_token()
    {
        (EndpointCosts costs, string[] targets) = await Reading.Of(
            static client => client.Account.GetEndpointCosts(default),
            """
            {"default_cost":12,"endpoint_costs":[{"method":"DELETE","path":"/portfolio/events/orders/{order_id}","cost":2},
              {"method":"GET","path":"/portfolio/orders/{order_id}","cost":0.2},{"method":"GET","path":"/markets"},{"method":"GET","path":"/events","cost":1e30}]}
            """);
        Assert.Equal(["/account/endpoint_costs"], targets);
        Assert.Equal(
            (12, 2, 1, 12, 12),
            (costs.Default, costs.Of("DELETE", "/portfolio/events/orders/x"), costs.Of("GET", "/portfolio/orders/x"),
                costs.Of("GET", "/markets"), costs.Of("GET", "/events")));
    }
}
