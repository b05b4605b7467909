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
        string[] paths = [.. files.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];
        foreach (string path in paths)
        {
            RecordedFile.Require(path);
        }

        SnapshotAssembler assembler = new();
        FilePass pass = new(options, assembler, progress);
        IReadOnlyList<string> sources = await ReadFilesAsync(paths, pass, assembler, cancellation);

        DateTimeOffset? at = options.At ?? pass.Latest;
        pass.ReadWaitingBooks(at ?? default);
        VenueSnapshot snapshot = assembler.Build(at ?? default, sources, isRecording: true, options.AssumedFee);
        EraCheck.Refuse(snapshot, options.Era);
        if (at is null)
        {
            throw new UnreadableSourceException(
                $"{paths[0]} does not say when it was recorded. Say it with --at, such as --at 2025-08-14T16:00:00Z.");
        }

        Assumptions.Note(assembler, snapshot, options, pass.Earliest, pass.Latest);
        return snapshot;
    }

    /// <summary>The files that gave something; what was wrong with any of them is told.</summary>
    private static async Task<IReadOnlyList<string>> ReadFilesAsync(
        string[] paths, FilePass pass, SnapshotAssembler assembler, CancellationToken cancellation)
    {
        List<string> troubles = [];
        List<string> sources = [];
        foreach (string path in paths)
        {
            FileResult result = await ReadAsync(path, pass, cancellation);
            if (result.Items > 0)
            {
                sources.Add(Path.GetFileName(path));
            }

            if (result.Trouble is { } trouble)
            {
                troubles.Add(trouble);
                assembler.Skip(Path.GetFileName(path), trouble);
            }
        }

        return sources.Count > 0 ? sources : throw new UnreadableSourceException(string.Join(Environment.NewLine, troubles));
    }

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
