using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The feed over real sockets, against an exchange that shares no line with it.</summary>
public sealed class LiveFeedOverSandbox
{
    private static readonly string[] books = [Trader.Market, .. Demo.Universe.Markets
        .Where(static market => market.Ticker.StartsWith("KXPRESNOMB-28-", StringComparison.Ordinal) && market.Ticker != Trader.Market)
        .Select(static market => market.Ticker).Take(3)];

    [Fact]
    public async Task Books_and_touches_are_the_exchanges_own()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open(books);
        await desk.Until(() => desk.Feed.IsSettled && desk.Feed.Counters[FeedCount.Tickers] >= Demo.Universe.Markets.Count);
        foreach (string ticker in books)
        {
            Assert.Equal(BookDoubt.None, desk.Doubt(ticker));
            (string theirs, string ours) = desk.Books(ticker);
            Assert.Equal(theirs, ours);
        }

        foreach (ListedMarket market in Demo.Universe.Markets)
        {
            ListedBook theirs = desk.Server.Control.Book(market.Ticker);
            Touch ours = desk.Markets.TouchOf(desk.Markets.Add(market.Ticker)) ?? throw new InvalidOperationException(market.Ticker);
            Assert.Equal(theirs.YesBids is [{ Price: var bid }, ..] ? bid : Price.Zero, ours.YesBid);
            Assert.Equal(theirs.NoBids is [{ Price: var no }, ..] ? no.Complement() : Price.One, ours.YesAsk);
        }

