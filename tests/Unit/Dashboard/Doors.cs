using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Dutchbook.Dashboard;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>Who gets in, and through which door.</summary>
public sealed class Doors
{
    [Fact]
    public async Task No_environment_variable_opens_another_port()
    {
        int first = FreePort();
        int second = FreePort();
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://0.0.0.0:{first}",
            ["Kestrel__Endpoints__Extra__Url"] = $"http://0.0.0.0:{second}",
            ["DOTNET_Kestrel__Endpoints__Extra__Url"] = $"http://0.0.0.0:{second}",
        };
        foreach ((string name, string value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            await using DashboardTrial trial = await DashboardTrial.StartAsync();
            IPEndPoint[] listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
            Assert.DoesNotContain(listeners, listener => listener.Port == first || listener.Port == second);
            Assert.Equal(
                IPAddress.Loopback, Assert.Single(listeners, listener => listener.Port == trial.Server.Address.Port).Address);
        }
        finally
        {
            foreach (string name in variables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/api/v1/state")]
    [InlineData("/api/v1/stream")]
    [InlineData("/api/v1/metrics")]
    [InlineData("/api/v1/openapi.json")]
    [InlineData("/nothing")]
    public async Task Without_a_session_nothing_is_told(string path)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(trial.Get(path)));
    }

    [Fact]
    public async Task Health_alone_is_open()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.True((await trial.JsonAsync(trial.Get("/api/v1/health"))).GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task A_link_opens_once_and_its_cookie_is_for_no_script()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        string link = trial.Server.NewLink().PathAndQuery;
        using HttpResponseMessage first = await trial.SendAsync(trial.Get(link));
        string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/", first.Headers.Location?.ToString());

        HttpRequestMessage page = trial.Get("/");
        page.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await trial.StatusAsync(page));
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(trial.Get(link)));
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/login?token=")]
    [InlineData("/login?token=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_made_up_link_opens_nothing(string path)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(trial.Get(path)));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("localhost.evil.example:PORT")]
    [InlineData("127.0.0.1.nip.io:PORT")]
    [InlineData("[::1]:PORT")]
    [InlineData("0.0.0.0:PORT")]
    public async Task A_name_that_only_resolves_here_is_not_served(string host)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.WithToken(trial.Get("/api/v1/state"));
        request.Headers.Host = host.Replace("PORT", $"{trial.Server.Address.Port}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await trial.StatusAsync(request));
        HttpRequestMessage health = trial.Get("/api/v1/health");
        health.Headers.Host = request.Headers.Host;
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await trial.StatusAsync(health));
    }

    [Fact]
    public async Task Localhost_with_the_port_is_served()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.WithToken(trial.Get("/api/v1/state"));
        request.Headers.Host = $"localhost:{trial.Server.Address.Port}";
        Assert.Equal(HttpStatusCode.OK, await trial.StatusAsync(request));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
