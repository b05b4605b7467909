using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Execution.Loop;

/// <summary>The whole path over HTTP: the loop, the live host and the real trading client against the sandbox exchange.</summary>
public sealed class SandboxTrading
{
    [Fact]
    public async Task Baskets_are_bought_and_the_books_agree_with_the_exchange_to_the_cent()
    {
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(4));
        CancellationToken stop = late.Token;
        TimeProvider clock = TimeProvider.System;
        await using SandboxServer server = await SandboxServer.StartAsync(Universe.Demo(clock.GetUtcNow()), new SandboxOptions
        {
            Time = clock,
            Tier = UsageTier.Prestige,
        }, stop);
        using ScratchFolder folder = new();
        using KalshiRestClient client = Connect(server, folder);
        Scan scan = Scanner.Create(
            VenueConnection.Live(new Dutchbook.Cli.KalshiOptions { BaseUrl = server.RestBase.ToString().TrimEnd('/') }, clock, null),
            new Configuration(), Scanner.Options(new Configuration(), nearMisses: 0), clock);
        ScanResult found = await scan.RunAsync(null, stop);

        KalshiPortfolioReader account = new(client, clock);
        KalshiMarketReader markets = new(client, clock);
        MemoryJournal journal = new();
        MemoryHaltFlag flag = new();
        RiskLimits limits = new()
        {
            ApproveFirstTrades = 0,
            MaxCapitalAtRisk = Money.FromDollars(1_000),
            MaxPerRule = Money.FromDollars(1_000),
            MaxPerEvent = Money.FromDollars(1_000),
            MaxDailyLoss = Money.FromDollars(1_000),
            MaxBookAge = TimeSpan.FromMinutes(1),
            MaxBookSkew = TimeSpan.FromMinutes(1),
            SendWithin = TimeSpan.FromMinutes(1),
        };
        ExecutionLoop loop = new(journal, new RiskGate(limits, flag), flag, new Silent(), new LoopOptions(), clock.GetUtcNow());
        LiveHost host = new(loop, new KalshiOrderGateway(client, clock), account, markets, feed: null, clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task running = host.RunAsync(end.Token);
        VenueBalances opening = Known(await account.ReadBalancesAsync(0, stop));
        host.Post(new LoopInput.Adopt(clock.GetUtcNow(), opening, Known(await account.ReadPositionsAsync(0, stop))));
        await host.WhenAsync(static one => one.IsReconciled, stop);

        Opportunity[] tried = [.. found.Report.Opportunities.Where(static one => one is { Executable: true, Grade: Grade.A or Grade.B }).Take(3)];
        for (int i = 0; i < tried.Length; i++)
        {
            PlanRequest request = PlanRequest.From(tried[i], await Books(markets, tried[i], stop), MemberKind.Direct, Money.Zero);
            host.Post(new LoopInput.Propose(clock.GetUtcNow(), request, $"s{i}", IsApproved: true));
        }

        await host.WhenAsync(
            static one => one.Trades.Values.All(static trade => trade.Phase.IsFinal())
                && one.Orders.Values.All(static order => order.IsSettled()),
            stop);
        int bought = await host.AskAsync(static one => one.Trades.Values.Count(static trade => trade.Phase == TradePhase.Complete));
        IReadOnlyList<VenuePosition> positions = Known(await account.ReadPositionsAsync(0, stop));
        VenueBalances balances = Known(await account.ReadBalancesAsync(0, stop));
        await end.CancelAsync();
        await Task.WhenAny(running);

        Assert.True(bought > 0, string.Join('\n', loop.Trades.Values.Select(static trade => $"{trade} {trade.Reason}")));
        Assert.Equal(TradingMode.Active, flag.Read().Mode);
        Assert.Equal(
            loop.Ledger.Holdings.Select(static pair => (pair.Key, pair.Value.Signed())),
            positions.Select(static position => (position.Ticker, position.Signed)).OrderBy(static pair => pair.Ticker, StringComparer.Ordinal));
        Assert.All(balances.Shards, shard => Assert.Equal(shard.Value, loop.Ledger.CashOn(shard.Key)));
        Assert.All(loop.Trades.Values, trade =>
            Assert.True(loop.AccountOf(trade.Plan.TradeId).WorstLoss(trade.Plan) <= trade.Plan.Losses.ExecutionBound));
    }

    private static KalshiRestClient Connect(SandboxServer server, ScratchFolder folder)
    {
        string key = folder.File("key.pem");
        File.WriteAllText(key, server.PrivateKeyPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new KalshiRestClient(
            new Dutchbook.Kalshi.KalshiOptions(server.RestBase) { KeyId = server.KeyId, PrivateKeyPath = key }, TimeProvider.System, new Random(1));
    }

    private static async Task<IReadOnlyDictionary<string, OrderBook>> Books(
        KalshiMarketReader markets, Opportunity opportunity, CancellationToken stop)
    {
        IReadOnlyList<Dutchbook.Execution.MarketView> views = await markets.ReadMarketsAsync(
            [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker)], stop);
        return views.ToDictionary(static view => view.Ticker, static view => view.Book!, StringComparer.Ordinal);
    }

    private static T Known<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Known>(reading).Value;

    private sealed class Silent : ITradingEvents
    {
        public void Raise(TradingEvent what)
        {
        }
    }
}
