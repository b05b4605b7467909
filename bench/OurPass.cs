using System.Diagnostics;
using Dutchbook.Detection;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Bench;

/// <summary>The product's own path over a recording, timed by phase.</summary>
internal static class OurPass
{
    public static async Task<Measurement> MeasureAsync(string file)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RecordedVenueSource source = new([file], new RecordingOptions());
        Scan scan = new(
            source, secondLook: null, new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions(), TimeProvider.System), TimeProvider.System);
        ScanResult result = await scan.RunAsync(progress: null, CancellationToken.None);
        Measurement upToHere = Measurement.OfThisProcess(
            result.Snapshot.Markets.Count, result.Report.Opportunities.Count + result.Report.BelowThreshold.Count) with
        {
            Read = result.ReadTime.TotalMilliseconds,
            Map = result.MapTime.TotalMilliseconds,
            Detect = result.DetectTime.TotalMilliseconds,
            Joint = result.Report.JointTime!.Value.TotalMilliseconds,
            Prove = result.ProofTime.TotalMilliseconds,
            Processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds,
        };

        string folder = Directory.CreateTempSubdirectory("dutchbook-bench-").FullName;
        long start = Stopwatch.GetTimestamp();
        using (SqliteDatabase database = SqliteDatabase.OpenWriter(Path.Combine(folder, "bench.db")))
        {
            database.Markets.Save(result.Snapshot);
        }

        double stored = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Directory.Delete(folder, recursive: true);
        return upToHere with { Store = stored };
    }
}