        Assert.Equal(0, Bad(desk));
    }

    [Fact]
    public async Task Changes_of_a_book_arrive_in_step()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open(books);
        await desk.Until(() => desk.Feed.IsSettled);
        long before = desk.Feed.Counters[FeedCount.Deltas];
        for (int i = 1; i <= 20; i++)
        {
            desk.Server.Control.Bid(books[0], Side.Yes, Price.FromTicks(100 * i), Quantity.FromContracts(i));
        }

        desk.Server.Control.Withdraw(books[0], Side.No);
        await desk.Until(() => desk.Feed.Counters[FeedCount.Deltas] >= before + 21);
        (string theirs, string ours) = desk.Books(books[0]);
        Assert.Equal(theirs, ours);
        Assert.Equal(BookDoubt.None, desk.Doubt(books[0]));
        Assert.Equal(0, Bad(desk));
    }

    [Fact]
    public async Task Interest_moves_without_a_new_connection()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open(books[0]);
        await desk.Until(() => desk.Feed.IsSettled);
        desk.Feed.Want([desk.Markets.Add(books[1]), desk.Markets.Add(books[2])]);
        await desk.Until(() => desk.Feed.IsSettled && desk.Doubt(books[2]) == BookDoubt.None);
        Assert.Equal(BookDoubt.NotWatched, desk.Doubt(books[0]));
        desk.Feed.Want([desk.Markets.Add(books[0])]);
        await desk.Until(() => desk.Feed.IsSettled && desk.Doubt(books[0]) == BookDoubt.None);
        Assert.Equal(3, desk.Feed.Counters[FeedCount.Connections]);
        Assert.Equal(0, Bad(desk));
    }

    [Fact]
    public async Task A_channel_that_fails_is_connected_anew_and_meanwhile_nothing_is_believed()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open(books);
        await desk.Until(() => desk.Feed.IsSettled);
        desk.Server.Control.FailChannel("orderbook_delta");
        await desk.Until(() => desk.Doubt(books[0]) == BookDoubt.Disconnected);
        desk.Server.Control.Bid(books[0], Side.Yes, Price.FromTicks(100), Quantity.FromContracts(1));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Until(() => desk.Feed.IsSettled && desk.Doubt(books[0]) == BookDoubt.None);
        (string theirs, string ours) = desk.Books(books[0]);
        Assert.Equal(theirs, ours);
        Assert.Equal((1, 4), (desk.Feed.Counters[FeedCount.TerminalErrors], desk.Feed.Counters[FeedCount.Connections]));
    }

    [Fact]
    public async Task What_happens_to_markets_and_fees_is_told()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open(books);
        await desk.Until(() => desk.Feed.IsSettled);
        desk.Server.Control.Pause(books[0]);
        desk.Server.Control.Resume(books[0]);
        desk.Server.Control.MoveClose(books[1], Demo.At.AddHours(1));
        desk.Server.Control.Announce("market_lifecycle_v2", "event_fee_update", JsonDocument.Parse(
            """{"event_ticker":"KXPRESNOMB-28","fee_type_override":"quadratic","fee_multiplier_override":0.5}""").RootElement);
        await desk.Until(() => desk.Feed.Counters[FeedCount.Lifecycles] >= 3 && desk.Feed.Counters[FeedCount.FeeUpdates] >= 1);
        IReadOnlyList<VenueNotice> notices = desk.Feed.TakeNotices();
        Assert.Equal(
            [MarketTurn.Deactivated, MarketTurn.Activated, MarketTurn.CloseMoved],
            notices.OfType<VenueNotice.MarketChanged>().Select(static notice => notice.Turn));
        Assert.Equal(Demo.At.AddHours(1), notices.OfType<VenueNotice.MarketChanged>().Last().CloseTime);
        VenueNotice.EventFeesChanged fees = Assert.Single(notices.OfType<VenueNotice.EventFeesChanged>());
        Assert.Equal((FeeType.Quadratic, Ratio.FromPartsPerMillion(500_000)), (fees.Type!.Value.Value, fees.Multiplier));
        Assert.Empty(desk.Feed.TakeNotices());
    }

    [Fact]
    public async Task Our_own_orders_and_fills_are_told()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Open();
        await desk.Until(() => desk.Feed.IsSettled);
        WriteOutcome<OrderReceipt> placed = await desk.Client.Orders.Create(
            desk.Client.Orders.Seal(SandboxOrders.Taking("mine-1", 5)), TestContext.Current.CancellationToken);
        Assert.Equal("Accepted", placed.Short());
        await desk.Until(() => desk.Feed.Counters[FeedCount.PrivateMessages] >= 2);
        List<PrivateNotice> notices = [];
        await foreach (PrivateNotice notice in desk.Feed.Private!.ReadAsync(TestContext.Current.CancellationToken))
        {
            notices.Add(notice);
            if (notices.OfType<PrivateNotice.FillSeen>().Any() && notices.OfType<PrivateNotice.OrderSeen>().Any())
            {
                break;
            }
        }

        VenueFill fill = notices.OfType<PrivateNotice.FillSeen>().First().Fill;
        Assert.Equal(("mine-1", Trader.Market, Side.Yes), (fill.ClientOrderId, fill.Ticker, fill.Side));
        Assert.Contains(notices.OfType<PrivateNotice.OrderSeen>(), static notice => notice.Order is { ClientOrderId: "mine-1", Status: VenueOrderStatus.Executed });
    }

    [Fact]
    public async Task A_market_reader_sees_states_and_books_and_says_what_it_does_not_see()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        desk.Server.Control.Pause(books[1]);
        IReadOnlyList<Dutchbook.Execution.MarketView> views = await new KalshiMarketReader(desk.Client, desk.Time).ReadMarketsAsync(
            [books[0], books[1], "KXNOSUCH"], TestContext.Current.CancellationToken);
        Assert.Equal([MarketStatus.Active, MarketStatus.Inactive, MarketStatus.Unknown], views.Select(static view => view.Status));
        Assert.Equal(desk.Server.Control.Book(books[0]).YesBids, views[0].Book!.YesBids);
        Assert.Null(views[0].Doubt);
        Assert.NotNull(views[0].CloseTime);
        Assert.NotNull(views[2].Doubt);
        Assert.Null(views[2].Book);
    }

    [Fact]
    public void Without_a_key_there_is_no_stream_and_that_is_said()
    {
        KalshiException e = Assert.Throws<KalshiException>(() => new LiveFeed(
            KalshiOptions.Production, new LiveMarkets(), new FeedOptions(), TimeProvider.System, new Random(1)));
        Assert.Equal(KalshiErrorKind.Key, e.Kind);
    }

    [Theory]
    [InlineData("https://external-api.kalshi.com/trade-api/v2", "wss://external-api-ws.kalshi.com/trade-api/ws/v2")]
    [InlineData("https://external-api.demo.kalshi.co/trade-api/v2", "wss://external-api-ws.demo.kalshi.co/trade-api/ws/v2")]
    [InlineData("https://api.elections.kalshi.com/trade-api/v2", "wss://api.elections.kalshi.com/trade-api/ws/v2")]
    [InlineData("https://demo-api.kalshi.co/trade-api/v2/", "wss://demo-api.kalshi.co/trade-api/ws/v2")]
    [InlineData("http://127.0.0.1:8080/trade-api/v2", "ws://127.0.0.1:8080/trade-api/ws/v2")]
    public void The_stream_of_a_venue_is_where_it_documents_it(string rest, string stream) =>
        Assert.Equal(stream, FeedSockets.AddressOf(new KalshiOptions(new Uri(rest))).AbsoluteUri);

    private static long Bad(SandboxDesk desk) => ((FeedCount[])[
        FeedCount.Malformed, FeedCount.Unreadable, FeedCount.UnknownTypes, FeedCount.UnknownMarkets, FeedCount.UnknownSubscriptions,
        FeedCount.Gaps, FeedCount.NegativeLevels, FeedCount.RefusedCommands, FeedCount.OtherErrors, FeedCount.OldFrames])
        .Sum(count => desk.Feed.Counters[count]);
}
