using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dutchbook.Dashboard;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>A dashboard over a stub on a real port, with a client that keeps no cookies and follows nothing by itself.</summary>
internal sealed class DashboardTrial : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private DashboardTrial(StubInstance instance, DashboardServer server) => (Instance, Server) = (instance, server);

    public StubInstance Instance { get; }

    public DashboardServer Server { get; }

    public string Origin => Server.Address.GetLeftPart(UriPartial.Authority);

    public static async Task<DashboardTrial> StartAsync()
    {
        StubInstance instance = new();
        return new DashboardTrial(instance, await DashboardServer.StartAsync(
            instance, instance, port: 0, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    public HttpRequestMessage Get(string path) => new(HttpMethod.Get, new Uri(Server.Address, path));

    /// <summary>A POST as a program with the instance's token sends it.</summary>
    public HttpRequestMessage Post(string path, string? body = null)
    {
        HttpRequestMessage request = WithToken(new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, path)));
        request.Headers.Add("X-Dutchbook", "1");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    public HttpRequestMessage WithToken(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.Token);
        return request;
    }

    /// <summary>The cookie of a browser that followed a link.</summary>
    public async Task<string> LogInAsync()
    {
        using HttpResponseMessage answer = await SendAsync(Get(Server.NewLink().PathAndQuery));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public async Task<HttpStatusCode> StatusAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<JsonElement> JsonAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }
}
