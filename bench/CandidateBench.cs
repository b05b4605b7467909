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
    /// <param name="options">A number of markets to make up, or recordings; `cents` and a time for old ones that do not say it.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        Era era = options.Contains("cents", StringComparer.Ordinal) ? Era.Cents : Era.Current;
        DateTimeOffset? at = options.Select(static word => DateTimeOffset.TryParseExact(
                word, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time : (DateTimeOffset?)null).FirstOrDefault(static time => time is not null);
        options = [.. options.Where(word => word != "cents" && !(at is not null && word.Contains('T', StringComparison.Ordinal) && word.EndsWith('Z')))];
        bool isRecording = options.Length > 0 && !int.TryParse(options[0], CultureInfo.InvariantCulture, out _);
        VenueSnapshot snapshot = isRecording
            ? await new RecordedVenueSource(options, new RecordingOptions { Era = era, At = at }).ReadAsync(null, CancellationToken.None)
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

        MappingCost.Print(snapshot, candidates);
        return 0;
    }
}
