using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class PagingTests
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private readonly VirtualTime time = new();

    [Fact]
    public async Task Cursors_are_followed_unchanged_to_the_end()
    {
        FakeVenue venue = new(
            time,
            FakeVenue.Says(200, """{"markets":[{"cursor":"inner","nested":{"cursor":"x"}}],"cursor":"a+/= ?&b"}"""),
            FakeVenue.Says(200, """{"cursor":"é","markets":[]}"""),
            FakeVenue.Says(200, """{"markets":[],"cursor":""}"""));
        (int pages, KalshiException? error) = await Read(venue);
        Assert.Null(error);
        Assert.Equal(3, pages);
        Assert.Equal(
            [
                "/markets?limit=1000&mve_filter=exclude&status=open",
                "/markets?limit=1000&mve_filter=exclude&status=open&cursor=a%2B%2F%3D%20%3F%26b",
                "/markets?limit=1000&mve_filter=exclude&status=open&cursor=%C3%A9",
            ],
            venue.Targets);
    }

    [Theory]
    [InlineData("""{"markets":[],"cursor":""}""")]
    [InlineData("""{"markets":[],"cursor":null}""")]
    [InlineData("""{"markets":[]}""")]
    [InlineData("{}")]
    [InlineData("""{"markets":[{"cursor":"inner"}]}""")]
    [InlineData("""{"markets":{"cursor":"inner"}}""")]
    public async Task A_page_without_a_cursor_is_the_last(string body)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, body));
        Assert.Equal((1, null), await Read(venue));
        Assert.Single(venue.Asked);
    }

    [Theory]
    [InlineData(new[] { "x", "x" }, 1)]
    [InlineData(new[] { "x", "y", "x" }, 2)]
    [InlineData(new[] { "x", "y", "z", "y" }, 3)]
    public async Task A_listing_that_loops_is_ended_and_named(string[] cursors, int whole)
    {
        FakeVenue venue = new(time, [.. cursors.Select(static c => FakeVenue.Says(200, $$"""{"cursor":"{{c}}"}"""))]);
        (int pages, KalshiException? error) = await Read(venue);
        Assert.Equal((whole, KalshiErrorKind.WrongShape), (pages, error?.Kind));
        Assert.Contains($"repeats the cursor {cursors[^1]}", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"cursor":7}""", KalshiErrorKind.WrongShape, "not text")]
    [InlineData("""{"cursor":["a"]}""", KalshiErrorKind.WrongShape, "not text")]
    [InlineData("""{"cursor":{"next":"a"}}""", KalshiErrorKind.WrongShape, "not text")]
    [InlineData("""[{"cursor":"a"}]""", KalshiErrorKind.WrongShape, "no JSON object")]
    [InlineData("""{"cursor":"\ud800"}""", KalshiErrorKind.NotJson, "damaged")]
    [InlineData("""{"markets":[{"ticker":"A"},""", KalshiErrorKind.NotJson, "cut off")]
    [InlineData("""{"markets":[}""", KalshiErrorKind.NotJson, "damaged")]
    [InlineData("<html>", KalshiErrorKind.NotJson, "HTML")]
    [InlineData("", KalshiErrorKind.NotJson, "empty")]
    public async Task A_page_that_cannot_be_followed_is_a_typed_error(string body, KalshiErrorKind kind, string says)
    {
        (int pages, KalshiException? error) = await Read(new FakeVenue(time, FakeVenue.Says(200, body)));
        Assert.Equal((0, kind), (pages, error?.Kind));
        Assert.Contains(says, error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_fits_no_request_line_is_a_typed_error()
    {
        string endless = new('c', 100_000);
        (int pages, KalshiException? error) = await Read(new FakeVenue(time, FakeVenue.Says(200, $$"""{"cursor":"{{endless}}"}""")));
        Assert.Equal((0, KalshiErrorKind.WrongShape), (pages, error?.Kind));
        Assert.InRange(error!.Message.Length, 1, 400);
    }

    [Fact]
    public async Task A_listing_that_never_ends_is_given_up()
    {
        int number = 0;
        FakeVenue venue = new(time, (_, _) => Task.FromResult(FakeVenue.Message(200, $$"""{"cursor":"{{++number}}"}""")));
        (int pages, KalshiException? error) = await Read(venue);
        Assert.Equal((10_000, KalshiErrorKind.WrongShape), (pages, error?.Kind));
    }

    [Fact]
    public async Task A_failure_in_the_middle_leaves_what_was_read()
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, """{"cursor":"x"}"""), FakeVenue.Says(400, """{"code":"invalid_cursor"}"""));
        (int pages, KalshiException? error) = await Read(venue);
        Assert.Equal((1, "invalid_cursor"), (pages, error?.Code));
    }

    [Fact]
    public async Task A_page_keeps_its_bytes_and_the_moment_it_was_read()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{ "markets" : [] }""");
        FakeVenue venue = new(time, (_, _) => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(body) }));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        RawPage page = await client.GetMarket("A", default);
        Assert.Equal(("/trade-api/v2/markets/A", time.Clock.GetUtcNow()), (page.Path, page.ReceivedAt));
        Assert.Equal(body, page.Body.ToArray());
    }

    private async Task<(int Pages, KalshiException? Error)> Read(FakeVenue venue)
    {
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        int pages = 0;
        try
        {
            await time.Finish(Count());
            return (pages, null);
        }
        catch (KalshiException e)
        {
            return (pages, e);
        }

        async Task Count()
        {
            await foreach (RawPage _ in client.GetMarkets("open", default))
            {
                pages++;
            }
        }
    }
}
