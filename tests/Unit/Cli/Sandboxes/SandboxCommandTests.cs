using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The command from its first line to Ctrl-C.</summary>
public sealed class SandboxCommandTests
{
    [Fact]
    public async Task The_first_line_names_an_exchange_that_answers_to_its_key_and_all_is_gone_after_ctrl_c()
    {
        using Trial trial = new();
        using CancellationTokenSource interrupt = new();
        Task<int> run = trial.Run(interrupt.Token, "sandbox", "--format", "json", "--port", "0", "--faults", "seed=3");
        JsonElement first = await FirstLine(trial, run);
        Assert.Equal(["rest", "ws", "keyId", "privateKeyPath"], first.EnumerateObject().Select(member => member.Name));
        string path = first.GetProperty("privateKeyPath").GetString()!;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Uri rest = new(first.GetProperty("rest").GetString()!);
        Assert.Equal(("127.0.0.1", "/trade-api/v2"), (rest.Host, rest.AbsolutePath));
        Assert.Equal($"ws://127.0.0.1:{rest.Port}/trade-api/ws/v2", first.GetProperty("ws").GetString());
        JsonElement balance = await Balance(rest, first.GetProperty("keyId").GetString()!, path, trial.Clock.GetUtcNow());
        Assert.Equal("40000.0000", balance.GetProperty("balance_dollars").GetString());

        await interrupt.CancelAsync();
        Assert.Equal(130, await run);
        Assert.False(File.Exists(path));
        using HttpClient http = new();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(rest + "/exchange/status"));
    }

    [Fact]
    public async Task It_ends_by_itself_when_it_is_told_how_long_to_run()
    {
        using Trial trial = new();
        Task<int> run = trial.Run("sandbox", "--seconds", "5", "--universe", "generated:50", "--activity", "0");
        while (!trial.Output.Contains("private key", StringComparison.Ordinal) && !run.IsCompleted)
        {
            await Task.Yield();
        }

        Assert.Contains("markets. It ends at Ctrl-C.", trial.Output, StringComparison.Ordinal);
        while (!run.IsCompleted)
        {
            trial.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(0, await run);
    }

    [Theory]
    [InlineData("--universe", "generated:0", "generated:N")]
    [InlineData("--universe", "mars", "generated:N")]
    [InlineData("--faults", "ws-gap=2", "between 0 and 1")]
    [InlineData("--faults", "gremlins=0.1", "lost-response")]
    [InlineData("--port", "-1", "--port")]
    [InlineData("--tier", "platinum", "basic")]
    public async Task What_cannot_be_is_bad_usage_and_says_what_can(string option, string value, string hint)
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("sandbox", option, value));
        Assert.Contains(hint, trial.Errors, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> FirstLine(Trial trial, Task<int> run)
    {
        while (!trial.Output.Contains('\n', StringComparison.Ordinal))
        {
            Assert.False(run.IsCompleted, trial.Errors);
            await Task.Yield();
        }

        return JsonDocument.Parse(trial.Output.Split('\n')[0]).RootElement;
    }

    private static async Task<JsonElement> Balance(Uri rest, string keyId, string path, DateTimeOffset now)
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(path));
        string timestamp = now.ToUnixTimeMilliseconds().ToString();
        byte[] message = Encoding.UTF8.GetBytes(timestamp + "GET" + rest.AbsolutePath + "/portfolio/balance");
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, rest + "/portfolio/balance");
        request.Headers.Add("KALSHI-ACCESS-KEY", keyId);
        request.Headers.Add("KALSHI-ACCESS-TIMESTAMP", timestamp);
        request.Headers.Add("KALSHI-ACCESS-SIGNATURE",
            Convert.ToBase64String(key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        using HttpResponseMessage response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
