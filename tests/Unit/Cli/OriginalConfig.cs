using Dutchbook.Cli;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The configuration file of the original brief, word for word: it must run dry as it is.</summary>
public sealed class OriginalConfig
{
    private const string Text = """
        # config.yaml

        kalshi:
          email: "${KALSHI_EMAIL}"
          password: "${KALSHI_PASSWORD}"
          base_url: "https://trading-api.kalshi.com/trade-api/v2"
          # Use demo API for testing:
          # base_url: "https://demo-api.kalshi.co/trade-api/v2"

        anthropic:
          api_key: "${ANTHROPIC_API_KEY}"
          scan_model: "claude-sonnet-4-5-20250929"
          validate_model: "claude-opus-4-6"

        trading:
          dry_run: true  # SET TO TRUE UNTIL FULLY TESTED
          max_risk_per_trade_pct: 0.02
          max_daily_loss: 50.00
          max_open_positions: 10
          max_contracts_per_trade: 50
          min_score_threshold: 0.05  # minimum magnitude after fees
          fee_safety_multiplier: 2.0  # only trade if profit > 2x fees

        scanning:
          full_scan_interval_seconds: 60
          opportunity_recheck_seconds: 15
          relationship_rescan_hours: 24

        logging:
          level: "INFO"
          file: "logs/trader.log"
          trade_log: "logs/trades.log"

        alerts:
          enabled: false
          webhook_url: "${ALERT_WEBHOOK_URL}"
        """;

    [Fact]
    public void It_loads_and_runs_dry()
    {
        using Trial trial = new();
        LoadedConfiguration loaded = trial.Config(Text).Load();

        Assert.Empty(loaded.Errors);
        Configuration configuration = loaded.Configuration!;
        Assert.True(configuration.Trading.DryRun);
        Assert.Equal(Ratio.FromPartsPerMillion(20_000), configuration.Trading.MaxRiskPerTradePct);
        Assert.Equal(Money.FromDollars(50), configuration.Trading.MaxDailyLoss);
        Assert.Equal(10, configuration.Trading.MaxOpenPositions);
        Assert.Equal(Quantity.FromContracts(50), configuration.Trading.MaxContractsPerTrade);
        Assert.Equal(Money.FromMicros(50_000), configuration.Trading.MinScoreThreshold);
        Assert.Equal(Ratio.FromPartsPerMillion(2_000_000), configuration.Trading.FeeSafetyMultiplier);
        Assert.Equal(60, configuration.Scanning.FullScanIntervalSeconds);
        Assert.Equal(15, configuration.Scanning.OpportunityRecheckSeconds);
        Assert.Equal(24, configuration.Scanning.RelationshipRescanHours);
        Assert.Equal(LogLevel.Info, configuration.Logging.Level);
        Assert.Equal(Path.Combine(trial.Folder, "logs", "trader.log"), configuration.Logging.File);
        Assert.False(configuration.Alerts.Enabled);
        Assert.Null(configuration.Alerts.WebhookUrl);
        Assert.Null(configuration.Anthropic.ApiKey);
        Assert.Equal(KalshiEnvironment.Production, configuration.Kalshi.Environment);
    }

    [Fact]
    public void Each_thing_of_the_past_gives_one_warning_that_names_its_replacement()
    {
        using Trial trial = new();
        IReadOnlyList<ConfigurationWarning> warnings = trial.Config(Text).Load().Warnings;

        Assert.Equal(4, warnings.Count);
        Assert.Contains("kalshi.key_id", Only("kalshi.email", 4).Mend, StringComparison.Ordinal);
        Assert.Contains("kalshi.private_key_path", Only("kalshi.password", 5).Mend, StringComparison.Ordinal);
        Assert.Contains("https://external-api.kalshi.com/trade-api/v2", Only("kalshi.base_url", 6).Mend,
            StringComparison.Ordinal);
        Assert.Contains("claude-sonnet-5-5", Only("anthropic.scan_model", 12).Mend, StringComparison.Ordinal);

        ConfigurationWarning Only(string key, int line)
        {
            ConfigurationWarning warning = Assert.Single(warnings, warning => warning.Key == key);
            Assert.Equal(line, warning.Line);
            return warning;
        }
    }

    [Fact]
    public void The_dead_host_is_replaced_by_the_living_one()
    {
        using Trial trial = new();
        Assert.Equal("https://external-api.kalshi.com/trade-api/v2",
            trial.Config(Text).Load().Configuration!.Kalshi.Endpoint.AbsoluteUri);
    }

    [Fact]
    public void Its_demo_address_makes_it_a_demo_configuration()
    {
        using Trial trial = new();
        string demo =
            Text.Replace("https://trading-api.kalshi.com", "https://demo-api.kalshi.co", StringComparison.Ordinal);
        LoadedConfiguration loaded = trial.Config(demo).Load();

        Assert.Equal(KalshiEnvironment.Demo, loaded.Configuration!.Kalshi.Environment);
        Assert.Equal("https://demo-api.kalshi.co/trade-api/v2", loaded.Configuration.Kalshi.Endpoint.AbsoluteUri);
        Assert.Equal("follows kalshi.base_url",
            loaded.Values.Single(value => value.Key == "kalshi.environment").Origin);
        Assert.Equal(3, loaded.Warnings.Count);
    }
}
