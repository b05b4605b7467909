using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class DemoAlerts
{
    [Fact]
    public async Task The_demo_shows_evidence_from_sources_on_this_machine_and_an_alert_received_there()
    {
        using Trial trial = new() { Time = TimeProvider.System };
        Assert.Equal(0, await trial.Run("demo", "--headless", "--no-trade", "--top", "40"));
        Assert.Contains("by polymarket (unreviewed), paid", trial.Output, StringComparison.Ordinal);
        Assert.Contains("out of line: ", trial.Output, StringComparison.Ordinal);
        Assert.Matches(@"Alerts: (\d+) of \1 delivered; the webhook on this machine received \1, the first:", trial.Output);
        Assert.Contains("\"kind\":\"opportunity\"", trial.Output, StringComparison.Ordinal);
    }
}
