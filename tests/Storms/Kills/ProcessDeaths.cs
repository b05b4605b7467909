using Xunit;

namespace Dutchbook.Storms;

/// <summary>Real processes, killed at random points.</summary>
public sealed class ProcessDeaths
{
    [Fact]
    public async Task After_each_restart_the_books_are_those_of_the_exchange()
    {
        int kills = Scale.Of(usual: 2, perUnit: 4);

        // A slow machine kills fewer in the time that there is, and compares after each of them all the same.
        KillReport report = await KillHarness.RunAsync(
            kills, seed: 20_261, accounts: Math.Clamp(kills / 10, 1, 4), most: TimeSpan.FromMinutes(4));
        Assert.Empty(report.Differences);
        Assert.True(report.Kills >= (kills + 3) / 4, $"hardly any process died: {report}");
        Assert.True(report.Orders >= kills, $"hardly any orders were sent: {report}");
    }
}
