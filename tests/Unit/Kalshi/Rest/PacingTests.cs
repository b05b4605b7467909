using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class PacingTests
{
    private const string Limits = """{"usage_tier":"expert","read":{"refill_rate":600,"bucket_capacity":1000},"write":{"refill_rate":600,"bucket_capacity":600},"grants":[]}""";
    private const string Costs = """{"default_cost":100,"endpoint_costs":[{"method":"GET","path":"/markets/{ticker}","cost":900}]}""";

    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private readonly VirtualTime time = new();

    [Fact]
    public async Task Without_a_key_two_requests_leave_at_once_and_two_each_second_after() =>
        Assert.Equal([0, 0, 500, 1000, 1500], await Moments(KalshiOptions.Production, 5));

    [Fact]
    public async Task An_exchange_on_this_machine_is_read_without_a_wait() =>
        Assert.All(await Moments(local, 300), static moment => Assert.Equal(0, moment));

    [Theory]
    [InlineData("http://localhost:8080/trade-api/v2", true)]
    [InlineData("http://127.8.0.1/trade-api/v2", true)]
    [InlineData("http://[::1]:80/trade-api/v2", true)]
    [InlineData("http://localhost.example.com/trade-api/v2", false)]
    [InlineData("https://external-api.kalshi.com/trade-api/v2", false)]
    [InlineData("http://10.0.0.1/trade-api/v2", false)]
    public void Only_a_loopback_address_is_read_fast(string address, bool isFast) =>
        Assert.Equal(
            isFast ? TokenRate.Loopback : TokenRate.WithoutKey,
            RequestPacer.StartingRate(new KalshiOptions(new Uri(address))));

    // A tenth of the 1000 tokens is left to the venue as slack. A series costs 100: 9 leave at once; a market costs 900 of 600 a second.
    [Fact]
    public async Task A_key_is_paced_as_the_account_says()
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        venue.Fixed["/account/limits"] = () => FakeVenue.Message(200, Limits);
        venue.Fixed["/account/endpoint_costs"] = () => FakeVenue.Message(200, Costs);
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(KalshiOptions.Production), time.Clock, new Random(1), venue);
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(["/account/limits", "/account/endpoint_costs", "/series/A"], venue.Targets);
        Assert.All(venue.Asked, static asked => Assert.Contains("KALSHI-ACCESS-SIGNATURE", asked.Headers));
        Assert.Equal(new TokenRate(600, 900), client.Rate);

        await time.Pass(TimeSpan.FromSeconds(10));
        int now = (int)time.Elapsed.TotalMilliseconds;
        await time.Finish(client.GetMarket("B", default));
        await time.Finish(client.GetMarket("B", default));
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal([0, 1500, 1667], venue.Moments.Skip(3).Select(moment => moment - now));
    }

    [Theory]
    [InlineData(401, """{"error":{"code":"authentication_error","message":"authentication_error"}}""")]
    [InlineData(500, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"read":null}""")]
    [InlineData(200, """{"read":{"refill_rate":0,"bucket_capacity":10}}""")]
    [InlineData(200, """{"read":{"refill_rate":-5,"bucket_capacity":10}}""")]
    [InlineData(200, """{"read":{"refill_rate":1e300,"bucket_capacity":10}}""")]
    [InlineData(200, """{"read":{"refill_rate":200}}""")]
    [InlineData(200, """{"read":[]}""")]
    public async Task When_the_account_does_not_say_the_lowest_tier_holds_and_it_is_asked_again_later(int status, string body)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        venue.Fixed["/account/limits"] = () => FakeVenue.Message(status, body);
        venue.Fixed["/account/endpoint_costs"] = () => FakeVenue.Message(200, Costs);
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(KalshiOptions.Production), time.Clock, new Random(1), venue);
        await time.Finish(client.GetSeries("A", default));
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(TokenRate.LowestTier, client.Rate);
        Assert.Equal(["/account/limits", "/series/A", "/series/A"], venue.Targets);

        venue.Fixed["/account/limits"] = () => FakeVenue.Message(200, Limits);
        time.Clock.Advance(TimeSpan.FromMinutes(5));
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(new TokenRate(600, 900), client.Rate);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"default_cost":null,"endpoint_costs":null}""")]
    [InlineData(200, """{"default_cost":0,"endpoint_costs":[{},{"method":"GET","path":"/series/{t}","cost":-1}]}""")]
    public async Task Costs_that_the_venue_does_not_say_are_the_documented_ten(int status, string body)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        venue.Fixed["/account/limits"] = () =>
            FakeVenue.Message(200, """{"read":{"refill_rate":10,"bucket_capacity":10.5}}""");
        venue.Fixed["/account/endpoint_costs"] = () => FakeVenue.Message(status, body);
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(KalshiOptions.Production), time.Clock, new Random(1), venue);
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(new TokenRate(10, 9), client.Rate);
        await time.Pass(TimeSpan.FromSeconds(10));
        await time.Finish(client.GetSeries("A", default));
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(1000, venue.Asked[^1].Millisecond - venue.Asked[^2].Millisecond);
    }

    [Fact]
    public async Task Readers_that_begin_together_ask_for_the_allowance_once()
    {
        TaskCompletionSource<HttpResponseMessage> slow = new();
        FakeVenue venue = new(time, (_, _) => slow.Task, FakeVenue.Says(200, "{}"));
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(KalshiOptions.Production), time.Clock, new Random(1), venue);
        using CancellationTokenSource leaves = new();
        Task<RawPage> first = client.GetSeries("A", leaves.Token);
        Task<RawPage> second = client.GetSeries("B", default);
        Assert.Equal(["/account/limits"], venue.Targets);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        slow.SetResult(FakeVenue.Message(200, Limits));
        await time.Finish(second);
        Assert.Equal(["/account/limits", "/account/endpoint_costs", "/series/B"], venue.Targets);
    }

    [Fact]
    public async Task A_venue_that_refuses_has_an_empty_bucket_for_everyone()
    {
        FakeVenue venue = new(time, FakeVenue.Says(429, """{"error":"too many requests"}"""), FakeVenue.Says(200, "{}"));
        RetryPolicy once = new() { MostAttempts = 1 };
        using KalshiRestClient client = new(KalshiOptions.Production, time.Clock, new Random(1), venue, once);
        await Assert.ThrowsAsync<KalshiException>(() => client.GetSeries("A", default));
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal([0, 500], venue.Moments);
        Assert.Equal(new RequestCounters(2, 0, 1, TimeSpan.FromMilliseconds(500), TimeSpan.Zero), client.Counters);
    }

    private async Task<IEnumerable<int>> Moments(KalshiOptions options, int requests)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = new(options, time.Clock, new Random(1), venue);
        await time.Finish(Task.WhenAll(Enumerable.Range(0, requests).Select(_ => client.GetSeries("A", default))));
        return [.. venue.Moments];
    }
}
