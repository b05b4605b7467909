using System.Security.Cryptography;
using System.Text.Json;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class DoctorTests
{
    [Fact]
    public async Task All_in_order_is_exit_code_0()
    {
        using Trial trial = new();
        Assert.Equal(0, await trial.Run("init"));
        Assert.Equal(0, await trial.Run("doctor"));
        Assert.Contains(trial.Folder, trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", trial.Output, StringComparison.Ordinal);
        Assert.Equal("https://external-api.kalshi.com/trade-api/v2", trial.Exchange.Endpoint!.AbsoluteUri);
        Assert.Equal(1, trial.Exchange.Asked);
    }

    [Fact]
    public async Task A_table_away_from_a_terminal_is_ascii_within_100_columns()
    {
        using Trial trial = new();
        trial.Exchange.Answer = null;
        await trial.Run("doctor", "--verbose");
        Assert.All(trial.Output, letter => Assert.InRange(letter, '\n', '~'));
        Assert.All(trial.Output.Split('\n').Skip(1), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task A_broken_configuration_fails_and_the_rest_is_still_checked()
    {
        using Trial trial = new();
        trial.Config("trading:\n  dry_run: yes\n");
        Assert.Equal(1, await trial.Run("doctor", "--format", "json"));
        Dictionary<string, JsonElement> checks = Checks(trial);
        Assert.Equal("Failed", Result(checks, "configuration"));
        Assert.Contains("config.yaml:2", checks["configuration"].GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("Ok", Result(checks, "home folder"));
        Assert.Equal("not checked", checks["exchange"].GetProperty("message").GetString());
        Assert.Equal(0, trial.Exchange.Asked);
    }

    [Fact]
    public async Task Each_thing_wrong_with_the_configuration_has_its_mend_right_below_it()
    {
        using Trial trial = new();
        trial.Config("trading:\n  dry_rum: true\n  max_open_positions: ten\n");
        Assert.Equal(1, await trial.Run("doctor"));
        string[] words = ["dry_rum", "`dry_run`", "max_open_positions"];
        int[] places = [.. words.Select(word => trial.Output.IndexOf(word, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Every_finding_that_is_not_ok_says_how_to_mend_it()
    {
        using Trial trial = new();
        trial.Config("kalshi:\n  environment: demo\n  key_id: k\n  private_key_path: missing.pem\n  email: x\n")
            .Write("dutchbook.db", "not a database, but long enough to be read as one");
        trial.Exchange.Answer = null;
        Assert.Equal(1, await trial.Run("doctor", "--format", "json"));
        Dictionary<string, JsonElement> checks = Checks(trial);
        Assert.Equal("Warning", Result(checks, "configuration"));
        Assert.Equal("Failed", Result(checks, "storage"));
        Assert.Equal("Failed", Result(checks, "key file"));
        Assert.Equal("Failed", Result(checks, "exchange"));
        Assert.Equal("Warning", Result(checks, "clock"));
        Assert.All(checks.Values.Where(check => check.GetProperty("result").GetString() != "Ok"),
            check => Assert.NotEmpty(check.GetProperty("mend").GetString()!));
    }

    /// <summary>
    /// The exchange's Date has whole seconds and the answer is read at the same instant as it was asked, so a clock
    /// ahead by up to one second still agrees, and the rest counts.
    /// </summary>
    [Theory]
    [InlineData(0, "Ok")]
    [InlineData(2, "Ok")]
    [InlineData(-1, "Ok")]
    [InlineData(3, "Warning")]
    [InlineData(-2, "Warning")]
    [InlineData(31, "Warning")]
    [InlineData(32, "Failed")]
    [InlineData(-31, "Failed")]
    public async Task The_clock_is_judged_by_the_exchange(int secondsAhead, string expected)
    {
        using Trial trial = new();
        trial.Exchange.Answer =
            new ExchangeAnswer(200, trial.Clock.GetUtcNow() - TimeSpan.FromSeconds(secondsAhead), true);
        await trial.Run("doctor", "--format", "json");
        Assert.Equal(expected, Result(Checks(trial), "clock"));
    }

    [Fact]
    public async Task The_time_an_answer_takes_is_not_held_against_the_clock()
    {
        using Trial trial = new();
        trial.Exchange.Before = () => trial.Clock.Advance(TimeSpan.FromSeconds(8));
        await trial.Run("doctor", "--format", "json");
        Assert.Equal("Ok", Result(Checks(trial), "clock"));
    }

    [Theory]
    [InlineData(200, true, "Ok")]
    [InlineData(200, null, "Ok")]
    [InlineData(200, false, "Warning")]
    [InlineData(429, null, "Warning")]
    [InlineData(301, null, "Failed")]
    [InlineData(404, null, "Failed")]
    [InlineData(503, null, "Failed")]
    public async Task The_exchange_is_judged_by_its_answer(int status, bool? active, string expected)
    {
        using Trial trial = new();
        trial.Exchange.Answer = new ExchangeAnswer(status, trial.Clock.GetUtcNow(), active);
        await trial.Run("doctor", "--format", "json");
        Assert.Equal(expected, Result(Checks(trial), "exchange"));
    }

    [Theory]
    [InlineData("pkcs8", "Ok")]
    [InlineData("pkcs1", "Ok")]
    [InlineData("open", "Warning")]
    [InlineData("small", "Failed")]
    [InlineData("public", "Failed")]
    [InlineData("locked", "Failed")]
    [InlineData("curve", "Failed")]
    [InlineData("text", "Failed")]
    [InlineData("empty", "Failed")]
    public async Task A_key_file_is_judged_by_what_it_holds(string kind, string expected)
    {
        Assert.SkipWhen(kind == "open" && OperatingSystem.IsWindows(), "Windows has no file modes");
        using Trial trial = new();
        using RSA key = RSA.Create(kind == "small" ? 1024 : 2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string text = kind switch
        {
            "pkcs1" => key.ExportRSAPrivateKeyPem(),
            "public" => key.ExportSubjectPublicKeyInfoPem(),
            "locked" => key.ExportEncryptedPkcs8PrivateKeyPem("x",
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)),
            "curve" => curve.ExportPkcs8PrivateKeyPem(),
            "text" => "my key",
            "empty" => "",
            _ => key.ExportPkcs8PrivateKeyPem(),
        };
        trial.Write("key.pem", text).Config("kalshi:\n  environment: demo\n  key_id: k\n  private_key_path: key.pem\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(trial.Folder, "key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite
                | (kind == "open" ? UnixFileMode.OtherRead : UnixFileMode.None));
        }

        await trial.Run("doctor", "--format", "json");
        Assert.Equal(expected, Result(Checks(trial), "key file"));
        Assert.DoesNotContain("PRIVATE KEY-----\\n", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_shown_with_their_origin_and_without_secrets()
    {
        using Trial trial = new();
        trial.Config("kalshi:\n  environment: demo\n").Variable("DUTCHBOOK__ANTHROPIC__API_KEY", "sk-secret");
        Assert.Equal(0, await trial.Run("doctor", "--format", "json"));
        JsonElement[] settings =
            [.. JsonDocument.Parse(trial.Output).RootElement.GetProperty("configuration").EnumerateArray()];
        Assert.Contains(settings, setting => setting.GetProperty("key").GetString() == "kalshi.environment"
            && setting.GetProperty("origin").GetString()!.EndsWith("config.yaml:2", StringComparison.Ordinal));
        Assert.DoesNotContain("sk-secret", trial.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Checks(Trial trial) =>
        JsonDocument.Parse(trial.Output).RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, StringComparer.Ordinal);

    private static string Result(Dictionary<string, JsonElement> checks, string name) =>
        checks[name].GetProperty("result").GetString()!;
}
