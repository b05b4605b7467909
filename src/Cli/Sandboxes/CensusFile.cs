using System.IO.Compression;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>Reads a census of the venue's events, packed or not.</summary>
internal static class CensusFile
{
    /// <exception cref="CommandFailure">It is not there, or no census.</exception>
    public static UniverseMix Read(string path)
    {
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(plain);
            return UniverseMix.FromCensus(Lines(reader));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or InvalidDataException)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"--census {path}: {problem.Message}. It is a table of events with the columns template and n_markets.");
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
