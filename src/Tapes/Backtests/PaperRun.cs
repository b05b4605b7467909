using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;

namespace Dutchbook.Tapes;

/// <summary>
/// The real loop, gate and paper venue over a tape's books, pumped from the tape's time on one thread. It takes what a look found as a
/// live run does: what may be traded without a person, each market in one trade at a time, each basket once while it lasts.
/// </summary>
internal sealed class PaperRun : ITradingEvents, IDisposable
{
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(250);

    /// <summary>While nothing is under way only the account is read, and that is not due sooner.</summary>
    private static readonly TimeSpan idle = TimeSpan.FromSeconds(15);

    /// <summary>What was refused is put before the gate again after this.</summary>
    private static readonly TimeSpan again = TimeSpan.FromSeconds(30);

    private readonly BacktestOptions _options;
    private readonly VirtualClock _clock;
    private readonly PaperVenue _venue;
    private readonly ExecutionLoop _loop;
    private readonly MemoryJournal _journal = new();
    private readonly Dictionary<string, FeeTerms> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Opportunity Opportunity, DateTimeOffset At)> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _refused = new(StringComparer.Ordinal);
    private readonly PaperPump _pump;
    private readonly List<EquityPoint> _equity = [];
    private HashSet<string> _lasting = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private int _entries = -1;

    public PaperRun(FillModel model, BacktestOptions options, LiveMarkets markets, MarketTruth truth, VirtualClock clock)
    {
        (Model, _options, _clock) = (model, options, clock);
        Dictionary<int, Money> cash = Enumerable.Range(0, 4).ToDictionary(static shard => shard, _ => options.Bankroll);
        _venue = new PaperVenue(
            new TapeBooks(markets, truth, clock, model.SharePercent), ticker => _terms.GetValueOrDefault(ticker), options.Member, clock, cash)
        {
            Latency = model.OrderDelay,
        };
        MemoryHaltFlag flag = new();
        _loop = new ExecutionLoop(_journal, new RiskGate(options.Limits, flag), flag, this, new LoopOptions(), clock.Now);
        _pump = new PaperPump(_venue, model.ReadDelay, clock, input => _loop.Handle(input));
        Flag = flag;
    }

    public FillModel Model { get; }

    public IHaltFlag Flag { get; }

    /// <summary>Proposals that the gate refused, by its words.</summary>
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<EquityPoint> Equity => _equity;

    /// <summary>Every order, in the order in which they were made.</summary>
    public IReadOnlyList<OrderState> Orders => _journal.Load().Orders;

    public IReadOnlyList<BacktestTrade> Trades =>
        [.. _begun.Keys.Select(Trade).OrderBy(static trade => trade.BegunAt).ThenBy(static trade => trade.State.Plan.TradeId, StringComparer.Ordinal)];

    /// <summary>Opens the account.</summary>
    public void Start()
    {
        VenueBalances balances = ((Reading<VenueBalances>.Known)_venue.ReadBalancesAsync(0, CancellationToken.None).GetAwaiter().GetResult()).Value;

        // Taken over before the first comparison, which would find a difference otherwise and compare again only later.
        Feed(new LoopInput.Adopt(_clock.Now, balances, []));
        _pump.Turn(() => _loop.Start(_clock.Now));
        _timer = _clock.CreateTimer(static state => ((PaperRun)state!).Tick(), this, beat, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What a look found, the best first.</summary>
    public void Offer(LiveLook look)
    {
        if (_timer is null)
        {
            return;
        }

        HashSet<string> there = new(StringComparer.Ordinal);
        HashSet<string> busy = [.. _loop.Trades.Values.Where(static trade => !trade.Phase.IsFinal())
            .SelectMany(static trade => trade.Plan.Legs.Select(static leg => leg.Ticker))];
        foreach (Opportunity opportunity in look.Validated)
        {
            if (opportunity is not { Executable: true, Status: OpportunityStatus.Validated, Grade: Grade.A or Grade.B }
                || opportunity.BelowThreshold.Count > 0)
            {
                continue;
            }

            if (_lasting.Contains(opportunity.Id)
                || opportunity.Legs.Any(leg => busy.Contains(leg.Claim.Market.Ticker))
                || (_refused.TryGetValue(opportunity.Id, out DateTimeOffset at) && _clock.Now - at < again))
            {
                if (_lasting.Contains(opportunity.Id))
                {
                    there.Add(opportunity.Id);
                }

                continue;
            }

            if (TryBegin(opportunity))
            {
                there.Add(opportunity.Id);
                busy.UnionWith(opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker));
            }
            else
            {
                _refused[opportunity.Id] = _clock.Now;
            }
        }

        _lasting = there;
    }

    public void Raise(TradingEvent what)
    {
    }

    /// <exception cref="InvalidOperationException">The loop broke; its own exception is inside.</exception>
    public void Check()
    {
        if (_pump.Failure is { } failure)
        {
            throw new InvalidOperationException($"The trading loop broke in the {Model.Name} run: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _venue.Dispose();
    }

    private bool TryBegin(Opportunity opportunity)
    {
        string[] tickers = [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal)];
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        foreach (MarketView view in _venue.ReadMarketsAsync(tickers, CancellationToken.None).GetAwaiter().GetResult())
        {
            if (view.Book is { } book)
            {
                books[view.Ticker] = book;
            }
        }

        foreach (BasketLeg leg in opportunity.Legs)
        {
            _terms[leg.Claim.Market.Ticker] = leg.Terms;
        }

        PlanRequest request = PlanRequest.From(opportunity, books, _options.Member, _options.MinEdgePerUnit);
        string id = string.Create(CultureInfo.InvariantCulture, $"b{_begun.Count + 1:0000}");
        if (_loop.Preview(request, id, isApproved: true, out string refusal) is null)
        {
            return Refused(refusal);
        }

        _begun[id] = (opportunity, _clock.Now);
        Feed(new LoopInput.Propose(_clock.Now, request, id, IsApproved: true));
        _timer!.Change(beat, Timeout.InfiniteTimeSpan);
        return _loop.Trades.ContainsKey(id) || (_begun.Remove(id) && Refused("size"));
    }

    private bool Refused(string why)
    {
        string check = why.StartsWith("the limits leave", StringComparison.Ordinal) ? "too little room within the limits"
            : why.StartsWith("not one hundredth", StringComparison.Ordinal) ? "nothing on offer"
            : why.Split(':')[0];
        Refusals[check] = Refusals.GetValueOrDefault(check) + 1;
        return false;
    }

    private void Tick()
    {
        Feed(new LoopInput.Tick(_clock.Now));
        if (_loop.Ledger.Entries != _entries)
        {
            _entries = _loop.Ledger.Entries;
            _equity.Add(Point());
        }

        bool isBusy = _loop.Trades.Values.Any(static trade => !trade.Phase.IsFinal())
            || _loop.Orders.Values.Any(static order => !order.IsSettled());
        _timer!.Change(isBusy || !_loop.IsReconciled ? beat : idle, Timeout.InfiniteTimeSpan);
    }

    private EquityPoint Point()
    {
        Ledger ledger = _loop.Ledger;
        Money cash = ledger.Shards.Aggregate(Money.Zero, (sum, shard) => sum + ledger.CashOn(shard));
        Money locked = ledger.Holdings.Values.Aggregate(Money.Zero, static (sum, held) => sum + held.Cost);
        Money due = Money.Zero;
        foreach (string id in _begun.Keys)
        {
            if (_loop.Trades.ContainsKey(id) && ledger.CostOf(id).IsPositive)
            {
                BacktestTrade trade = Trade(id);
                due += Money.Max(Money.Zero, trade.Guaranteed - trade.Paid);
            }
        }

        return new EquityPoint(_clock.Now, cash, locked, cash + due);
    }

    private BacktestTrade Trade(string id)
    {
        (Opportunity opportunity, DateTimeOffset at) = _begun[id];
        TradeState state = _loop.Trades[id];
        TradeAccount account = _loop.AccountOf(id);
        Money paid = _loop.Ledger.CashOf(id) + account.Spent;
        return new BacktestTrade
        {
            State = state,
            Opportunity = opportunity,
            BegunAt = at,
            Orders = account.Orders,
            Spent = account.Spent,
            Fees = account.Fees,
            Guaranteed = state.Plan.Payoff.Guaranteed([.. account.Held.Select(static held => held.IsPositive ? held : Quantity.Zero)]),
            Paid = paid,
            IsSettled = account.Held.Any(static held => held.IsPositive) && !_loop.Ledger.CostOf(id).IsPositive,
        };
    }

    private void Feed(LoopInput input) => _pump.Turn(() => _loop.Handle(input));
}
