using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>
/// Everything a trade is worked with: the real loop, gate and journal, and behind them the exchange or, for a dry run, the paper
/// venue over the live books. The host runs on one caller at a time; whoever plans asks the loop between its turns.
/// </summary>
internal sealed class TradingDesk : IAsyncDisposable
{
    /// <summary>How long an order under way is waited for before the desk closes; what is not known then is looked up next time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DeskVenue venue;
    private readonly IJournal journal;
    private readonly IHaltFlag flag;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private Task? hosting;
    private Task? listening;
    private int proposals;

    /// <param name="venue">Where it trades.</param>
    /// <param name="journal">Where it remembers; disposed with the desk if it can be.</param>
    /// <param name="flag">The kill switch.</param>
    /// <param name="limits">What may be risked.</param>
    /// <param name="events">Where what happens is told.</param>
    /// <param name="clock">The time.</param>
    public TradingDesk(
        DeskVenue venue, IJournal journal, IHaltFlag flag, RiskLimits limits, ITradingEvents events, TimeProvider clock)
    {
        (this.venue, this.journal, this.flag, this.clock, Limits) = (venue, journal, flag, clock, limits);
        LoopOptions options = new() { Subaccount = venue.Subaccount, Fence = venue.Fence };
        ExecutionLoop loop = new(journal, new RiskGate(limits, flag), flag, events, options, clock.GetUtcNow());
        Host = new LiveHost(loop, venue.Gateway, venue.Account, venue.Markets, venue.Feed, clock);
    }

    public LiveHost Host { get; }

    /// <summary>What may be risked.</summary>
    public RiskLimits Limits { get; }

    /// <summary>Orders go to the exchange.</summary>
    public bool IsLive => !venue.IsPaper;

    /// <summary>Only cancels are sent; open trades wait.</summary>
    public bool IsHalted => Mode.Mode == TradingMode.Halted;

    /// <summary>What may be sent, and why.</summary>
    public TradingModeState Mode => flag.Read();

    /// <summary>Ends only if the trading loop broke, with the reason: nothing is traded any more.</summary>
    public Task Failing => hosting ?? Task.CompletedTask;

    /// <summary>Lets the loop turn. What is open is followed; the account may not have been taken over yet.</summary>
    public void Start()
    {
        listening = venue.ListenAsync(stop.Token);
        hosting = Host.RunAsync(stop.Token);
    }

    /// <summary>
    /// Starts the host and takes up what an earlier process left. Until the books agree with the account the gate lets nothing
    /// begin. A new paper account is taken over; a real one is by `reconcile --adopt` only.
    /// </summary>
    /// <exception cref="CommandFailure">A real account that nobody took over.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        Start();
        if (await Host.AskAsync(static loop => loop.Ledger.Entries == 0))
        {
            if (IsLive)
            {
                throw new CommandFailure(ExitCode.Failed, "What the account holds was not taken over yet.",
                    ["`dutchbook reconcile` shows it, `dutchbook reconcile --adopt` takes it over; then trade."]);
            }

            if (await venue.Account.ReadBalancesAsync(venue.Subaccount, cancellation) is Reading<VenueBalances>.Known known)
            {
                Host.Post(new LoopInput.Adopt(clock.GetUtcNow(), known.Value, []));
            }
        }
    }

    /// <summary>
    /// Until the books agree with the account, or trading is halted. An order whose fate an earlier process did not learn may take
    /// the better part of a minute.
    /// </summary>
    public Task ReadyAsync(CancellationToken cancellation) => Host.WhenAsync(loop => loop.IsReconciled || IsHalted, cancellation);

    /// <summary>Markets as the desk's own venue shows them: on paper without what paper trades took.</summary>
    public Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken cancellation) =>
        venue.Markets.ReadMarketsAsync(tickers, cancellation);

    public Task<TradeRecord> RecordAsync(string trade) => Host.AskAsync(loop => new TradeRecord(
        loop.Trades[trade], loop.AccountOf(trade), loop.Ledger.CashOf(trade), loop.Ledger.CostOf(trade),
        loop.Ledger.IsIncomplete(trade)));

    /// <summary>A basket as the loop takes it; a paper venue learns the fees of its markets.</summary>
    public PlanRequest Request(Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, Configuration configuration)
    {
        foreach (BasketLeg leg in opportunity.Legs)
        {
            venue.Learn(leg.Claim.Market.Ticker, leg.Terms);
        }

        return PlanRequest.From(opportunity, books, configuration.Kalshi.Member, configuration.Trading.MinScoreThreshold) with
        {
            Subaccount = venue.Subaccount,
        };
    }

    /// <summary>A paper venue learns the fees of a market that is about to be traded.</summary>
    public void Learn(string ticker, FeeTerms terms) => venue.Learn(ticker, terms);

    /// <summary>An id that no other trade of this or another process bears.</summary>
    public string NextTradeId() => string.Create(CultureInfo.InvariantCulture,
        $"{(IsLive ? 'l' : 'd')}{clock.GetUtcNow().UtcDateTime:yyMMddHHmmssfff}-{Interlocked.Increment(ref proposals)}");

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

        if (listening is not null)
        {
            await Task.WhenAny(listening);
        }

        stop.Dispose();
        venue.Dispose();
        (journal as IDisposable)?.Dispose();
    }
}
