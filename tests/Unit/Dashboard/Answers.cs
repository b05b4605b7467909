using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>What is answered, and what a browser is told to do with it.</summary>
public sealed class Answers
{
    [Theory]
    [InlineData("/api/v1/opportunities/abc", "opportunity abc")]
    [InlineData("/api/v1/events/KX-26%20A", "event KX-26 A")]
    [InlineData("/api/v1/events?query=fed", "events fed")]
    [InlineData("/api/v1/relations?queue=true&q=KX", "relations True KX")]
    [InlineData("/api/v1/matches?queue=true&q=KX", "matches True KX")]
    [InlineData("/api/v1/matches/m1", "match m1")]
    [InlineData("/api/v1/trades/d1", "trade d1")]
    [InlineData("/api/v1/logs?lines=7", "logs 7")]
    [InlineData("/api/v1/logs?lines=-7", "logs 200")]
    [InlineData("/api/v1/logs?lines=9999999", "logs 2000")]
    public async Task A_path_names_its_document(string path, string document)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        JsonElement answer = await trial.JsonAsync(trial.WithToken(trial.Get(path)));
        Assert.Equal(1, answer.GetProperty("schema").GetInt32());
        Assert.Equal(document, answer.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/api/v1/opportunities/gone")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/js/nothing.js")]
    [InlineData("/../Dashboard.csproj")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, await trial.StatusAsync(trial.WithToken(trial.Get(path))));
    }

    [Theory]
    [InlineData("/api/v1/halt", """{"reason": "r"}""", "halt by api: r")]
    [InlineData("/api/v1/reduce", """{"reason": "r"}""", "reduce: r")]
    [InlineData("/api/v1/resume", """{"looked": true}""", "resume True")]
    [InlineData("/api/v1/resume", null, "resume False")]
    [InlineData("/api/v1/opportunities/abc/plan", null, "plan abc")]
    [InlineData("/api/v1/opportunities/abc/trade", """{"confirm": "c"}""", "trade abc c")]
    [InlineData("/api/v1/relations/r1/approve", """{"reason": "read"}""", "Approve r1: read")]
    [InlineData("/api/v1/relations/r1/reject", """{"reason": "read"}""", "Reject r1: read")]
    [InlineData("/api/v1/matches/m1/approve", """{"reason": "read", "texts": "h1"}""", "Approve match m1 of h1: read")]
    [InlineData("/api/v1/matches/m1/reject", """{"reason": "read", "texts": "h1"}""", "Reject match m1 of h1: read")]
    [InlineData("/api/v1/relations/r1/suspend", """{"reason": "read"}""", "Suspend r1: read")]
    public async Task A_wish_is_passed_on(string path, string? body, string done)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await trial.StatusAsync(trial.Post(path, body)));
        Assert.Equal(done, Assert.Single(trial.Instance.Done));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"reason\"")]
    public async Task What_is_no_object_is_no_wish(string body)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await trial.StatusAsync(trial.Post("/api/v1/halt", body)));
        Assert.Empty(trial.Instance.Done);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        string body = $$"""{"reason": "{{new string('a', 100_000)}}"}""";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await trial.StatusAsync(trial.Post("/api/v1/halt", body)));
    }

    [Theory]
    [InlineData("/api/v1/halt", "GET")]
    [InlineData("/api/v1/state", "POST")]
    [InlineData("/", "POST")]
    [InlineData("/api/v1/state", "DELETE")]
    public async Task Each_path_has_its_method(string path, string method)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.Post(path);
        request.Method = new HttpMethod(method);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await trial.StatusAsync(request));
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_it_may_not()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        foreach (HttpRequestMessage request in new[]
        {
            trial.Get("/"), trial.WithToken(trial.Get("/")), trial.WithToken(trial.Get("/api/v1/state")), trial.Get("/api/v1/health"),
        })
        {
            using HttpResponseMessage answer = await trial.SendAsync(request);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task A_file_of_the_page_is_sent_once()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        using HttpResponseMessage first = await trial.SendAsync(trial.WithToken(trial.Get("/")));
        Assert.Equal("text/html", first.Content.Headers.ContentType?.MediaType);
        HttpRequestMessage again = trial.WithToken(trial.Get("/"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, await trial.StatusAsync(again));
        using HttpResponseMessage document = await trial.SendAsync(trial.WithToken(trial.Get("/api/v1/state")));
        Assert.True(document.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Text_of_a_path_is_never_markup()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        using HttpResponseMessage answer = await trial.SendAsync(trial.WithToken(trial.Get("/<script>alert(1)<\u002fscript>")));
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_the_description_names_is_there()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        JsonElement api = await trial.JsonAsync(trial.WithToken(trial.Get("/api/v1/openapi.json")));
        List<string> read = [];
        foreach (JsonProperty path in api.GetProperty("paths").EnumerateObject())
        {
            string place = path.Name.Replace("{id}", "x", StringComparison.Ordinal).Replace("{ticker}", "x", StringComparison.Ordinal);
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                read.Add($"{operation.Name} {path.Name}");
                HttpRequestMessage request = operation.Name == "get" ? trial.WithToken(trial.Get(place)) : trial.Post(place);
                Assert.Equal(HttpStatusCode.OK, await trial.StatusAsync(request));
            }
        }

        Assert.Contains("post /api/v1/opportunities/{id}/trade", read);
        Assert.Contains("get /api/v1/stream", read);
        Assert.Contains("get /api/v1/openapi.json", read);
    }

    [Fact]
    public async Task The_stream_tells_each_version_once_and_ends_with_the_instance()
    {
        DashboardTrial trial = await DashboardTrial.StartAsync();
        using HttpResponseMessage answer = await trial.SendAsync(trial.WithToken(trial.Get("/api/v1/stream")));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using StreamReader lines = new(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        Assert.Equal("""data: {"version":1,"parts":{"trades":1}}""", await Next(lines));
        trial.Instance.Number = 5;
        Assert.Equal("""data: {"version":5,"parts":{"trades":5}}""", await Next(lines));
        await trial.DisposeAsync();
        Assert.Null(await lines.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string?> Next(StreamReader lines)
    {
        Assert.Equal("event: version", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        string? data = await lines.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        return data;
    }
}
