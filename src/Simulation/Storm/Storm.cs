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
    private DateTimeOffset _settledBy;

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
                TrueTrade known = _truth.Trades[trade.Plan.TradeId];
                bool isNormal = !known.Scenario.Markets.Any(market => _abnormal.Contains(market.Ticker));
                results.Add(new StormResult(known.Bound, loop.Ledger.CashOf(trade.Plan.TradeId), trade.Phase, isNormal));
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
