using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Recorded API responses as a source. A recording is judged at its own time; one that states none is refused, because a price
/// without its time is no price.
/// </summary>
public sealed class RecordedVenueSource(IReadOnlyList<string> files, RecordingOptions options) : IVenueSource
{
    public async Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        string[] named = [.. files.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];
        foreach (string path in named)
        {
            RecordedFile.Require(path);
        }

        // Of two versions of one market the first read stays, so the newest file goes first.
        string[] paths = named.Length == 1 ? named : [.. named.OrderByDescending(static path => RecordedFile.TimeOf(path))];

        SnapshotAssembler assembler = new();
        FilePass pass = new(options, assembler, progress);
        HashSet<string> read = await ReadFilesAsync(paths, pass, assembler, cancellation);
        string[] sources = [.. named.Where(read.Contains).Select(static path => Path.GetFileName(path))];

        DateTimeOffset? at = options.At ?? pass.Latest;
        pass.ReadWaitingBooks(at ?? default);
        VenueSnapshot snapshot = assembler.Build(at ?? default, sources, isRecording: true, options.AssumedFee);
        RefuseWithoutMarkets(snapshot);
        EraCheck.Refuse(snapshot, options.Era);
        if (at is null)
        {
            throw new UnreadableSourceException(
                $"{named[0]} does not say when it was recorded. Say it with --at, such as --at 2025-08-14T16:00:00Z.");
        }

        Assumptions.Note(assembler, snapshot, options, pass.Earliest, pass.Latest);
        return snapshot;
    }

    /// <summary>The files that gave something; what was wrong with any of them is told.</summary>
    private static async Task<HashSet<string>> ReadFilesAsync(
        string[] paths, FilePass pass, SnapshotAssembler assembler, CancellationToken cancellation)
    {
        List<string> troubles = [];
        HashSet<string> read = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            FileResult result = await ReadAsync(path, pass, cancellation);
            if (result.Items > 0)
            {
                read.Add(path);
            }

            if (result.Trouble is { } trouble)
            {
                troubles.Add(trouble);
                assembler.SkipSource(Path.GetFileName(path), Without(path, trouble));
            }
        }

        return read.Count > 0 ? read : throw new UnreadableSourceException(string.Join(Environment.NewLine, troubles));
    }

    /// <summary>Series, books and bare events alone say nothing about any price.</summary>
    private static void RefuseWithoutMarkets(VenueSnapshot snapshot)
    {
        if (snapshot.Markets.Count > 0)
        {
            return;
        }

        string first = snapshot.Skipped is [{ } skipped, ..] ? $" The first of {snapshot.SkippedCount:N0} things left out: "
            + $"{skipped.Item}: {skipped.Reason}." : "";
        throw new UnreadableSourceException(
            $"{string.Join(", ", snapshot.Sources)}: no market in it ({snapshot.Events.Count:N0} events, {snapshot.Series.Count:N0} series, "
            + $"{snapshot.Books.Count:N0} order books). Add pages of /events?with_nested_markets=true or of /markets.{first}");
    }

    /// <summary>The trouble of a file, to stand behind the file's name.</summary>
    private static string Without(string path, string trouble) =>
        trouble.StartsWith(path, StringComparison.Ordinal) ? trouble[path.Length..].TrimStart(':', ' ') : trouble;

    /// <summary>One file that is no recording costs itself.</summary>
    private static async Task<FileResult> ReadAsync(string path, FilePass pass, CancellationToken cancellation)
    {
        try
        {
            return await pass.ReadAsync(path, cancellation);
        }
        catch (UnreadableSourceException problem)
        {
            return new FileResult(0, problem.Message);
        }
    }
}
