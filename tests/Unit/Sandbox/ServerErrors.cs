using System.Net;
using System.Text.Json;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class ServerErrors(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    [Theory]
    [InlineData("/markets?status=finalized", 400, "bad_request", "invalid status filter")]
    [InlineData("/events?status=active", 400, "bad_request", "invalid status filter")]
    [InlineData("/markets?limit=1001", 400, "bad_request", "limit must be between 1 and 1000")]
    [InlineData("/events?limit=201", 400, "bad_request", "limit must be between 1 and 200")]
    [InlineData("/events?limit=0", 400, "bad_request", "limit must be between 1 and 200")]
    [InlineData("/milestones", 400, "bad_request", "limit is required")]
    [InlineData("/markets?cursor=nonsense", 400, "bad_request", "invalid cursor")]
    [InlineData("/markets?mve_filter=maybe", 400, "bad_request", "invalid mve_filter")]
    [InlineData("/markets?min_close_ts=soon", 400, "bad_request", "invalid min_close_ts")]
    [InlineData("/markets?status=open&min_close_ts=1", 400, "bad_request", "close timestamps do not go with this status")]
    [InlineData("/markets?min_updated_ts=1", 400, "bad_request", "min_updated_ts needs mve_filter=exclude and no status")]
    [InlineData("/markets/orderbooks", 400, "bad_request", "between 1 and 100 tickers are required")]
    [InlineData("/markets/KXPRESNOMB-28-ABR/orderbook?depth=101", 400, "bad_request", "depth must be between 0 and 100")]
    [InlineData("/markets/NOWHERE", 404, "market_not_found", null)]
    [InlineData("/markets/NOWHERE/orderbook", 404, "market_not_found", null)]
    [InlineData("/markets/orderbooks?tickers=NOWHERE", 404, "market_not_found", null)]
    [InlineData("/events/NOWHERE", 404, "event_not_found", null)]
    [InlineData("/series/NOWHERE", 404, "series_not_found", null)]
    [InlineData("/portfolio/nowhere", 404, "not_found", null)]
    public async Task Errors_come_in_the_nested_form(string path, int status, string code, string? details)
    {
        RunningSandbox sandbox = shared.Sandbox;
        using HttpResponseMessage response = await sandbox.Send(path);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        JsonElement error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(details, error.TryGetProperty("details", out JsonElement text) ? text.GetString() : null);
    }

    [Fact]
    public async Task A_hundred_and_one_books_are_refused()
    {
        RunningSandbox sandbox = shared.Sandbox;
        string tickers = string.Join("&tickers=", Demo.Universe.Markets.Take(101).Select(market => market.Ticker));
        using HttpResponseMessage response = await sandbox.Send("/markets/orderbooks?tickers=" + tickers);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        RunningSandbox sandbox = shared.Sandbox;
        string cursor = (await sandbox.Get("/events?limit=1")).GetProperty("cursor").GetString()!;
        using HttpResponseMessage response = await sandbox.Send("/markets?cursor=" + Uri.EscapeDataString(cursor));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
