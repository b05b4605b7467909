using System.Diagnostics;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Storage;

namespace Dutchbook.Bench;

/// <summary>Candidates for the model: how many of the provable relations across events they hold, how long they take, and in what memory.</summary>
internal static class CandidateBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        bool isRecording = options.Length > 0 && !int.TryParse(options[0], CultureInfo.InvariantCulture, out _);
        VenueSnapshot snapshot = isRecording
            ? await new RecordedVenueSource(options, new RecordingOptions()).ReadAsync(null, CancellationToken.None)
            : new CandidateUniverse(options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 130_000).Snapshot;
        long start = Stopwatch.GetTimestamp();
        CandidateSet candidates = new CandidateFinder(new CandidateOptions(), static () => new SqliteTextSearch()).Find(snapshot);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(snapshot);
        CandidateRecall recall = CandidateRecall.Of(map, candidates, snapshot);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{snapshot.Markets.Count:N0} markets in {snapshot.Events.Count:N0} events: {candidates.Pairs.Count:N0} candidates in {took.TotalSeconds:0.0} s, "
            + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB; {recall.Found:N0} of {recall.Provable:N0} provable relations across "
            + $"events, at most {recall.MostCandidates} candidates a market"));
        foreach (Relation missed in recall.Missed)
        {
            Console.WriteLine($"missed: {missed} by {missed.Rule}");
        }

        foreach (MappingPass pass in Enum.GetValues<MappingPass>())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pass}: {candidates.Of(pass).Count():N0}"));
        }

        return 0;
    }
}
