using System.Diagnostics;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Storage;

namespace Dutchbook.Bench;

/// <summary>The product's own path over a recording, timed by phase.</summary>
internal static class OurPass
{
    public static async Task<Measurement> MeasureAsync(string file)
    {
        long start = Stopwatch.GetTimestamp();
        RecordedVenueSource source = new([file], new RecordingOptions());
        VenueSnapshot snapshot = await source.ReadAsync(progress: null, CancellationToken.None);
        double read = Lap(ref start);

        RelationMap map = new StructuralMapper(new MappingOptions()).Map(snapshot);
        double mapped = Lap(ref start);

        DetectionReport report = new Detector(new DetectionOptions()).Detect(snapshot, map);
        double detected = Lap(ref start);
        Measurement upToHere = Measurement.OfThisProcess(
            read, mapped, detected, store: -1, snapshot.Markets.Count, report.Opportunities.Count + report.BelowThreshold.Count);

        string folder = Directory.CreateTempSubdirectory("dutchbook-bench-").FullName;
        start = Stopwatch.GetTimestamp();
        using (SqliteDatabase database = SqliteDatabase.OpenWriter(Path.Combine(folder, "bench.db")))
        {
            database.Markets.Save(snapshot);
        }

        double stored = Lap(ref start);
        Directory.Delete(folder, recursive: true);
        return upToHere with { Store = stored };
    }

    private static double Lap(ref long start)
    {
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        return elapsed;
    }
}
