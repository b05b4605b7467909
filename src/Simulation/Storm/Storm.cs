using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>
/// The real machines, gate, ledger and journal in virtual time against the matching engine: first under faults, then healed,
/// when everything must come to rest, then settled, when every cent must be where our books say. The same seed gives the same
/// run.
/// </summary>
public sealed partial class Storm
{
    private static readonly TimeSpan FaultyTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan HealTime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(10);

    private readonly List<string> _violations = [];
    private readonly List<Scenario> _scenarios = [];
    private readonly List<Crowd> _crowds = [];
    private readonly StormJournal _journal;
    private readonly Truth _truth;
    private readonly Dice _dice;
    private readonly FaultPlan _plan;
    private readonly SortedSet<string> _abnormal = new(StringComparer.Ordinal);
    private StormProcess? _process;
    private ulong _trace = 14_695_981_039_346_656_037UL;
    private long _deathPoints;
    private int _restarts;

    private Storm(StormOptions options)
    {
        Options = options;
        _plan = options.Faults ?? FaultPlan.Draw(options.Seed);
        Time = new VirtualTime(Start);
        Faults = new FaultDice(_plan, options.Seed);
        Flag = new StormFlag(() => Time.Now);
        Venue = new StormVenue(Time, Faults, options.Seed, options.Variant != Variant.NoTimestampWindow)
        {
            Listener = Take,
        };
        _dice = new Dice(options.Seed, "storm");
        _journal = new StormJournal(
            options.Journal?.Invoke() ?? new MemoryJournal(), Dies, () => Faults.Fires(FaultKind.JournalFailed));
        _truth = new Truth(Venue, _plan, Limits, _violations);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 2, 15, 0, 0, TimeSpan.Zero);

    internal static RiskLimits Limits { get; } = new()
    {
        MaxContracts = Quantity.FromContracts(60),
        MaxRiskPerTrade = Ratio.FromPartsPerMillion(200_000),
        MaxCapitalAtRisk = Money.FromDollars(300),
        MaxPerRule = Money.FromDollars(300),
        MaxPerEvent = Money.FromDollars(150),
        MaxDailyLoss = Money.FromDollars(150),
        MaxOpenTrades = 3,
        ApproveFirstTrades = 0,
    };

    internal StormOptions Options { get; }

    internal VirtualTime Time { get; }

    internal FaultDice Faults { get; }

    internal StormFlag Flag { get; }

    internal StormVenue Venue { get; }

    /// <summary>Plays one seed to its end.</summary>
    public static StormReport Run(StormOptions options) => new Storm(options).Play();

    /// <summary>The journal as a new process finds it.</summary>
    internal IJournal Remembered() => Options.Variant switch
    {
        Variant.SendBeforePersist => new LazyJournal(_journal),
        Variant.NoRecovery => new ForgetfulJournal(_journal),
        _ => _journal,
    };

    internal bool Dies(string where)
    {
        _deathPoints++;
        return _deathPoints == Options.DiesAt || Faults.Fires(FaultKind.Crash);
    }

    internal void Died(string how)
    {
        Trace(how);
        _restarts++;
        Time.After(_dice.Milliseconds(500, 20_000), Restart);
    }

    internal void Trace(string what)
    {
        ulong hash = _trace ^ unchecked((ulong)Time.Now.Ticks);
        foreach (char letter in what)
        {
            hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        }

        _trace = hash;
    }

    internal void Heard(TradingEvent what)
    {
        Trace(what.Kind.ToString());
        if (what.Kind == TradingEventKind.Discrepancy && _plan.IsHonest())
        {
            _violations.Add($"I4: the venue was honest, and yet: {what.Text}");
        }
    }

    /// <summary>At the moment at which bytes leave.</summary>
    internal void CheckSend(ApprovedOrder order)
    {
        OrderIntent intent = order.Intent;
        if (Flag.Read().Mode == TradingMode.Halted && Time.Now - Flag.SetAt > TimeSpan.FromMilliseconds(50))
        {
            _violations.Add($"I5: {intent} was sent {Time.Now - Flag.SetAt} after the halt");
        }

        bool isDurable = _journal.Orders.TryGetValue(intent.ClientOrderId, out OrderState? durable)
            && durable.Phase == OrderPhase.Sent
            && durable.Intent.Fingerprint() == intent.Fingerprint();
        if (!isDurable)
        {
            _violations.Add($"I1: {intent} leaves and what is durable is {durable?.ToString() ?? "nothing"}");
        }

        if (intent.Quantity > Limits.MaxContracts)
        {
            _violations.Add($"I3: {intent} is too large");
        }
    }

