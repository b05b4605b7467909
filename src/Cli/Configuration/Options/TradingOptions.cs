using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>What may be traded, and how much of it.</summary>
[Section("What may be traded, and how much of it.")]
internal sealed record TradingOptions
{
    [Setting("Show every trade without sending it. `false` alone starts no live trading: `run --live` and a typed "
        + "confirmation are needed too.")]
    public bool DryRun { get; init; } = true;

    [Setting("Stops all trading while true.")]
    public bool KillSwitch { get; init; }

    [Setting("How relations must be known to be traded: `Proven` (a rule in code), `Reviewed` (confirmed by a person).",
        Example = "[Proven]")]
    public IReadOnlyList<Tier> Tiers { get; init; } = [Tier.Proven];

    [Setting("How many first trades of each relation a person must approve.", Min = "0", Max = "1000")]
    public int ApproveFirstTrades { get; init; } = 3;

    [Setting("The most that one trade may lose, as a fraction of the balance: 0.02 is 2 %.", Positive = true,
        Max = "0.2", Unit = "fraction")]
    public Ratio MaxRiskPerTradePct { get; init; } = Ratio.FromPartsPerMillion(20_000);

    [Setting("Trading stops when the day's loss reaches this.", Positive = true, Max = "1000000", Unit = "dollars")]
    public Money MaxDailyLoss { get; init; } = Money.FromDollars(50);

    [Setting("The most that all open positions together may lose when settlement is abnormal; normally their cost.",
        Positive = true, Max = "100000000", Unit = "dollars")]
    public Money MaxCapitalAtRisk { get; init; } = Money.FromDollars(200);

    [Setting("The most that may be at risk for real until 50 trades were made.", Positive = true, Max = "100000000", Unit = "dollars")]
    public Money FirstWeekCapital { get; init; } = Money.FromDollars(50);

    [Setting("The most baskets held at one time.", Min = "1", Max = "10000")]
    public int MaxOpenPositions { get; init; } = 10;

    [Setting("The most contracts of one leg in one trade.", Positive = true, Max = "1000000", Unit = "contracts")]
    public Quantity MaxContractsPerTrade { get; init; } = Quantity.FromHundredths(50_00);

    [Setting("The size an opportunity should offer; with less, its score falls in proportion.", Positive = true,
        Max = "1000000", Unit = "contracts")]
    public Quantity DesiredContracts { get; init; } = Quantity.FromHundredths(50_00);

    [Setting("The least edge of one basket after fees: with less, an opportunity is shown below threshold, and neither "
        + "traded nor alerted.", Min = "0", Max = "100", Unit = "dollars")]
    public Money MinScoreThreshold { get; init; } = Money.FromMicros(50_000);

    [Setting("A price level is taken only while its edge is more than this many times its fees.", Min = "0",
        Max = "100")]
    public Ratio FeeSafetyMultiplier { get; init; } = Ratio.FromPartsPerMillion(2_000_000);

    [Setting("What waiting for settlement must earn a year: a held basket is worth closing when selling it brings more than its "
        + "sure payment is worth at this rate, by at least `min_score_threshold` a basket. At 0 closing must bring more than the "
        + "basket is sure to be paid. `run` begins nothing that earns less.", Min = "0", Max = "10", Unit = "fraction a year")]
    public Ratio MinWaitApr { get; init; }

    [Setting("Whether `run` closes and rolls held baskets without a person when that is worth it; otherwise it only shows them, and "
        + "`dutchbook close` does it.")]
    public bool AutoClose { get; init; }
}
