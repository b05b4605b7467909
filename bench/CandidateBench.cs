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
    private const int Dimensions = 1_024;

    /// <param name="options">
    /// A number of markets to make up, or recordings; `cents` and a time for old ones that do not say it; `vectors` to look for likeness too.
    /// </param>
    public static async Task<int> RunAsync(string[] options)
    {
        Era era = options.Contains("cents", StringComparer.Ordinal) ? Era.Cents : Era.Current;
        DateTimeOffset? at = options.Select(static word => DateTimeOffset.TryParseExact(
                word, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time : (DateTimeOffset?)null).FirstOrDefault(static time => time is not null);
        bool isVectors = options.Contains("vectors", StringComparer.Ordinal);
        options = [.. options.Where(word => word is not ("cents" or "vectors") && !(at is not null && word.Contains('T', StringComparison.Ordinal) && word.EndsWith('Z')))];
        bool isRecording = options.Length > 0 && !int.TryParse(options[0], CultureInfo.InvariantCulture, out _);
        VenueSnapshot snapshot = isRecording
            ? await new RecordedVenueSource(options, new RecordingOptions { Era = era, At = at }).ReadAsync(null, CancellationToken.None)
            : new CandidateUniverse(options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 130_000).Snapshot;
        Dictionary<string, float[]>? vectors = isVectors ? MadeUp(snapshot) : null;
        long start = Stopwatch.GetTimestamp();
        CandidateSet candidates = new CandidateFinder(new CandidateOptions(), static () => new SqliteTextSearch(), vectors).Find(snapshot);
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

    /// <summary>Directions without a meaning, which take as long to compare as any others.</summary>
    private static Dictionary<string, float[]> MadeUp(VenueSnapshot snapshot)
    {
        Random random = new(5);
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);
        foreach (Event owner in snapshot.Events)
        {
            float[] vector = [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
            float length = MathF.Sqrt(vector.Sum(static value => value * value));
            vectors[owner.Ticker] = [.. vector.Select(value => value / length)];
        }

        return vectors;
    }
}