    private StormReport Play()
    {
        Prepare();
        Restart();
        Time.RunUntil(Start + FaultyTime, static () => false);
        Heal();
        Time.RunUntil(Time.Now + HealTime, IsAtRest);
        CheckRest();
        Settle();
        Time.RunUntil(Time.Now + SettleTime, IsPaid);
        CheckBooks();
        _violations.AddRange(_journal.Violations);
        return Report();
    }

    private void Prepare()
    {
        Account everybody = Venue.Exchange.OpenAccount("everybody");
        foreach (int shard in new[] { 0, 2 })
        {
            Exchange.Deposit(everybody, shard, Money.FromDollars(10_000_000));
            Exchange.Deposit(Venue.Account, shard, Money.FromDollars(250));
        }

        Venue.History.RememberCash(Start);
        int count = _dice.Between(1, 3);
        for (int number = 0; number < count; number++)
        {
            Scenario scenario = Scenario.Draw(number, Options.Seed);
            _scenarios.Add(scenario);
            List(scenario);
            Crowd crowd = new(Venue.Exchange, everybody, scenario,
                new Dice(Options.Seed, string.Create(CultureInfo.InvariantCulture, $"crowd {number}")), Faults);
            crowd.QuoteAll(Start);
            _crowds.Add(crowd);
            Venue.Publish();
            Stir(crowd, scenario);
            int wanted = number;
            Time.After(_dice.Milliseconds(2_000, 90_000), () => BeginTrade(wanted, attempts: 20));
        }

        if (_plan.Rate(FaultKind.Stranger) > 0)
        {
            Time.After(_dice.Milliseconds(10_000, 60_000), Strange);
        }
    }

    private void List(Scenario scenario)
    {
        bool isDear = Faults.Fires(FaultKind.DearFee);
        foreach (Market market in scenario.Markets)
        {
            Venue.Exchange.List(new MarketListing
            {
                Ticker = market.Ticker,
                EventTicker = market.EventTicker,
                Shard = market.ExchangeIndex!.Value,
                Fees = isDear ? Scenario.Fees with { Multiplier = Ratio.FromPartsPerMillion(3 * Ratio.Whole) } : Scenario.Fees,
                OpenTime = Start - TimeSpan.FromDays(1),
                CloseTime = market.CloseTime!.Value,
                SettlementTimer = TimeSpan.FromSeconds(30),
            }, Time.Now);
        }
    }

    /// <summary>A new process, which takes over the account if nobody has.</summary>
    private void Restart()
    {
        _process = new StormProcess(this, _restarts);
        _process.Start();
        if (_process.IsAlive && _process.Loop.Ledger.Entries == 0)
        {
            _process.Feed(new LoopInput.Adopt(Time.Now, Venue.History.BalancesAt(Time.Now), []));
        }
    }

