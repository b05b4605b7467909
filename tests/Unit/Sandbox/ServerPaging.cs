using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class ServerPaging(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    /// <summary>Five months before the demo's March.</summary>
    private const string OldMeeting = "KXFED-26OCT";

    [Theory]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Pages_of_events_give_every_event_once_in_order_and_no_combo(int limit)
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> events = await sandbox.All($"/events?limit={limit}", "events");
        Assert.Equal(
            Demo.Universe.Events.Where(
                listed => !listed.IsCombo && listed.Ticker != OldMeeting).Select(listed => listed.Ticker),
            events.Select(listed => listed.GetProperty("event_ticker").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Pages_of_markets_give_every_current_market_once_combos_included()
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> markets = await sandbox.All("/markets?limit=333", "markets");
        Assert.Equal(
            Current().Select(market => market.Ticker),
            markets.Select(market => market.GetProperty("ticker").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Combos_can_be_left_out_or_be_asked_for_alone()
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> without = await sandbox.All("/markets?limit=1000&mve_filter=exclude", "markets");
        List<JsonElement> only = await sandbox.All("/markets?limit=1000&mve_filter=only", "markets");
        Assert.DoesNotContain(without, IsCombo);
        Assert.True(only.Count >= 5);
        Assert.All(only, combo => Assert.True(IsCombo(combo)));
        Assert.Equal(Current().Count(), without.Count + only.Count);
        List<JsonElement> events = await sandbox.All("/events/multivariate?limit=2&with_nested_markets=true", "events");
        Assert.Equal(
            only.Select(combo => combo.GetProperty("ticker").GetString()!),
            events.SelectMany(listed => listed.GetProperty("markets").EnumerateArray())
                .Select(combo => combo.GetProperty("ticker").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Nested_markets_are_the_markets_of_the_event()
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> events = await sandbox.All("/events?limit=200&with_nested_markets=true", "events");
        Assert.All(events, listed => Assert.Equal(
            Demo.Universe.MarketsOf(listed.GetProperty("event_ticker").GetString()!).Select(market => market.Ticker),
            listed.GetProperty("markets").EnumerateArray().Select(market => market.GetProperty("ticker").GetString()!),
            StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("open", "active")]
    [InlineData("paused", "inactive")]
    [InlineData("closed", "closed")]
    [InlineData("settled", "finalized")]
    public async Task Each_status_filter_gives_its_own_markets(string filter, string status)
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> markets = await sandbox.All($"/markets?limit=1000&status={filter}", "markets");
        Assert.Equal(Current().Count(market => market.Status == status), markets.Count);
        Assert.NotEmpty(markets);
        Assert.All(markets, market => Assert.Equal(status, market.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Filters_by_ticker_event_and_series_agree()
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> bySeries = await sandbox.All("/markets?series_ticker=KXPRESNOMB", "markets");
        List<JsonElement> byEvent = await sandbox.All("/markets?event_ticker=KXPRESNOMB-28", "markets");
        List<JsonElement> byTicker = await sandbox.All(
            "/markets?tickers=KXPRESNOMB-28-ABR,KXPRESNOMB-28-BCA", "markets");
        Assert.Equal(30, bySeries.Count);
        Assert.Equal(30, byEvent.Count);
        Assert.Equal(2, byTicker.Count);
        List<JsonElement> events = await sandbox.All("/events?tickers=KXPRESNOMB-28,KXSUMMITCITY-1&limit=1", "events");
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public async Task Bulk_books_come_in_the_order_they_were_asked_for()
    {
        RunningSandbox sandbox = shared.Sandbox;
        string[] tickers = [.. Demo.Universe.Markets.Take(100).Select(market => market.Ticker).Reverse()];
        JsonElement answer = await sandbox.Get("/markets/orderbooks?tickers=" + string.Join("&tickers=", tickers));
        Assert.Equal(
            tickers,
            answer.GetProperty("orderbooks").EnumerateArray().Select(book => book.GetProperty("ticker").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_settled_before_the_cutoff_is_only_in_the_history()
    {
        RunningSandbox sandbox = shared.Sandbox;
        List<JsonElement> old = await sandbox.All("/historical/markets?limit=2", "markets");
        Assert.Equal(3, old.Count);
        JsonElement answer = await sandbox.Get("/historical/cutoff");
        DateTimeOffset cutoff = answer.GetProperty("market_settled_ts").GetDateTimeOffset();
        Assert.All(old, market => Assert.True(market.GetProperty("settlement_ts").GetDateTimeOffset() < cutoff));
        Assert.Empty(await sandbox.All($"/markets?event_ticker={OldMeeting}", "markets"));
    }

    [Fact]
    public async Task Time_filters_cut_by_close_and_by_settlement()
    {
        RunningSandbox sandbox = shared.Sandbox;
        long week = Demo.At.AddDays(7).ToUnixTimeSeconds();
        List<JsonElement> soon = await sandbox.All($"/markets?limit=1000&max_close_ts={week}", "markets");
        Assert.Equal(Current().Count(market => market.CloseTime <= Demo.At.AddDays(7)), soon.Count);
        Assert.NotEmpty(soon);
        Assert.Single(await sandbox.All("/markets?status=settled&min_settled_ts=1", "markets"));
        Assert.Empty(await sandbox.All($"/markets?status=settled&min_settled_ts={week}", "markets"));
    }

    [Fact]
    public async Task Milestones_link_the_events_of_a_game()
    {
        RunningSandbox sandbox = shared.Sandbox;
        JsonElement events = await sandbox.Get("/events?series_ticker=KXNFLGAME&with_milestones=true");
        Assert.Equal(6, events.GetProperty("milestones").GetArrayLength());
        string game = events.GetProperty("events")[0].GetProperty("event_ticker").GetString()!;
        JsonElement answer = await sandbox.Get("/milestones?limit=100&related_event_ticker=" + game);
        JsonElement milestone = Assert.Single(answer.GetProperty("milestones").EnumerateArray());
        Assert.Equal(3, milestone.GetProperty("related_event_tickers").GetArrayLength());
    }

    private static IEnumerable<ListedMarket> Current() =>
        Demo.Universe.Markets.Where(market => market.EventTicker != OldMeeting);

    private static bool IsCombo(JsonElement market) => market.TryGetProperty("mve_selected_legs", out _);
}
