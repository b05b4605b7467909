using System.Text;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Detection;

public sealed class SideBySide
{
    private const int Pairs = 60;

    /// <summary>On one thread as on all: the same opportunities in the same order, with the same proofs byte for byte.</summary>
    [Fact]
    public async Task A_report_is_the_same_however_many_threads_make_it()
    {
        World world = new();
        for (int i = 0; i < Pairs; i++)
        {
            // The wider market costs a few cents less than the narrower one brings, each time by another amount.
            Market narrow = world.Quoted($"N{i:00}", $"0.{40 + (i % 7)}", "10", "0.60", "10");
            Market wide = world.Quoted($"W{i:00}", "0.10", "10", $"0.{20 + (i % 11)}", $"{5 + i}");
            world.Relate(RelationType.Subset, narrow, wide);
        }

        VenueSnapshot snapshot = world.Snapshot();
        RelationMap map = world.Map();
        TaskScheduler one = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1).ConcurrentScheduler;
        string alone = await Task.Factory.StartNew(
            () => Told(snapshot, map), TestContext.Current.CancellationToken, TaskCreationOptions.None, one);

        Assert.Equal(Pairs, alone.Split('\n').Length - 1);
        for (int run = 0; run < 3; run++)
        {
            Assert.Equal(alone, Told(snapshot, map));
        }
    }

    private static string Told(VenueSnapshot snapshot, RelationMap map)
    {
        Detector detector = new(new DetectionOptions());
        DetectionReport report = detector.Detect(snapshot, map);
        StringBuilder told = new();
        foreach (Opportunity one in report.Opportunities.Concat(report.BelowThreshold))
        {
            told.Append(one.Id).Append(' ').Append(one.Edge).Append(' ').Append(detector.Prove(one).Id).Append('\n');
        }

        return told.ToString();
    }
}