    private void BeginTrade(int number, int attempts)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"T{number}");
        StormProcess process = _process!;
        bool isReady = process.IsAlive && process.Loop.IsReconciled && Flag.Read().Mode == TradingMode.Active;
        TradePlan? plan = isReady ? Plan(_scenarios[number], id) : null;
        if (plan is null)
        {
            if (attempts > 0)
            {
                Time.After(TimeSpan.FromSeconds(5), () => BeginTrade(number, attempts - 1));
            }

            return;
        }

        _truth.Begin(plan, _scenarios[number]);
        process.Feed(new LoopInput.Begin(Time.Now, plan, IsApproved: true));
    }

    private TradePlan? Plan(Scenario scenario, string id)
    {
        List<RequestLeg> legs = [];
        for (int i = 0; i < scenario.Legs.Count; i++)
        {
            Claim claim = scenario.Legs[i];
            LiveMarket market = Venue.Exchange.Find(claim.Market.Ticker)!;
            OrderBook book = OrderBook.Create(market.Bids(Side.Yes), market.Bids(Side.No), Time.Now);
            IReadOnlyList<BookLevel> bids = claim.Side == Side.Yes ? book.YesBids : book.NoBids;
            legs.Add(new RequestLeg(claim, scenario.Weights[i], Scenario.Fees, book.Asks(claim.Side), bids));
        }

        PlanRequest request = new()
        {
            OpportunityId = "storm",
            Legs = legs,
            Units = Quantity.FromContracts(25),
            MicrosPerUnit = scenario.PaysPerUnit * 10_000,
            Relations = scenario.Relations,
            Basis = scenario.Relations.Count > 1 ? RelationBasis.Together : RelationBasis.Alone,
            MinEdgePerUnit = Money.FromMicros(1_000),
            Member = MemberKind.Direct,
            Policy = Options.Policy,
        };
        return PlanMaker.Largest(request, id, Time.Now, plan =>
            plan.MostOutlay <= Money.FromDollars(80)
            && plan.MostOutlay < Money.FromMicros(plan.Payoff.MicrosPerUnit * plan.Units.Hundredths));
    }

    private void Stir(Crowd crowd, Scenario scenario)
    {
        Time.After(_dice.Milliseconds(200, 4_000), () =>
        {
            if (Time.Now < Start + FaultyTime)
            {
                crowd.Stir(Time.Now);
                Meddle(_dice.Of(scenario.Markets).Ticker);
                Venue.Publish();
                Stir(crowd, scenario);
            }
        });
    }

    /// <summary>What the venue and people do beside the crowd.</summary>
    private void Meddle(string ticker)
    {
        Exchange exchange = Venue.Exchange;
        if (Faults.Fires(FaultKind.MarketPaused) && exchange.Find(ticker)!.Phase == MarketPhase.Active)
        {
            exchange.Pause(ticker, Time.Now);
            Time.After(Faults.Delay(FaultKind.MarketPaused, 500, 30_000), () =>
            {
                if (exchange.Find(ticker)!.Phase == MarketPhase.Inactive)
                {
                    exchange.Resume(ticker, Time.Now);
                    Venue.Publish();
                }
            });
        }

        if (Faults.Fires(FaultKind.ClosedEarly) && exchange.Find(ticker)!.Phase == MarketPhase.Active)
        {
            exchange.MoveClose(ticker, Time.Now, Time.Now);
        }

        if (Faults.Fires(FaultKind.ExchangePaused) && exchange.IsTrading)
        {
            exchange.IsTrading = false;
            Time.After(Faults.Delay(FaultKind.ExchangePaused, 500, 20_000), () => exchange.IsTrading = true);
        }

        if (Faults.Fires(FaultKind.Halted))
        {
            Flag.Set(new TradingModeState(TradingMode.Halted, "a person", Time.Now));
        }

        if (Faults.Fires(FaultKind.Reduced) && Flag.Read().Mode == TradingMode.Active)
        {
            Flag.Set(new TradingModeState(TradingMode.Reducing, "a person", Time.Now));
        }

        // The person who pulled the switch resumes a minute later, if the plan is that somebody does.
        if (Flag.Read().Mode != TradingMode.Active && Time.Now - Flag.SetAt > TimeSpan.FromSeconds(60))
        {
            Flag.Set(new TradingModeState(TradingMode.Active, "", Time.Now));
        }
    }

    /// <summary>A stranger buys in the account that we think is ours.</summary>
    private void Strange()
    {
        string ticker = _dice.Of(_scenarios[0].Markets).Ticker;
        OrderAnswer answer = Venue.Exchange.Place(Venue.Account, new OrderRequest
        {
            Ticker = ticker,
            Side = Side.Yes,
            Price = Price.FromTicks(9_900),
            Quantity = Quantity.FromContracts(1),
            TimeInForce = TimeInForce.ImmediateOrCancel,
            ClientOrderId = "stranger",
        }, Time.Now);
        Venue.Publish();
        if (answer is OrderAnswer.Taken { Order.Filled.IsPositive: true })
        {
            Faults.Fires(FaultKind.Stranger);
        }
    }

    private void Take(VenueEvent what)
    {
        _truth.Take(what);
        PrivateNotice? notice = what switch
        {
            VenueEvent.Filled filled when ReferenceEquals(filled.Order.Account, Venue.Account) =>
                new PrivateNotice.FillSeen(AccountHistory.FillOf(filled)),
            VenueEvent.OrderChanged changed when ReferenceEquals(changed.Order.Account, Venue.Account) =>
                new PrivateNotice.OrderSeen(AccountHistory.RowOf(changed.Order)),
            _ => null,
        };
        if (notice is null || Faults.Fires(FaultKind.NoticeDropped))
        {
            return;
        }

        int times = Faults.Fires(FaultKind.NoticeRepeated) ? 2 : 1;
        for (int i = 0; i < times; i++)
        {
            StormProcess? listener = _process;
            Time.After(_dice.Milliseconds(5, 800), () => listener?.Feed(new LoopInput.Noticed(Time.Now, notice)));
        }
    }

    private void Heal()
    {
        Faults.IsHealed = true;
        Venue.Exchange.IsTrading = true;
        foreach (LiveMarket market in Venue.Exchange.Markets.ToArray())
        {
            if (market.Phase == MarketPhase.Inactive)
            {
                Venue.Exchange.Resume(market.Listing.Ticker, Time.Now);
            }
        }

        foreach (Crowd crowd in _crowds)
        {
            crowd.QuoteAll(Time.Now);
        }

        Venue.Publish();
        Oversee();
    }

    /// <summary>A person resumes after each halt of an honest venue; of another the halt is what is wanted.</summary>
    private void Oversee()
    {
        if (Flag.Read().Mode != TradingMode.Active && _plan.IsHonest())
        {
            Flag.Set(new TradingModeState(TradingMode.Active, "", Time.Now));
        }

        Time.After(TimeSpan.FromSeconds(61), Oversee);
    }

    /// <summary>All markets close and resolve, in an admissible world unless a fault says otherwise.</summary>
    private void Settle()
    {
        Exchange exchange = Venue.Exchange;
        Dice outcome = new(Options.Seed, "outcome");
        foreach (Scenario scenario in _scenarios)
        {
            bool[] world = outcome.Of(scenario.Worlds);
            for (int i = 0; i < scenario.Markets.Count; i++)
            {
                string ticker = scenario.Markets[i].Ticker;
                if (exchange.Find(ticker)!.Phase != MarketPhase.Closed)
                {
                    exchange.MoveClose(ticker, Time.Now, Time.Now);
                }

                exchange.Determine(ticker, Resolve(world[i], ticker, outcome), Time.Now);
            }
        }

        Venue.Publish();
        Time.After(TimeSpan.FromSeconds(31), () =>
        {
            exchange.Advance(Time.Now);
            Venue.Publish();
        });
    }

    private Resolution Resolve(bool isYes, string ticker, Dice outcome)
    {
        Faults.IsHealed = false;
        bool isAbnormal = Faults.Fires(FaultKind.AbnormalSettlement);
        Faults.IsHealed = true;
        if (!isAbnormal)
        {
            return isYes ? Resolution.Yes : Resolution.No;
        }

        _abnormal.Add(ticker);
        return outcome.Chance(500_000) ? Resolution.Void : Resolution.Scalar(Price.FromTicks(outcome.Between(0, 10_000)));
    }

    private StormReport Report()
    {
        ExecutionLoop loop = _process!.Loop;
        SortedDictionary<TradePhase, int> ends = [];
        List<StormResult> results = [];
        foreach (TradeState trade in loop.Trades.Values)
        {
            ends[trade.Phase] = ends.GetValueOrDefault(trade.Phase) + 1;
            if (loop.AccountOf(trade.Plan.TradeId).Orders > 0)
            {
                bool isNormal = !trade.Plan.Legs.Any(leg => _abnormal.Contains(leg.Ticker));
                results.Add(new StormResult(
                    trade.Plan.Losses.ExecutionBound, loop.Ledger.CashOf(trade.Plan.TradeId), trade.Phase, isNormal));
            }
        }

        return new StormReport
        {
            Seed = Options.Seed,
            Faults = _plan,
            Violations = _violations,
            Fired = Faults.Fired,
            TraceHash = _trace,
            Steps = Time.Steps,
            DeathPoints = _deathPoints,
            VirtualTime = Time.Now - Start,
            Ends = ends,
            Orders = loop.Orders.Count,
            Restarts = _restarts,
            Results = results,
        };
    }
}
