using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class ErrorTests
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private static readonly RetryPolicy once = new() { MostAttempts = 1 };
    private readonly VirtualTime time = new();

    [Theory]
    [InlineData(301, KalshiErrorKind.Redirected)]
    [InlineData(302, KalshiErrorKind.Redirected)]
    [InlineData(400, KalshiErrorKind.BadRequest)]
    [InlineData(401, KalshiErrorKind.Unauthorized)]
    [InlineData(403, KalshiErrorKind.Forbidden)]
    [InlineData(404, KalshiErrorKind.NotFound)]
    [InlineData(408, KalshiErrorKind.Timeout)]
    [InlineData(409, KalshiErrorKind.BadRequest)]
    [InlineData(429, KalshiErrorKind.RateLimited)]
    [InlineData(500, KalshiErrorKind.Unavailable)]
    [InlineData(502, KalshiErrorKind.Unavailable)]
    [InlineData(503, KalshiErrorKind.Unavailable)]
    [InlineData(504, KalshiErrorKind.Unavailable)]
    [InlineData(204, KalshiErrorKind.WrongShape)]
    public async Task The_status_names_the_kind(int status, KalshiErrorKind kind)
    {
        KalshiException e = await Refusal(status, "{}");
        Assert.Equal((kind, (int?)status, "/trade-api/v2/markets/A"), (e.Kind, e.Status, e.Path));
    }

    [Theory]
    [InlineData("""{"code":"c","message":"m","details":"d"}""", "c", "d", "m, code c, d")]
    [InlineData("""{"error":{"code":"c","message":"m","details":"d"}}""", "c", "d", "m, code c, d")]
    [InlineData("""{"error":{"code":"c"}}""", "c", null, "code c")]
    [InlineData("""{"error":{"message":"m"},"code":"outer"}""", null, null, "m")]
    [InlineData("""{"error":{"code":"same","message":"same"}}""", "same", null, "same")]
    [InlineData("""{"error":"too many requests"}""", null, null, "too many requests")]
    [InlineData("""{"code":"c","service":"x","details":{"field":"limit"}}""", "c", """{"field":"limit"}""", """code c, {"field":"limit"}""")]
    [InlineData("""{"code":"c","message":null,"details":""}""", "c", null, "code c")]
    [InlineData("""{"code":404,"message":"m"}""", "404", null, "m, code 404")]
    [InlineData("""{"message":"\ud800"}""", null, null, "text that is not JSON")]
    [InlineData("""{"error":null}""", null, null, "JSON without an error in it")]
    [InlineData("""{"error":[1]}""", null, null, "JSON without an error in it")]
    [InlineData("""[1]""", null, null, "JSON without an error in it")]
    [InlineData("{}", null, null, "JSON without an error in it")]
    [InlineData("<html><title>502</title>", null, null, "an HTML page")]
    [InlineData("  \r\n<!DOCTYPE html>", null, null, "an HTML page")]
    [InlineData("", null, null, "an empty body")]
    [InlineData(" \n", null, null, "an empty body")]
    [InlineData("upstream connect error", null, null, "text that is not JSON")]
    [InlineData("{\"code\":\"c\"", null, null, "text that is not JSON")]
    public async Task Every_shape_of_an_error_is_read(string body, string? code, string? details, string says)
    {
        KalshiException e = await Refusal(400, body);
        Assert.Equal((code, details), (e.Code, e.Details));
        Assert.Equal($"/trade-api/v2/markets/A answered 400: {says}.", e.Message);
    }

    [Theory]
    [InlineData(401, "Check the key id, the key file, the environment and the clock.")]
    [InlineData(403, "Check the scopes of the key.")]
    [InlineData(302, "Check the base URL.")]
    [InlineData(429, "Try again later.")]
    [InlineData(503, "Try again later.")]
    public async Task The_message_ends_with_the_mend(int status, string mend) =>
        Assert.EndsWith(mend, (await Refusal(status, "{}")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_the_venue_says_cannot_move_the_terminal_or_flood_it()
    {
        KalshiException e = await Refusal(400, """{"code":"a\u001b[2Jb\u2028\u202e\n","message":"MESSAGE"}""".Replace("MESSAGE", new string('x', 5_000)));
        Assert.Equal("a[2Jb", e.Code);
        Assert.All(e.Message, static c => Assert.False(char.IsControl(c)));
        Assert.InRange(e.Message.Length, 300, 400);
    }

    [Theory]
    [InlineData("", "an empty body")]
    [InlineData("   ", "an empty body")]
    [InlineData("<html>", "an HTML page")]
    [InlineData("OK", "text that is not JSON")]
    [InlineData("\"text\"", "text that is not JSON")]
    [InlineData("\u001f\u008b", "text that is not JSON")]
    public async Task An_answer_that_is_no_json_has_its_own_kind_and_is_not_asked_again(string body, string says)
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, body));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => client.GetSeriesList(default));
        Assert.Equal((KalshiErrorKind.NotJson, 1), (e.Kind, venue.Asked.Count));
        Assert.StartsWith($"/trade-api/v2/series answered {says}:", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_repeats_the_request_shows_no_secret()
    {
        FakeVenue venue = new(time, (request, _) => Task.FromResult(FakeVenue.Message(400, new StringBuilder("{\"code\":\"")
            .Append(request.Headers.GetValues("KALSHI-ACCESS-KEY").Single()).Append("\",\"message\":\"got ")
            .Append(request.Headers.GetValues("KALSHI-ACCESS-SIGNATURE").Single()).Append("\",\"details\":\"of ")
            .Append(request.Headers.GetValues("KALSHI-ACCESS-KEY").Single()).Append("\"}").ToString())));
        using KeyFile key = new();
        using KalshiRestClient client = new(key.Sign(local), time.Clock, new Draws(0), venue, once);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => time.Finish(client.GetMarket("A", default)));
        Assert.Equal("/trade-api/v2/markets/A answered 400: got [hidden], code [hidden], of [hidden].", e.Message);
        Assert.Equal("[hidden]", e.Code);
        Assert.DoesNotContain(KeyFile.Id, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_names_the_path_and_never_the_query()
    {
        FakeVenue venue = new(time, FakeVenue.Says(400, "{}"));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue, once);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => client.GetOrderbooks(["QUERY"], default));
        Assert.DoesNotContain("QUERY", e.Message, StringComparison.Ordinal);
    }

    private async Task<KalshiException> Refusal(int status, string body)
    {
        FakeVenue venue = new(time, FakeVenue.Says(status, body));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue, once);
        return await Assert.ThrowsAsync<KalshiException>(() => time.Finish(client.GetMarket("A", default)));
    }
}
