using System.IO.Compression;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Opens one file of a recording, compressed or not (told by its first bytes, not its name), and refuses what is no JSON.</summary>
internal static class RecordedFile
{
    private const int Peek = 4;

    /// <summary>The JSON in the file, and the raw file for progress.</summary>
    /// <exception cref="UnreadableSourceException">The file cannot be opened or is not a recording.</exception>
    public static (Stream Json, FileStream File) Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UnreadableSourceException($"{path} is a folder. Name the files in it, such as {Path.Combine(path, "*.jsonl.gz")}.");
        }

        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableSourceException(problem is FileNotFoundException or DirectoryNotFoundException
                ? $"{path} does not exist. Check the name."
                : $"{path} cannot be opened: {problem.Message}", problem);
        }

        if (file.Length == 0)
        {
            file.Dispose();
            throw new UnreadableSourceException($"{path} is empty. Record it again.");
        }

        Stream json = file;
        if (IsGzip(Head(file)))
        {
            GZipStream unpacked = new(file, CompressionMode.Decompress);
            (json, byte[] head) = Peeked(unpacked, path);
            if (IsGzip(head))
            {
                json.Dispose();
                throw new UnreadableSourceException($"{path} is compressed twice. Unpack it once (gunzip) and read the result.");
            }
        }

        return Text(json, path, file);
    }

    /// <summary>Steps over a byte order mark and refuses other encodings and other kinds of file by what they begin with.</summary>
    private static (Stream Json, FileStream File) Text(Stream json, string path, FileStream file)
    {
        (Stream stream, byte[] head) = Peeked(json, path);
        string? problem = head switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "is UTF-16. Save it as UTF-8.",
            [(byte)'<', ..] => "begins with '<': it is a web page, perhaps an error page, and no recording.",
            [(byte)'P', (byte)'K', ..] => "is a zip archive. Unpack it first.",
            _ => null,
        };
        if (problem is not null)
        {
            stream.Dispose();
            throw new UnreadableSourceException($"{path} {problem}");
        }

        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            stream.ReadExactly(new byte[3]);
        }

        return (stream, file);
    }

    private static byte[] Head(FileStream file)
    {
        byte[] head = new byte[Peek];
        int read = file.ReadAtLeast(head, Peek, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read];
    }

    private static (Stream Stream, byte[] Head) Peeked(Stream stream, string path)
    {
        byte[] head = new byte[Peek];
        try
        {
            int read = stream.ReadAtLeast(head, Peek, throwOnEndOfStream: false);
            return (new PrefixedStream(head[..read], stream), head[..read]);
        }
        catch (InvalidDataException problem)
        {
            stream.Dispose();
            throw new UnreadableSourceException($"{path} begins like a gzip file but cannot be unpacked: {problem.Message}", problem);
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];
}
