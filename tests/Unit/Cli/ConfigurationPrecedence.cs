using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class ConfigurationPrecedence
{
    private const string Key = "scanning.full_scan_interval_seconds";
    private const string Variable = "DUTCHBOOK__SCANNING__FULL_SCAN_INTERVAL_SECONDS";

    /// <summary>
    /// Every subset of the places a value can stand in; the first of flag, environment, .env, file wins.
    /// </summary>
    [Theory]
    [InlineData(false, false, false, false, 60, OriginKind.Default, "default")]
    [InlineData(true, false, false, false, 1, OriginKind.File, "config.yaml:2")]
    [InlineData(false, true, false, false, 2, OriginKind.Environment, ".env:1")]
    [InlineData(true, true, false, false, 2, OriginKind.Environment, ".env:1")]
    [InlineData(false, false, true, false, 3, OriginKind.Environment, "environment variable " + Variable)]
    [InlineData(true, false, true, false, 3, OriginKind.Environment, "environment variable " + Variable)]
    [InlineData(false, true, true, false, 3, OriginKind.Environment, "environment variable " + Variable)]
    [InlineData(true, true, true, false, 3, OriginKind.Environment, "environment variable " + Variable)]
    [InlineData(false, false, false, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(true, false, false, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(false, true, false, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(true, true, false, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(false, false, true, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(true, false, true, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(false, true, true, true, 4, OriginKind.Flag, "flag --every")]
    [InlineData(true, true, true, true, 4, OriginKind.Flag, "flag --every")]
    internal void The_nearest_place_wins(
        bool file, bool dotEnv, bool environment, bool flag, int expected, OriginKind kind, string origin)
    {
        using Trial trial = new();
        if (file)
        {
            trial.Config("scanning:\n  full_scan_interval_seconds: 1\n");
        }

        if (dotEnv)
        {
            trial.DotEnv($"{Variable}=2\n");
        }

        if (environment)
        {
            trial.Variable(Variable, "3");
        }

        LoadedConfiguration loaded = trial.Load(flag ? [new FlagValue(Key, "4", "--every")] : []);

        Assert.Empty(loaded.Errors);
        Assert.Equal(expected, loaded.Configuration!.Scanning.FullScanIntervalSeconds);
        EffectiveValue value = loaded.Values.Single(candidate => candidate.Key == Key);
        Assert.Equal((expected.ToString(), kind), (value.Value, value.Kind));
        Assert.EndsWith(origin, value.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_has_its_value_and_origin_listed()
    {
        using Trial trial = new();
        Assert.Equal(
            SettingCatalog.Settings.Select(setting => setting.Key),
            trial.Load().Values.Select(value => value.Key),
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_mistake_is_refused_even_where_a_nearer_place_overrides_it()
    {
        using Trial trial = new();
        LoadedConfiguration loaded =
            trial.Config("trading:\n  dry_run: yes\n").Variable("DUTCHBOOK__TRADING__DRY_RUN", "true").Load();
        Assert.Equal("trading.dry_run", Assert.Single(loaded.Errors).Key);
    }

    [Fact]
    public void A_misspelt_variable_is_refused_with_the_right_name()
    {
        using Trial trial = new();
        ConfigurationError error = Assert.Single(trial.Variable("DUTCHBOOK__TRADING__DRYRUN", "false").Load().Errors);
        Assert.Contains("DUTCHBOOK__TRADING__DRY_RUN", error.Mend, StringComparison.Ordinal);
        Assert.Null(error.Line);
    }

    [Fact]
    public void A_wrong_value_in_the_environment_names_the_variable()
    {
        using Trial trial = new();
        ConfigurationError error = Assert.Single(trial.Variable("DUTCHBOOK__TRADING__DRY_RUN", "0").Load().Errors);
        Assert.Equal(("trading.dry_run", "environment variable DUTCHBOOK__TRADING__DRY_RUN"), (error.Key, error.File));
    }

    [Fact]
    public void Variables_fill_values_from_the_environment_before_dot_env()
    {
        using Trial trial = new();
        trial.Config("kalshi:\n  environment: demo\n  key_id: ${ID}\n  private_key_path: keys/${NAME}.pem\n")
            .DotEnv("ID=from-file\nNAME=mine\n").Variable("ID", "from-environment");
        LoadedConfiguration loaded = trial.Load();

        Assert.Empty(loaded.Errors);
        Assert.Equal("from-environment", loaded.Configuration!.Kalshi.KeyId);
        Assert.Equal(Path.Combine(trial.Folder, "keys", "mine.pem"), loaded.Configuration.Kalshi.PrivateKeyPath);
        Assert.EndsWith("config.yaml:3 via ${ID}", loaded.Values.Single(value => value.Key == "kalshi.key_id").Origin,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_cannot_add_keys()
    {
        using Trial trial = new();
        LoadedConfiguration loaded =
            trial.Config("kalshi:\n  private_key_path: ${P}\n  key_id: ${P}\n  environment: demo\n")
            .Variable("P", "x\ntrading:\n  dry_run: false").Load();
        Assert.Empty(loaded.Errors);
        Assert.True(loaded.Configuration!.Trading.DryRun);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KALSHI_KEY_ID=\n")]
    public void An_unset_secret_is_not_set_and_no_error(string dotEnv)
    {
        using Trial trial = new();
        LoadedConfiguration loaded = trial.Config("kalshi:\n  key_id: \"${KALSHI_KEY_ID}\"\n").DotEnv(dotEnv).Load();
        Assert.Empty(loaded.Errors);
        Assert.Null(loaded.Configuration!.Kalshi.KeyId);
        Assert.Equal("not set", loaded.Values.Single(value => value.Key == "kalshi.key_id").Value);
    }

    [Fact]
    public void An_unset_variable_in_a_needed_value_is_an_error_that_names_it()
    {
        using Trial trial = new();
        ConfigurationError error = Assert.Single(trial.Config("trading:\n  max_daily_loss: ${LOSS}\n").Load().Errors);
        Assert.Equal(2, error.Line);
        Assert.Contains("the variable LOSS is not set", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_never_shown()
    {
        using Trial trial = new();
        trial.Config("""
            kalshi:
              environment: demo
              key_id: secret-a
              private_key_path: key.pem
            anthropic:
              api_key: secret-b
            alerts:
              webhook_url: https://example.com/secret-c
            """);
        LoadedConfiguration loaded = trial.Load();
        Assert.Empty(loaded.Errors);
        Assert.DoesNotContain(loaded.Values, value => value.Value.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(3, loaded.Values.Count(value => value.Value == "set (hidden)"));
    }

    [Fact]
    public void Tiers_can_be_set_as_a_list_or_as_words()
    {
        using Trial trial = new();
        LoadedConfiguration list = trial.Config("trading:\n  tiers:\n    - Proven\n    - reviewed\n").Load();
        Assert.Equal("[Proven, Reviewed]", list.Values.Single(value => value.Key == "trading.tiers").Value);
        LoadedConfiguration words = trial.Variable("DUTCHBOOK__TRADING__TIERS", "Reviewed").Load();
        Assert.Equal("[Reviewed]", words.Values.Single(value => value.Key == "trading.tiers").Value);
    }
}
