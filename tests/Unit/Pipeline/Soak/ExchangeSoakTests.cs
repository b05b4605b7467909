using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>Ten minutes of an exchange; DUTCHBOOK_TEST_SCALE lengthens them, and the bench runs a busy hour and a day.</summary>
public sealed class ExchangeSoakTests
{
    [Fact]
    public async Task Every_mistake_of_the_traders_is_shown_nothing_else_is_and_no_lost_frame_goes_unnoticed()
    {
        int minutes = 10 * Math.Min(10, TestScale.Value);
        ExchangeSoakReport report = await ExchangeSoak.RunAsync(seconds: 60 * minutes, actionsPerSecond: 200, seed: 1);
        Assert.True(report.Planted >= minutes, $"only {report.Planted} mistakes were over");
        Assert.True(
            report.Missed.Count == 0,
            string.Join('\n', report.Missed.Select(static missed => $"{missed.Truth}\n{string.Join('\n', missed.Looks)}")));
        Assert.Empty(report.Invented);
        Assert.True(report.GapsNoticed > 0);
        Assert.InRange(report.GapsNoticed, 1, report.GapsMade);
        Assert.Equal((360 * minutes, 0), (report.Compared, report.Wrong));
    }
}
