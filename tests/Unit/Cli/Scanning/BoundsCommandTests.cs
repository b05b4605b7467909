using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>`bounds`, as a user runs it against the embedded exchange.</summary>
public sealed class BoundsCommandTests
{
    [Fact]
    public async Task A_threshold_offered_below_its_buckets_is_cheap()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        Plant plant = Universe.Demo(TimeProvider.System.GetUtcNow()).Plants.Single(static one => one.Name == "joint-inx");
        string threshold = plant.Claims[0].Ticker;

        JsonElement bounds = await trial.Document(0, "bounds", threshold, "--contracts", "20");
        Assert.Equal(threshold, bounds.GetProperty("ticker").GetString());
        Assert.Equal("20.00", bounds.GetProperty("contracts").GetString());
        decimal ask = Decimal(bounds, "ask");
        decimal sell = Decimal(bounds.GetProperty("sell"), "price");

        // It was planted ten cents below what its parts are bid together; four fees of at most 1.75 cents leave three.
        Assert.InRange(sell, ask + 0.03m, ask + 0.10m);
        Assert.Equal(
            plant.Claims.Skip(1).Select(static claim => claim.Ticker).Order(StringComparer.Ordinal),
            bounds.GetProperty("sell").GetProperty("legs").EnumerateArray()
                .Select(static leg => leg.GetProperty("ticker").GetString()!).Order(StringComparer.Ordinal));
        Assert.True(Decimal(bounds.GetProperty("build"), "price") > sell);

        Assert.Equal(0, await trial.Trial.Run(TestContext.Current.CancellationToken, "bounds", threshold));
        Assert.Contains("Cheap:", trial.Trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_that_was_not_read_matches_nothing()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        Assert.Equal(3, await trial.Trial.Run(TestContext.Current.CancellationToken, "bounds", "KXNOSUCH-1"));
        Assert.Contains("KXNOSUCH-1", trial.Trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await trial.Trial.Run(TestContext.Current.CancellationToken, "bounds", "X", "--contracts", "none"));
    }

    private static decimal Decimal(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
