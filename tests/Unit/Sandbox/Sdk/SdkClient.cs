using System.Diagnostics;
using System.Text.Json;
using Dutchbook.Sandbox;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// The venue's own client (npm, kalshi-typescript), unchanged but for its base URL, trades on the sandbox. Without node, npm or a
/// registry to fetch it from the test skips, visibly.
/// </summary>
public sealed class SdkClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task The_venues_own_client_reads_orders_cancels_and_sees_its_fills_and_positions()
    {
        using Folder folder = new();
        foreach (string file in new[] { "package.json", "package-lock.json", "drive.cjs" })
        {
            File.Copy(Path.Combine(Repository.Root, "tests", "Unit", "Sandbox", "Sdk", file), Path.Combine(folder.Path, file));
        }

        if (await Run(folder.Path, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline") is not (0, _, _))
        {
            Assert.Skip("npm cannot fetch kalshi-typescript here.");
        }

        Universe universe = Universe.Demo(TimeProvider.System.GetUtcNow());
        SandboxOptions options = new() { Tier = UsageTier.Prime, PrivateKeyPem = Demo.PrivateKeyPem };
        await using SandboxServer server = await SandboxServer.StartAsync(universe, options, TestContext.Current.CancellationToken);
        string key = Path.Combine(folder.Path, "key.pem");
        await File.WriteAllTextAsync(key, server.PrivateKeyPem, TestContext.Current.CancellationToken);
        (int code, string output, string errors) = await Run(
            folder.Path, "node", "drive.cjs", server.RestBase.ToString().TrimEnd('/'), server.KeyId, key, Trader.Market);
        Assert.True(code == 0, errors);
        Check(JsonDocument.Parse(output).RootElement);
    }

    private static void Check(JsonElement seen)
    {
        Assert.True(seen.GetProperty("status").GetBoolean());
        Assert.Equal("prime", seen.GetProperty("limits").GetString());
        Assert.Equal((5, "0.4700", 3, 1), (
            seen.GetProperty("events").GetInt32(), seen.GetProperty("market").GetString(), seen.GetProperty("book").GetInt32(),
            seen.GetProperty("books").GetInt32()));
        Assert.Equal(("3.00", "0.4700"), (
            seen.GetProperty("taken").GetProperty("fill_count").GetString(), seen.GetProperty("taken").GetProperty("average_fill_price").GetString()));
        Assert.Equal(("resting", "4.00", "2.00", "2.00"), (
            seen.GetProperty("resting").GetString(), seen.GetProperty("decreased").GetString(), seen.GetProperty("amended").GetString(),
            seen.GetProperty("cancelled").GetString()));
        Assert.Equal(["resting", "executed"], seen.GetProperty("listed").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(["1.00", "INVALID_PRICE"], seen.GetProperty("batch").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal("1.00", seen.GetProperty("batchCancelled")[0].GetString());
        Assert.Equal((200, "5.00"), (seen.GetProperty("cancelAll").GetInt32(), seen.GetProperty("groups")[0].GetString()));
        Assert.Equal("3.00", seen.GetProperty("fills")[0][0].GetString());
        Assert.Equal(("3.00", "3.00", 4), (
            seen.GetProperty("position")[0].GetString(), seen.GetProperty("trades").GetString(), seen.GetProperty("balance").GetInt32()));
        Assert.Equal("order_already_exists", seen.GetProperty("refused")[1].GetString());
    }

    /// <summary>Runs a program to its end; null where there is none of that name.</summary>
    private static async Task<(int Code, string Output, string Errors)?> RunIfThere(string folder, string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenSource patience = new(Patience);
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Output, string Errors)> Run(string folder, string program, params string[] arguments) =>
        await RunIfThere(folder, program, arguments) ?? (-1, "", $"there is no {program}");

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dutchbook-sdk-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
