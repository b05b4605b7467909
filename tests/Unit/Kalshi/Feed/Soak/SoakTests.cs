using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class SoakTests
{
    /// <summary>
    /// The hour is a command of the bench, which also watches memory: here the tests beside it would be counted too.
    /// </summary>
    [Fact]
    public void Under_a_steady_stream_no_gap_goes_unnoticed_and_no_book_is_wrong()
    {
        SoakReport report = FeedSoak.Run(seconds: 60 * TestScale.Times(2), perSecond: 2_000, seed: 1);
        Assert.True(report.Messages > 200_000 && report.GapsMade > 5, $"{report.Messages} messages, {report.GapsMade} gaps");
        Assert.Equal((report.GapsMade, 0L, 0), (report.GapsNoticed, report.NegativeLevels, report.Wrong));
        Assert.Equal(300 * report.Memory.Count, report.Compared);
    }
}
