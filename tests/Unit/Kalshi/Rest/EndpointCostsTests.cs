using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class EndpointCostsTests
{
    private static readonly EndpointCosts costs = new(10, [
        ("GET", "/portfolio/orders/{order_id}", 2), ("GET", "/trade-api/v2/markets/:ticker", 3), ("get", "/markets/trades", 7),
        ("DELETE", "/events", 1), ("GET", "/{anything}/free", 0)]);

    [Theory]
    [InlineData("/portfolio/orders/abc", 2)]
    [InlineData("/portfolio/orders", 10)]
    [InlineData("/portfolio/orders/abc/queue_position", 10)]
    [InlineData("/markets/KXHIGHNY-26", 3)]
    [InlineData("/trade-api/v2/markets/KXHIGHNY-26", 3)]
    [InlineData("/markets/trades", 7)]
    [InlineData("/markets/trades?limit=1000&cursor=/portfolio/orders/a", 7)]
    [InlineData("/markets?tickers=a/b", 10)]
    [InlineData("/events", 10)]
    [InlineData("/x/free", 0)]
    [InlineData("", 10)]
    public void The_most_literal_listed_path_gives_the_cost_and_others_cost_the_default(string path, int cost) =>
        Assert.Equal(cost, costs.Of("GET", path));

    [Fact]
    public void A_method_that_is_listed_apart_has_its_own_cost() => Assert.Equal(1, costs.Of("DELETE", "/events"));

    [Fact]
    public void Without_a_list_every_request_costs_the_documented_ten() =>
        Assert.Equal(10, EndpointCosts.Documented.Of("GET", "/markets"));
}
