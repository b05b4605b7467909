using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>`scan --proofs` and `verify`, as a user runs them.</summary>
public sealed partial class VerifyCommandTests
{
    [Fact]
    public async Task Every_opportunity_has_a_proof_file_that_holds_until_it_is_changed()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        string folder = Path.Combine(trial.Trial.Folder, "proofs");
        JsonElement scan = await trial.Document(0, "scan", "--no-store", "--proofs", folder);
        string[] ids = [.. scan.GetProperty("opportunities").EnumerateArray().Concat(scan.GetProperty("belowThreshold").EnumerateArray())
            .Select(static item => item.GetProperty("proof").GetString()!)];
        string[] files = Directory.GetFiles(folder);
        Assert.Equal(ids.Order(StringComparer.Ordinal), files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

        JsonElement verdicts = await trial.Document(0, ["verify", .. files]);
        Assert.All(verdicts.GetProperty("proofs").EnumerateArray(), static item => Assert.True(item.GetProperty("holds").GetBoolean()));

        foreach (string file in files)
        {
            string proof = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                file, MinPayout().Replace(proof, static found => $"{found.Groups[1]}9{found.Groups[2]}", 1),
                TestContext.Current.CancellationToken);
        }

        JsonElement changed = await trial.Document(1, ["verify", .. files]);
        Assert.All(
            changed.GetProperty("proofs").EnumerateArray(), static item => Assert.NotEqual(0, item.GetProperty("faults").GetArrayLength()));
    }

    [Fact]
    public async Task A_proof_that_is_not_there_is_bad_usage()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("verify", "missing.json"));
        Assert.Contains("missing.json", trial.Errors, StringComparison.Ordinal);
    }

    /// <summary>A payout gains a digit in front: whatever it was, it is another number.</summary>
    [GeneratedRegex("(\"minPayout\": \")(\\d)")]
    private static partial Regex MinPayout();
}
