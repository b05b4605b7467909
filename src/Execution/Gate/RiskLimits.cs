using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What may be risked. Each is a hard refusal, never a hint.</summary>
public sealed record RiskLimits
{
    /// <summary>Of one leg, in one trade.</summary>
    public Quantity MaxContracts { get; init; } = Quantity.FromContracts(50);

    /// <summary>A trade that the limits leave less room than this is not begun.</summary>
    public Money MinOutlay { get; init; } = Money.FromDollars(1);

    /// <summary>Of equity: for the execution bound, and for the loss if a relation is wrong.</summary>
    public Ratio MaxRiskPerTrade { get; init; } = Ratio.FromPartsPerMillion(20_000);

    /// <summary>For the loss of all open trades when settlement is abnormal.</summary>
    public Money MaxCapitalAtRisk { get; init; } = Money.FromDollars(200);

    /// <summary>For what is lost if a rule is wrong in all its relations at once.</summary>
    public Money MaxPerRule { get; init; } = Money.FromDollars(100);

    /// <summary>For the outlay in one event.</summary>
    public Money MaxPerEvent { get; init; } = Money.FromDollars(100);

    /// <summary>Tighter limits for the first trades of an account; null for none.</summary>
    public FirstTradeLimits? First { get; init; }

    public Money MaxDailyLoss { get; init; } = Money.FromDollars(50);

    public int MaxOpenTrades { get; init; } = 10;

    public IReadOnlyList<Tier> Tiers { get; init; } = [Tier.Proven];

    /// <summary>Series that may be traded; null for all.</summary>
    public IReadOnlySet<string>? Series { get; init; }

    /// <summary>How many first trades of each relation a person must approve.</summary>
    public int ApproveFirstTrades { get; init; } = 3;

    public TimeSpan MaxBookAge { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxBookSkew { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How much worse than the best offer a limit may be.</summary>
    public int CollarTicks { get; init; } = 2_000;

    /// <summary>No order this close to a market's close.</summary>
    public TimeSpan CloseMargin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>More orders than this within a minute are a malfunction.</summary>
    public int MaxOrdersPerMinute { get; init; } = 60;

    /// <summary>How long an approval holds.</summary>
    public TimeSpan SendWithin { get; init; } = TimeSpan.FromSeconds(2);
}

/// <param name="Trades">So many trades are first ones.</param>
/// <param name="MaxContracts">Of one leg, in one of them.</param>
/// <param name="MaxCapitalAtRisk">Of all open trades together.</param>
public sealed record FirstTradeLimits(int Trades, Quantity MaxContracts, Money MaxCapitalAtRisk);
