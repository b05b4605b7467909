using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What the configuration says, in the words of the execution layer.</summary>
internal static class TradingSettings
{
    /// <summary>When closing or rolling a held basket is worth it.</summary>
    public static ClosingRules Closing(Configuration configuration) =>
        new(configuration.Trading.MinScoreThreshold, configuration.Trading.MinWaitApr);

    public static RiskLimits Limits(Configuration configuration, Money bankroll)
    {
        TradingOptions trading = configuration.Trading;
        Ratio perRule = configuration.Detection.MaxStakePerRule;
        return new RiskLimits
        {
            MaxContracts = trading.MaxContractsPerTrade,
            MaxRiskPerTrade = trading.MaxRiskPerTradePct,
            MaxCapitalAtRisk = trading.MaxCapitalAtRisk,
            MaxPerEvent = trading.MaxCapitalAtRisk,
            MaxPerRule = Money.FromMicros((long)((Int128)bankroll.Micros * perRule.PartsPerMillion / Ratio.Whole)),
            MaxDailyLoss = trading.MaxDailyLoss,
            MaxOpenTrades = trading.MaxOpenPositions,
            Tiers = trading.Tiers,
            ApproveFirstTrades = trading.ApproveFirstTrades,
            MaxBookAge = TimeSpan.FromMilliseconds(configuration.Validation.MaxBookAgeMs),
            MaxBookSkew = TimeSpan.FromMilliseconds(configuration.Validation.MaxLegSkewMs),
        };
    }
}
