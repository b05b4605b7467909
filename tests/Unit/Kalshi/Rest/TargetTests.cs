using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class TargetTests
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2/"));
    private readonly VirtualTime time = new();

    public static TheoryData<string, Func<KalshiRestClient, Task>> Reads => new()
    {
        { "/series", static client => client.GetSeriesList(default) },
        { "/series/KXHIGHNY", static client => client.GetSeries("KXHIGHNY", default) },
        { "/events/A%3FB?with_nested_markets=true", static client => client.GetEvent("A?B", default) },
        { "/markets/A%26B", static client => client.GetMarket("A&B", default) },
        { "/markets/A/orderbook?depth=0", static client => client.GetOrderbook("A", default) },
        { "/markets/orderbooks?tickers=A&tickers=B%26C", static client => client.GetOrderbooks(["A", "B&C"], default) },
        { "/events?limit=200&with_nested_markets=true&status=open", static client => First(client.GetEvents("open", default)) },
        { "/events?limit=200&with_nested_markets=true", static client => First(client.GetEvents(null, default)) },
        { "/markets?limit=1000&mve_filter=exclude&status=closed", static client => First(client.GetMarkets("closed", default)) },
        { "/markets?limit=1000&mve_filter=only", static client => First(client.GetCombos(null, default)) },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Each_read_asks_its_own_endpoint(string target, Func<KalshiRestClient, Task> read)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        await read(client);
        Assert.Equal([target], venue.Targets);
        Assert.Equal("en", venue.Asked[0].Headers["Accept-Language"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_ticker_cannot_name_another_endpoint(string ticker)
    {
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), new FakeVenue(time));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.GetSeries(ticker, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task Books_are_asked_for_one_to_a_hundred_markets(int count)
    {
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), new FakeVenue(time));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await client.GetOrderbooks(new string[count], default));
    }

    private static async Task First(IAsyncEnumerable<RawPage> pages)
    {
        await foreach (RawPage _ in pages)
        {
            return;
        }
    }
}
