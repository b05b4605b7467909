using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Sandbox;

namespace Dutchbook.Storms;

/// <summary>A home folder of its own with a key on a sandbox, and the built program started from it as real processes.</summary>
internal sealed class KillHome : IDisposable
{
    /// <summary>Short, so that what was killed before its order left need not be waited for long.</summary>
    private const int FenceSeconds = 4;

    public KillHome(SandboxServer server)
    {
        File.WriteAllText(Key, server.PrivateKeyPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(Path.Combine(Folder, "config.yaml"), string.Create(CultureInfo.InvariantCulture, $"""
            kalshi:
              environment: demo
              base_url: {server.RestBase}
              key_id: {server.KeyId}
              private_key_path: key.pem
            trading:
              dry_run: false
              max_contracts_per_trade: 5
              desired_contracts: 5
              max_capital_at_risk: 1000000
              first_week_capital: 1000000
              max_daily_loss: 1000000
              max_open_positions: 10000
            validation:
              max_book_age_ms: 60000
              max_leg_skew_ms: 60000
            """));
        File.WriteAllText(Path.Combine(Folder, "conformance.json"), string.Create(CultureInfo.InvariantCulture,
            $$"""{"host":"{{server.RestBase.Authority}}","at":"2026-01-01T00:00:00Z","facts":[],"fenceSeconds":{{FenceSeconds}}}"""));
    }

    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(2);

    public string Folder { get; } = Directory.CreateTempSubdirectory("dutchbook-kill-").FullName;

    public string Database => Path.Combine(Folder, "dutchbook.db");

    public string Key => Path.Combine(Folder, "key.pem");

    public Process Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Dutchbook.Cli.exe" : "Dutchbook.Cli");
        ProcessStartInfo start = new(program, [.. arguments, "--format", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DUTCHBOOK_HOME"] = Folder;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(2));
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(late.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException problem)
        {
            process.Kill();
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end: {Log()}", problem);
        }

        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Pairs that may be traded now, one after the other: a market belongs to the first trade in it.</summary>
    public async Task<string[]> PairsAsync()
    {
        (int code, string output, string errors) = await RunAsync("scan", "--no-store");
        if (code != 0)
        {
            throw new InvalidOperationException($"scan ended with {code}: {errors}");
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        List<string> pairs = [];
        foreach (JsonElement one in JsonDocument.Parse(output).RootElement.GetProperty("opportunities").EnumerateArray())
        {
            string[] tickers = [.. one.GetProperty("legs").EnumerateArray().Select(static leg => leg.GetProperty("ticker").GetString()!)];
            if (one.GetProperty("executable").GetBoolean() && tickers.Length == 2 && !tickers.Any(taken.Contains))
            {
                taken.UnionWith(tickers);
                pairs.Add(one.GetProperty("id").GetString()!);
            }
        }

        return [.. pairs];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The end of the program's own log, for whoever looks why a command hangs.</summary>
    private string Log() => Directory.EnumerateFiles(Folder, "*.log", SearchOption.AllDirectories).FirstOrDefault() is { } path
        ? string.Join('\n', File.ReadLines(path).TakeLast(40))
        : "nothing was logged";
}
