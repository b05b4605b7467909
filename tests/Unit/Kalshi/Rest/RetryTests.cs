using Dutchbook.Kalshi;
using Xunit;
using Answer = System.Func<System.Net.Http.HttpRequestMessage, System.Threading.CancellationToken, System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage>>;

namespace Dutchbook.Unit.Kalshi;

public sealed class RetryTests
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private readonly VirtualTime time = new();

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_status_that_may_pass_is_tried_again_with_doubling_waits(int status)
    {
        FakeVenue venue = new(time, FakeVenue.Says(status, "no"), FakeVenue.Says(status, "no"), FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = Client(venue, 1);
        RawPage page = await time.Finish(client.GetSeries("A", default));
        Assert.Equal("{}"u8.ToArray(), page.Body.ToArray());
        Assert.Equal([0, 1_000, 3_000], venue.Moments);
        Assert.Equal(
            new RequestCounters(3, 2, status == 429 ? 2 : 0, TimeSpan.Zero, TimeSpan.FromSeconds(3)), client.Counters);
    }

    [Theory]
    [InlineData(1, new[] { 0, 1_000, 3_000, 7_000, 15_000 })]
    [InlineData(0.5, new[] { 0, 500, 1_500, 3_500, 7_500 })]
    [InlineData(0, new[] { 0, 0, 0, 0, 0 })]
    public async Task It_gives_up_after_five_tries_with_the_last_error(double part, int[] moments)
    {
        FakeVenue venue = new(time, FakeVenue.Says(500, "first"), FakeVenue.Says(503, """{"code":"last"}"""));
        using KalshiRestClient client = Client(venue, part);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => time.Finish(client.GetSeries("A", default)));
        Assert.Equal((KalshiErrorKind.Unavailable, "last", 503), (e.Kind, e.Code, e.Status));
        Assert.Equal(moments, venue.Moments);
        Assert.Equal(4, client.Counters.Retries);
    }

    [Theory]
    [InlineData("7", 7_000)]
    [InlineData("Mon, 23 Nov 2026 20:00:12 GMT", 12_000)]
    [InlineData("Mon, 23 Nov 2026 19:00:00 GMT", 500)]
    [InlineData("86400", 60_000)]
    [InlineData("0", 500)]
    [InlineData("soon", 500)]
    [InlineData("-3", 500)]
    [InlineData("99999999999999999999", 500)]
    public async Task Retry_after_is_waited_for_within_its_bound(string header, int moment)
    {
        FakeVenue venue = new(time, FakeVenue.Says(429, "", header), FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = Client(venue, 0.5);
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal([0, moment], venue.Moments);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task What_is_refused_for_a_reason_is_asked_once(int status)
    {
        FakeVenue venue = new(time, FakeVenue.Says(status, "", "1"));
        using KalshiRestClient client = Client(venue, 1);
        await Assert.ThrowsAsync<KalshiException>(() => client.GetSeries("A", default));
        Assert.Single(venue.Asked);
    }

    public static TheoryData<string, Exception, KalshiErrorKind> Failures => new()
    {
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError, "secret of the machine"), KalshiErrorKind.Network },
        { "no such name", new HttpRequestException(HttpRequestError.NameResolutionError, "x"), KalshiErrorKind.Network },
        { "bad certificate", new HttpRequestException(HttpRequestError.SecureConnectionError, "x"), KalshiErrorKind.Network },
        { "cut", new IOException("x"), KalshiErrorKind.Network },
        { "bad compression", new InvalidDataException("x"), KalshiErrorKind.Network },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_network_that_fails_is_tried_again_and_then_named(string what, Exception failure, KalshiErrorKind kind)
    {
        FakeVenue venue = new(time, FakeVenue.Fails(failure));
        using KalshiRestClient client = Client(venue, 0);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => time.Finish(client.GetSeries("A", default)));
        Assert.True(e.Kind == kind && venue.Asked.Count == 5, what);
        Assert.Contains("/trade-api/v2/series/A", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_body_is_tried_again()
    {
        FakeVenue venue = new(time, (_, _) => Task.FromResult(new HttpResponseMessage { Content = new CutBody() }), FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = Client(venue, 0);
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal(2, venue.Asked.Count);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_after_thirty_seconds_and_tried_again()
    {
        FakeVenue venue = new(time, FakeVenue.Hangs(), FakeVenue.Hangs(), FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = Client(venue, 1);
        await time.Finish(client.GetSeries("A", default));
        Assert.Equal([0, 31_000, 63_000], venue.Moments);
    }

    // 5 tries of 30 s and 1 + 2 + 4 + 8 s of waits fit in the 3 minutes; with waits of 60 s the fourth would begin at 270 s.
    [Theory]
    [InlineData(1, 60, 5)]
    [InlineData(60, 60, 3)]
    [InlineData(60, 1, 5)]
    public async Task The_whole_is_bounded_in_time(int firstWait, int longestWait, int tries)
    {
        RetryPolicy policy = new() { FirstWait = TimeSpan.FromSeconds(firstWait), LongestWait = TimeSpan.FromSeconds(longestWait) };
        FakeVenue venue = new(time, FakeVenue.Hangs());
        using KalshiRestClient client = new(local, time.Clock, new Draws(1), venue, policy);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => time.Finish(client.GetSeries("A", default)));
        Assert.Equal((KalshiErrorKind.Timeout, tries), (e.Kind, venue.Asked.Count));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, policy.LongestTotal + policy.AttemptTimeout);
    }

    [Fact]
    public async Task A_reader_who_leaves_while_it_waits_sends_nothing_more()
    {
        FakeVenue venue = new(time, FakeVenue.Says(500, ""));
        using KalshiRestClient client = Client(venue, 1);
        using CancellationTokenSource stop = new();
        Task<RawPage> reading = client.GetSeries("A", stop.Token);
        await time.Pass(TimeSpan.FromMilliseconds(999));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => time.Finish(reading));
        Assert.Single(venue.Asked);
    }

    [Fact]
    public async Task A_reader_who_leaves_while_the_venue_thinks_is_no_timeout()
    {
        FakeVenue venue = new(time, FakeVenue.Hangs());
        using KalshiRestClient client = Client(venue, 1);
        using CancellationTokenSource stop = new();
        Task<RawPage> reading = client.GetSeries("A", stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Each_try_is_signed_at_its_own_time()
    {
        Answer limits = FakeVenue.Says(404, "");
        FakeVenue venue = new(time, limits, FakeVenue.Says(500, ""), FakeVenue.Says(200, "{}"));
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(local), time.Clock, new Draws(1), venue);
        await time.Finish(client.GetSeries("A", default));
        long[] stamps = [.. venue.Asked.Skip(1).Select(static a => long.Parse(a.Headers["KALSHI-ACCESS-TIMESTAMP"]))];
        Assert.Equal(1_000, stamps[1] - stamps[0]);
        Assert.NotEqual(venue.Asked[1].Headers["KALSHI-ACCESS-SIGNATURE"], venue.Asked[2].Headers["KALSHI-ACCESS-SIGNATURE"]);
    }

    [Fact]
    public async Task An_answer_too_large_to_hold_is_refused_at_once()
    {
        FakeVenue venue = new(time, (_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new ByteArrayContent([]) { Headers = { ContentLength = 1L << 40 } },
        }));
        using KalshiRestClient client = Client(venue, 0);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => client.GetSeries("A", default));
        Assert.Equal((KalshiErrorKind.TooLarge, 1), (e.Kind, venue.Asked.Count));
    }

    private KalshiRestClient Client(FakeVenue venue, double part) => new(local, time.Clock, new Draws(part), venue);

    private sealed class CutBody : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            Task.FromException(new IOException("cut"));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
