using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The client against the sandbox over real HTTP: the two share no wire code, so a wrong name on either side shows.</summary>
public sealed class SandboxReadTests : IAsyncLifetime
{
    private readonly DateTimeOffset at = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    private SandboxServer? server;
    private KalshiRestClient? client;

    private SandboxServer Server => server ?? throw new InvalidOperationException("The sandbox is not up.");

    private KalshiRestClient Client => client ?? throw new InvalidOperationException("The sandbox is not up.");

    public async ValueTask InitializeAsync()
    {
        server = await SandboxServer.StartAsync(Universe.Demo(at), new SandboxOptions(), default);
        client = new KalshiRestClient(new KalshiOptions(server.RestBase), TimeProvider.System, new Random(1));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task The_exchange_tells_its_state_and_hours()
    {
        ExchangeStatus status = await Client.Exchange.GetStatus(default);
        Assert.Equal((true, true, 4), (status.IsActive, status.IsTrading, status.Shards.Count));
        ExchangeSchedule schedule = await Client.Exchange.GetSchedule(default);
        Assert.Empty(schedule.Skipped);
        Assert.Equal(2, schedule.Weeks.Single().Days[DayOfWeek.Thursday].Count);
    }

    [Fact]
    public async Task Fee_changes_are_read_without_a_loss()
    {
        Listing<FeeChange> series = await Client.Fees.GetSeriesFeeChanges(null, showHistorical: true, default);
        Assert.NotEmpty(series.Items);
        Assert.Empty(series.Skipped);
        List<Listing<FeeChange>> events = await Reading.All(Client.Fees.GetEventFeeChanges(null, default));
        Assert.NotEmpty(events.SelectMany(static page => page.Items));
        Assert.Empty(events.SelectMany(static page => page.Skipped));
    }

    [Fact]
    public async Task Trades_milestones_and_collections_are_read_without_a_loss()
    {
        List<Listing<Trade>> trades = await Reading.All(Client.Trades.GetTrades(new TradeFilter(), default));
        List<Listing<Milestone>> milestones = await Reading.All(Client.Milestones.GetMilestones(new MilestoneFilter(), default));
        List<Listing<Collection>> collections = await Reading.All(Client.Collections.GetCollections(new CollectionFilter(), default));
        Assert.NotEmpty(trades.SelectMany(static page => page.Items));
        Assert.NotEmpty(milestones.SelectMany(static page => page.Items));
        Collection collection = collections.SelectMany(static page => page.Items).First();
        Assert.Equal(collection.Ticker, (await Client.Collections.GetCollection(collection.Ticker, default)).Ticker);
        Assert.Empty(trades.SelectMany(static page => page.Skipped));
        Assert.Empty(milestones.SelectMany(static page => page.Skipped));
        Assert.Empty(collections.SelectMany(static page => page.Skipped));
    }

    [Fact]
    public async Task Candles_and_the_cutoff_are_read_without_a_loss()
    {
        List<Listing<Trade>> trades = await Reading.All(Client.Trades.GetTrades(new TradeFilter(), default));
        string ticker = trades.SelectMany(static page => page.Items).First().Ticker;
        CandleRange range = new(at.AddHours(-5), at, CandlePeriod.Hour);
        Listing<MarketCandles> many = await Client.Candles.GetCandlesticks([ticker], range, default);
        Assert.Empty(many.Skipped);
        Assert.Empty(many.Items.Single().Skipped);
        Assert.Equal(6, many.Items.Single().Candles.Count);
        Assert.InRange((await Client.History.GetCutoff(default)).Markets, at.AddYears(-1), at);
    }

    [Fact]
    public async Task A_signed_reader_is_paced_as_the_sandbox_says()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Server.PrivateKeyPem, TestContext.Current.CancellationToken);
            KalshiOptions options = new(Server.RestBase) { KeyId = Server.KeyId, PrivateKeyPath = file };
            using KalshiRestClient signed = new(options, TimeProvider.System, new Random(1));
            AccountLimits limits = await signed.Account.GetLimits(default);
            Assert.Equal((new TokenRate(200, 600), new TokenRate(200, 540)), (limits.Read, signed.Rate));
            Assert.Equal(2, (await signed.Account.GetEndpointCosts(default)).Of("GET", "/portfolio/orders/x"));
        }
        finally
        {
            File.Delete(file);
        }

        KalshiException refused = await Assert.ThrowsAsync<KalshiException>(() => Client.Account.GetLimits(default));
        Assert.Equal((KalshiErrorKind.Unauthorized, "authentication_error", "NO_SIGNATURE"), (refused.Kind, refused.Code, refused.Details));
    }
}
