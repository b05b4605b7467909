using System.Text;
using CsCheck;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class ConfigurationErrors
{
    /// <summary>
    /// Each row: a file, the line of its only error, the key it names, and words of the message or the mend.
    /// </summary>
    public static TheoryData<string, int, string, string> Mistakes => new()
    {
        // Names.
        { "trading:\n  dry_rnu: true\n", 2, "trading.dry_rnu", "did you mean `dry_run`" },
        { "tradign:\n  dry_run: true\n", 1, "tradign", "did you mean `trading`" },
        { "dry_run: true\n", 1, "dry_run", "belongs below `trading:`" },
        { "kalshi:\n  dry_run: true\n", 2, "kalshi.dry_run", "belongs below `trading:`" },
        { "trading:\n  zzzzzz: 1\n", 2, "trading.zzzzzz", "use one of dry_run, kill_switch" },

        // Truth values.
        { "trading:\n  dry_run: yes\n", 2, "trading.dry_run", "write true or false" },
        { "trading:\n\n  dry_run: no\n", 3, "trading.dry_run", "yes, no, on and off" },
        { "trading:\n  dry_run: on\n", 2, "trading.dry_run", "write true or false" },
        { "trading:\n  dry_run: True\n", 2, "trading.dry_run", "small letters" },
        { "trading:\n  dry_run:\n", 2, "trading.dry_run", "the key has no value" },
        { "trading:\n  dry_run: ~\n", 2, "trading.dry_run", "the key has no value" },
        { "trading:\n  dry_run: [true]\n", 2, "trading.dry_run", "a list stands where true or false belongs" },
        { "trading:\n  dry_run:\n    now: true\n", 3, "trading.dry_run", "a group of keys" },

        // Numbers.
        { "trading:\n  max_daily_loss: 1e3\n", 2, "trading.max_daily_loss", "not an amount in dollars" },
        { "trading:\n  max_daily_loss: 0.0000001\n", 2, "trading.max_daily_loss", "at most 6 decimals" },
        { "trading:\n  max_daily_loss: -50\n", 2, "trading.max_daily_loss", "above 0" },
        { "trading:\n  max_daily_loss: 0\n", 2, "trading.max_daily_loss", "above 0" },
        { "trading:\n  max_daily_loss: .nan\n", 2, "trading.max_daily_loss", "not an amount" },
        { "trading:\n  max_daily_loss: $50\n", 2, "trading.max_daily_loss", "not an amount" },
        { "trading:\n  max_contracts_per_trade: 0.001\n", 2, "trading.max_contracts_per_trade", "at most 2 decimals" },
        { "trading:\n  max_open_positions: 1.5\n", 2, "trading.max_open_positions", "a whole number" },
        { "trading:\n  max_open_positions: 010\n", 2, "trading.max_open_positions", "a whole number" },
        { "trading:\n  max_open_positions: 99999999999\n", 2, "trading.max_open_positions", "a whole number" },
        { "trading:\n  max_open_positions: 0\n", 2, "trading.max_open_positions", "from 1 to 10000" },
        { "trading:\n  max_risk_per_trade_pct: 2\n", 2, "trading.max_risk_per_trade_pct", "2 % is 0.02" },
        { "trading:\n  max_risk_per_trade_pct: 0.200001\n", 2, "trading.max_risk_per_trade_pct", "at most 0.2" },
        { "mapping:\n  structural_confidence: 1.1\n", 2, "mapping.structural_confidence", "at most 1" },
        { "scanning:\n  full_scan_interval_seconds: 60s\n", 2, "scanning.full_scan_interval_seconds",
            "a whole number" },

        // Words.
        { "kalshi:\n  environment: prod\n", 2, "kalshi.environment", "demo or production" },
        { "kalshi:\n  member: indirect\n", 2, "kalshi.member", "direct or non_direct" },
        { "logging:\n  level: LOUD\n", 2, "logging.level", "DEBUG or INFO or WARNING" },
        { "trading:\n  tiers: []\n", 2, "trading.tiers", "kill_switch" },
        { "trading:\n  tiers: [Proven, Sure]\n", 2, "trading.tiers", "'Sure' is not a tier" },
        { "trading:\n  tiers: [Proposed]\n", 2, "trading.tiers", "never traded" },

        // Addresses: only Kalshi's own and this machine's.
        { "kalshi:\n  base_url: https://example.com/trade-api/v2\n", 2, "kalshi.base_url",
            "does not belong to Kalshi" },
        { "kalshi:\n  base_url: https://kalshi.com.example.com/trade-api/v2\n", 2, "kalshi.base_url",
            "does not belong" },
        { "kalshi:\n  base_url: https://notkalshi.com/trade-api/v2\n", 2, "kalshi.base_url", "does not belong" },
        { "kalshi:\n  base_url: https://api.kalshi.com@example.com/trade-api/v2\n", 2, "kalshi.base_url",
            "only scheme" },
        { "kalshi:\n  base_url: http://external-api.kalshi.com/trade-api/v2\n", 2, "kalshi.base_url",
            "start with https" },
        { "kalshi:\n  base_url: https://external-api.kalshi.com/\n", 2, "kalshi.base_url", "end in /trade-api/v2" },
        { "kalshi:\n  base_url: external-api.kalshi.com\n", 2, "kalshi.base_url", "not a web address" },

        // Contradictions.
        { "kalshi:\n  environment: demo\n  base_url: https://external-api.kalshi.com/trade-api/v2\n", 3,
            "kalshi.base_url", "agree" },
        { "kalshi:\n  environment: production\n  base_url: https://demo-api.kalshi.co/trade-api/v2\n", 3,
            "kalshi.base_url", "agree" },
        { "kalshi:\n  environment: demo\n  key_id: k\n", 3, "kalshi.key_id", "no private key" },
        { "kalshi:\n  environment: demo\n  private_key_path: k.pem\n", 3, "kalshi.private_key_path", "no key id" },
        { "kalshi:\n  key_id: k\n  private_key_path: k.pem\n", 2, "kalshi.key_id", "belongs to the demo or" },
        { "alerts:\n  enabled: true\n", 2, "alerts.enabled", "webhook_url" },
        { "alerts:\n  webhook_url: http://example.com/x\n", 2, "alerts.webhook_url", "not an https address" },
        { "trading:\n  max_contracts_per_trade: 5\n  desired_contracts: 6\n", 3, "trading.desired_contracts",
            "more contracts" },
        { "validation:\n  max_leg_skew_ms: 2001\n", 2, "validation.max_leg_skew_ms", "max_book_age_ms" },

        // The file as a whole.
        { "", 1, "", "holds no settings" },
        { "# only a comment\n", 1, "", "holds no settings" },
        { "- trading\n", 1, "", "does not start with a section" },
        { "trading\n", 1, "", "does not start with a section" },
        { "trading: true\n", 1, "trading", "a value instead of keys" },
        { "trading:\n\tdry_run: true\n", 2, "", "a tab indents" },
        { "trading:\n  dry_run: true\n---\nkalshi:\n", 3, "", "second document" },
        { "trading:\n  dry_run: &a true\n  kill_switch: *a\n", 3, "", "aliases" },
        { "trading:\n  dry_run: \"true\n", 2, "", "not valid YAML" },
        { "trading:\n  dry_run: true\n  dry_run: false\n", 3, "", "uplicate" },
        { "trading:\n  : 1\n", 3, "", "on this line or just above" },
        { "trading:\n  tiers: [Proven\n  Reviewed: 1\n", 2, "", "not valid YAML" },
        { "trading:\n  tiers: [[[[[[[[1]]]]]]]]\n", 2, "", "nested too deeply" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_line_and_its_mend(string file, int line, string key, string words)
    {
        using Trial trial = new();
        LoadedConfiguration loaded = trial.Config(file).Load();

        ConfigurationError error = Assert.Single(loaded.Errors);
        Assert.Null(loaded.Configuration);
        Assert.Equal((key, line), (error.Key, error.Line));
        Assert.Equal(trial.Home.ConfigFile, error.File);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.Mend);
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        using Trial trial = new();
        LoadedConfiguration loaded = trial.Config("""
            trading:
              dry_run: maybe
              max_daily_loss: lots
            nonsense: 1
            scanning:
              full_scan_interval: 60
            """).Load();

        Assert.Equal([2, 3, 4, 6], loaded.Errors.Select(error => error.Line).Order());
    }

    [Fact]
    public void Bytes_that_are_not_text_are_named_with_their_line()
    {
        using Trial trial = new();
        File.WriteAllBytes(trial.Home.ConfigFile, [.. "trading:\n  # caf"u8, 0xE9, .. "\n  dry_run: true\n"u8]);
        ConfigurationError error = Assert.Single(trial.Load().Errors);
        Assert.Equal(2, error.Line);
        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);

        File.WriteAllBytes(trial.Home.ConfigFile,
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("trading:\n")]);
        Assert.Contains("UTF-16", Assert.Single(trial.Load().Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_fine()
    {
        using Trial trial = new();
        LoadedConfiguration loaded = trial.Config("\uFEFFtrading:\r\n  kill_switch: true\r\n").Load();
        Assert.Empty(loaded.Errors);
        Assert.True(loaded.Configuration!.Trading.KillSwitch);
    }

    [Fact]
    public void A_section_whose_keys_are_all_commented_out_has_its_defaults()
    {
        using Trial trial = new();
        LoadedConfiguration loaded =
            trial.Config("trading:\n  # dry_run: false\nscanning:\n  full_scan_interval_seconds: 5\n").Load();
        Assert.Empty(loaded.Errors);
        Assert.True(loaded.Configuration!.Trading.DryRun);
        Assert.Equal(5, loaded.Configuration.Scanning.FullScanIntervalSeconds);
    }

    [Fact]
    public void Ten_thousand_brackets_do_not_exhaust_the_stack()
    {
        using Trial trial = new();
        Assert.NotEmpty(trial.Config("trading: " + new string('[', 200_000)).Load().Errors);
    }

    [Fact]
    public void Whatever_the_file_holds_the_answer_is_a_configuration_or_errors_with_lines()
    {
        using Trial trial = new();
        Gen<string> piece = Gen.OneOf(
            Gen.OneOf("trading", "kalshi", "dry_run", "tiers", "base_url", ":", ": ", "\n", "\n  ", "\n    ", "- ",
                "[", "]",
                "{", "}", ",", "true", "0.02", "\"", "'", "|", ">", "&a ", "*a", "!!int ", "? ", "#", "%YAML 1.1\n",
                    "---",
                "...", "<<", "${X}", "\t", "\u0085", "\ud83d\ude00"),
            Gen.Char[' ', '~'].Select(letter => letter.ToString()));
        piece.Array[0, 30].Select(string.Concat).Sample(
            text =>
            {
                LoadedConfiguration loaded = trial.Config(text).Load();
                Assert.Equal(loaded.Configuration is null, loaded.Errors.Count > 0);
                int lines = text.Split('\n', '\u0085').Length;
                Assert.All(loaded.Errors, error => Assert.InRange(error.Line ?? 0, 1, lines + 1));
            },
            iter: 3_000, threads: 1);
    }

    [Fact]
    public void A_sandbox_on_this_machine_may_play_either_exchange()
    {
        using Trial trial = new();
        LoadedConfiguration loaded =
            trial.Config("kalshi:\n  environment: demo\n  base_url: http://127.0.0.1:5000/trade-api/v2/\n").Load();
        Assert.Empty(loaded.Errors);
        Assert.Equal("http://127.0.0.1:5000/trade-api/v2", loaded.Configuration!.Kalshi.Endpoint.AbsoluteUri);
    }
}
