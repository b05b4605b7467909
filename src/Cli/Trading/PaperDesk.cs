using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Serilog;

namespace Dutchbook.Cli;

/// <summary>
/// Everything a dry run trades with: the real loop, gate and journal, and the paper venue over the live books. The host runs on
/// one caller at a time; whoever plans asks the loop between its turns.
/// </summary>
internal sealed class PaperDesk : IAsyncDisposable
{
    /// <summary>How long an order under way is waited for before the desk closes; what is not known then is looked up next time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, FeeTerms> terms = new(StringComparer.Ordinal);
    private readonly IJournal journal;
    private readonly PaperVenue venue;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private Task? hosting;
    private int proposals;

    /// <param name="markets">The live books.</param>
    /// <param name="journal">Where it remembers; disposed with the desk if it can be.</param>
    /// <param name="flag">The kill switch.</param>
    /// <param name="configuration">Limits and the kind of account.</param>
    /// <param name="bankroll">Paper dollars on each of the venue's first shards, if the journal is new.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Where what happens is told.</param>
    public PaperDesk(
        IMarketReader markets,
        IJournal journal,
        IHaltFlag flag,
        Configuration configuration,
        Money bankroll,
        TimeProvider clock,
        ILogger log)
    {
        (this.journal, this.clock) = (journal, clock);
        JournalContent content = journal.Load();
        foreach (PlanLeg leg in content.Trades.SelectMany(static trade => trade.Plan.Legs))
        {
            terms[leg.Ticker] = leg.Terms;
        }

        MemberKind member = configuration.Kalshi.Member;
        Dictionary<int, Money> cash = Enumerable.Range(0, 4).ToDictionary(static shard => shard, _ => bankroll);
        venue = new PaperVenue(markets, ticker => terms.GetValueOrDefault(ticker), member, clock, cash);
        venue.Restore(content);
        ConfiguredHaltFlag switched = new(flag, configuration.Trading.KillSwitch);
        RiskGate gate = new(TradingSettings.Limits(configuration, bankroll), switched);
        ExecutionLoop loop = new(journal, gate, switched, new LoggedEvents(log), new LoopOptions(), clock.GetUtcNow());
        Host = new LiveHost(loop, venue, venue, venue, feed: null, clock);
    }

    public LiveHost Host { get; }

    /// <summary>Starts the host, and waits until the books agree with the paper account, which a new desk takes over first.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        hosting = Host.RunAsync(stop.Token);
        if (await Host.AskAsync(static loop => loop.Ledger.Entries == 0)
            && await venue.ReadBalancesAsync(0, cancellation) is Reading<VenueBalances>.Known known)
        {
            Host.Post(new LoopInput.Adopt(clock.GetUtcNow(), known.Value, []));
        }

        await Host.WhenAsync(static loop => loop.IsReconciled, cancellation);
    }

    public Task<TradeRecord> RecordAsync(string trade) => Host.AskAsync(loop => new TradeRecord(
        loop.Trades[trade], loop.AccountOf(trade), loop.Ledger.CashOf(trade), loop.Ledger.CostOf(trade)));

    /// <summary>A basket as the loop takes it, with the fees of its markets made known to the paper venue.</summary>
    public PlanRequest Request(Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, Configuration configuration)
    {
        foreach (BasketLeg leg in opportunity.Legs)
        {
            terms[leg.Claim.Market.Ticker] = leg.Terms;
        }

        return PlanRequest.From(opportunity, books, configuration.Kalshi.Member, configuration.Trading.MinScoreThreshold);
    }

    /// <summary>An id that no other trade of this or another process bears.</summary>
    public string NextTradeId() => string.Create(CultureInfo.InvariantCulture,
        $"d{clock.GetUtcNow().UtcDateTime:yyMMddHHmmssfff}-{++proposals}");

    public async ValueTask DisposeAsync()
    {
        if (hosting is { IsCompleted: false })
        {
            using CancellationTokenSource late = new(Patience, clock);
            try
            {
                await Host.WhenAsync(static loop => !loop.Orders.Values.Any(static order => order.Phase.IsUncertain()), late.Token);
            }
            catch (OperationCanceledException)
            {
                // It is durable as not known, and the next process looks it up.
            }
        }

        await stop.CancelAsync();
        if (hosting is not null)
        {
            await Task.WhenAny(hosting);
        }

        stop.Dispose();
        venue.Dispose();
        (journal as IDisposable)?.Dispose();
    }

    private sealed class LoggedEvents(ILogger log) : ITradingEvents
    {
        public void Raise(TradingEvent what)
        {
            bool isBad = what.Kind is TradingEventKind.UnhedgedLeg or TradingEventKind.Discrepancy or TradingEventKind.ModeChanged;
            if (isBad)
            {
                log.Warning("{Kind} {Trade:l} {Text:l}", what.Kind, what.TradeId, what.Text);
            }
            else
            {
                log.Information("{Kind} {Trade:l} {Text:l}", what.Kind, what.TradeId, what.Text);
            }
        }
    }
}
