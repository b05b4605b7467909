using System.Net;
using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class ServerFaults
{
    [Fact]
    public async Task Too_many_requests_has_the_venues_flat_body_and_no_retry_after()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(
            request => request.NumberOnPath == 1 ? Fault.TooManyRequests() : null);
        using HttpResponseMessage first = await sandbox.Send("/markets");
        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Null(first.Headers.RetryAfter);
        Assert.Equal("""{"error":"too many requests"}""", await first.Content.ReadAsStringAsync());
        using HttpResponseMessage second = await sandbox.Send("/markets");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, sandbox.Server.Requests);
    }

    [Fact]
    public async Task Retry_after_is_sent_when_the_script_says_so()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(
            _ => Fault.ServerError(503, retryAfterSeconds: 2));
        using HttpResponseMessage response = await sandbox.Send("/events");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Html_comes_with_any_status()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(_ => Fault.Html(200));
        using HttpResponseMessage response = await sandbox.Send("/events");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("<html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_the_json_is_a_whole_answer_that_cannot_be_read()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(_ => Fault.HalfTheJson());
        using HttpResponseMessage response = await sandbox.Send("/events");
        string body = await response.Content.ReadAsStringAsync();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task A_dropped_connection_ends_the_body_early()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(_ => Fault.DroppedConnection());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.Get("/events"));
    }

    [Fact]
    public async Task A_repeated_cursor_is_the_one_that_was_sent()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(_ => Fault.RepeatedCursor());
        string first = (await sandbox.Get("/events?limit=3")).GetProperty("cursor").GetString()!;
        JsonElement next = await sandbox.Get("/events?limit=3&cursor=" + Uri.EscapeDataString(first));
        string second = next.GetProperty("cursor").GetString()!;
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_wrong_cursor_is_given_and_refused()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start(
            request => request.Number == 1 ? Fault.WrongCursor("garbage") : null);
        Assert.Equal("garbage", (await sandbox.Get("/events?limit=3")).GetProperty("cursor").GetString());
        using HttpResponseMessage response = await sandbox.Send("/events?limit=3&cursor=garbage");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_script_sees_the_path_the_query_and_both_counts()
    {
        List<SandboxRequest> seen = [];
        await using RunningSandbox sandbox = await RunningSandbox.Start(request =>
        {
            seen.Add(request);
            return null;
        });
        await sandbox.Get("/events?limit=3");
        await sandbox.Get("/series");
        await sandbox.Get("/events?limit=4");
        Assert.Equal(
            [new("/events", "?limit=3", 1, 1), new("/series", "", 2, 1), new("/events", "?limit=4", 3, 2)],
            seen);
    }
}
