using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>What another page of the same browser cannot do, though the browser would send our cookie along.</summary>
public sealed class ForeignPages
{
    private static readonly Dictionary<string, string?> Ours = new(StringComparer.Ordinal)
    {
        ["Origin"] = "OURS",
        ["Sec-Fetch-Site"] = "same-origin",
        ["X-Dutchbook"] = "1",
    };

    [Fact]
    public async Task Our_own_page_may_halt()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await Halt(trial, Ours));
        Assert.Equal("halt by dashboard: because", Assert.Single(trial.Instance.Done));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", null)]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Dutchbook", null)]
    [InlineData("X-Dutchbook", "0")]
    public async Task A_foreign_page_may_not(string header, string? value)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await Halt(trial, new Dictionary<string, string?>(Ours, StringComparer.Ordinal) { [header] = value }));
        Assert.Empty(trial.Instance.Done);
    }

    [Fact]
    public async Task A_form_of_a_foreign_page_is_not_taken_for_json()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.Post("/api/v1/halt");
        request.Content = new StringContent("{\"reason\":\"x\"}", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await trial.StatusAsync(request));
        Assert.Empty(trial.Instance.Done);
    }

    [Theory]
    [InlineData("/api/v1/stream", "Origin", "https://evil.example")]
    [InlineData("/api/v1/stream", "Sec-Fetch-Site", "cross-site")]
    [InlineData("/api/v1/stream", "Sec-Fetch-Site", "none")]
    [InlineData("/api/v1/state", "Sec-Fetch-Site", "cross-site")]
    [InlineData("/api/v1/state", "Sec-Fetch-Site", "same-site")]
    public async Task A_foreign_page_may_not_even_read(string path, string header, string value)
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.Get(path);
        request.Headers.Add("Cookie", await trial.LogInAsync());
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, await trial.StatusAsync(request));
    }

    [Fact]
    public async Task A_wrong_token_is_no_token()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.Get("/api/v1/state");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", trial.Server.Token + "0");
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(request));
        HttpRequestMessage empty = trial.Get("/api/v1/state");
        empty.Headers.TryAddWithoutValidation("Authorization", "Bearer ");
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(empty));
    }

    [Fact]
    public async Task A_session_makes_no_new_links()
    {
        await using DashboardTrial trial = await DashboardTrial.StartAsync();
        HttpRequestMessage request = trial.Post("/api/v1/links");
        request.Headers.Authorization = null;
        request.Headers.Add("Origin", trial.Origin);
        request.Headers.Add("Cookie", await trial.LogInAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await trial.StatusAsync(request));
        string link = (await trial.JsonAsync(trial.Post("/api/v1/links"))).GetProperty("link").GetString()!;
        Assert.Equal(HttpStatusCode.SeeOther, await trial.StatusAsync(trial.Get(new Uri(link).PathAndQuery)));
    }

    private static async Task<HttpStatusCode> Halt(DashboardTrial trial, Dictionary<string, string?> headers)
    {
        HttpRequestMessage request = trial.Post("/api/v1/halt", """{"reason": " because "}""");
        request.Headers.Authorization = null;
        request.Headers.Remove("X-Dutchbook");
        request.Headers.Add("Cookie", await trial.LogInAsync());
        foreach ((string name, string? value) in headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value == "OURS" ? trial.Origin : value);
            }
        }

        return await trial.StatusAsync(request);
    }
}
