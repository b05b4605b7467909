using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Markets listed while clients are connected.</summary>
public sealed class NewMarkets
{
    [Fact]
    public async Task The_feed_tells_of_the_event_of_each_market_and_of_its_first_price()
    {
        Specification specification = Specification.Read("kalshi-asyncapi-2026-03.yaml");
        await using Trader trader = await Trader.Start();
        await using FeedClient life = await FeedClient.Subscribed(trader, "market_lifecycle_v2");
        await using FeedClient tickers = await FeedClient.Subscribed(trader, "ticker");
        string name = trader.Server.Control.ListGenerated(seed: 4);
        JsonElement first = await life.Read();
        Assert.Equal(("event_lifecycle", name), (Text(first, "type"), Text(first.GetProperty("msg"), "event_ticker")));
        Assert.Empty(specification.Problems(first, "eventLifecyclePayload"));

        string[] markets = [.. Members(trader, name)];
        Assert.True(markets.Length > 1);
        foreach (string ticker in markets)
        {
            JsonElement created = await life.Read();
            Assert.Empty(specification.Problems(created, "marketLifecycleV2Payload"));
            Assert.Equal(("created", ticker), (Text(created.GetProperty("msg"), "event_type"), Text(created.GetProperty("msg"), "market_ticker")));
            Assert.Equal(name, Text(created.GetProperty("msg").GetProperty("additional_metadata"), "event_ticker"));
            JsonElement activated = await life.Read();
            Assert.Equal(("activated", ticker), (Text(activated.GetProperty("msg"), "event_type"), Text(activated.GetProperty("msg"), "market_ticker")));
        }

        HashSet<string> quoted = [];
        while (quoted.Count < markets.Length)
        {
            JsonElement message = (await tickers.Read()).GetProperty("msg");
            quoted.Add(Text(message, "market_ticker"));
        }

        Assert.Equal(markets.Order(StringComparer.Ordinal), quoted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_lists_show_them_and_an_order_takes_what_is_offered()
    {
        await using Trader trader = await Trader.Start();
        string name = trader.Server.Control.ListGenerated(seed: 4);
        string series = name.Split('-')[0];
        foreach (string path in (string[])[$"/events?series_ticker={series}&with_nested_markets=true", $"/events/{name}", $"/markets?event_ticker={name}", $"/series/{series}"])
        {
            Assert.Contains(series, (await trader.Get(path)).Ok().Text, StringComparison.Ordinal);
        }

        string ticker = Members(trader, name).First(market => trader.Server.Control.Book(market).NoBids.Count > 0);
        string price = trader.Server.Control.Book(ticker).NoBids[0].Price.Complement().ToString();
        Reply order = (await trader.Place(new Ticket("bid", price, "1.00") { Market = ticker })).Expect(HttpStatusCode.Created);
        Assert.Equal("1.00", order["fill_count"]);
    }

    [Fact]
    public void What_is_listed_already_and_what_nobody_can_quote_is_refused_and_leaves_nothing_behind()
    {
        TradingFloor floor = new(Demo.Universe, new SandboxOptions { Time = new FakeTimeProvider(Demo.At) });
        int before = floor.Pits.Count;
        Assert.Throws<ArgumentException>(() => floor.List(Demo.Universe));
        Universe crossed = Universe.Of(
            Demo.At,
            [new ListedSeries { Ticker = "S", Title = "S" }],
            [new ListedEvent { Ticker = "S-1", SeriesTicker = "S" }],
            [new ListedMarket { Ticker = "S-1-A", EventTicker = "S-1", CloseTime = Demo.At.AddDays(1) }],
            new Dictionary<string, ListedBook> { ["S-1-A"] = new([Level(6_000)], [Level(5_000)]) });
        Assert.Throws<ArgumentException>(() => floor.List(crossed));
        Assert.Equal((before, null), (floor.Pits.Count, floor.Find("S-1-A")));
    }

    [Fact]
    public void The_traders_list_an_event_now_and_then_and_move_it_like_the_others()
    {
        FakeTimeProvider time = new(Demo.At);
        TradingFloor floor = new(Universe.Generated(Demo.At, 40, seed: 9), new SandboxOptions { Time = time });
        using TraderCrowd crowd = new(
            floor, new CrowdOptions { ActionsPerSecond = 300, MispriceEvery = null, ListEvery = TimeSpan.FromSeconds(5) }, time);
        int events = floor.Universe.Events.Count;
        for (int second = 0; second < 31; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(events + 6, floor.Universe.Events.Count);
        string[] fresh = [.. floor.Universe.Events.Skip(events).Take(3).SelectMany(item => floor.MarketsOf(item.Ticker)).Select(static market => market.Ticker)];
        Assert.Contains(fresh, ticker => floor.Find(ticker)!.Top.YesBid != floor.Universe.Book(ticker).Top().YesBid);
    }

    private static IEnumerable<string> Members(Trader trader, string name) =>
        trader.Server.Control.Listed.MarketsOf(name).Select(static market => market.Ticker);

    private static BookLevel Level(int ticks) => new(Price.FromTicks(ticks), Quantity.FromContracts(1));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
