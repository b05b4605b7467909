using System.IO.Compression;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// One file of a recording, compressed or not (told by its first bytes, not its name); what is no JSON by its first bytes is
/// refused.
/// </summary>
internal sealed class RecordedFile : IDisposable
{
    private const int Peek = 256;

    private readonly FileStream _file;

    private RecordedFile(FileStream file, Stream json, byte[] head) => (_file, Json, Head) = (file, json, head);

    /// <summary>The JSON, unpacked.</summary>
    public Stream Json { get; }

    /// <summary>What the JSON begins with, for messages.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Whether it begins with an object or a list, as every recording does.</summary>
    public bool BeginsLikeJson => Head.Span.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Bytes on disk; null for a pipe.</summary>
    public long? Length => _file.CanSeek ? _file.Length : null;

    /// <summary>Bytes of the disk's used so far. Ask only where the file is being read: a stream has one position.</summary>
    public long? Position => _file.CanSeek ? _file.Position : null;

    /// <summary>Refuses a name that cannot be a file's: that is a slip of the one who wrote it, whatever the other files hold.</summary>
    /// <exception cref="UnreadableSourceException">There is no such file.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UnreadableSourceException($"{path} is a folder. Name the files in it, such as {Path.Combine(path, "*.jsonl.gz")}.");
        }

        if (!File.Exists(path))
        {
            throw new UnreadableSourceException($"{path} does not exist. Check the name.");
        }
    }

    /// <exception cref="UnreadableSourceException">The file cannot be opened or is not a recording.</exception>
    public static RecordedFile Open(string path)
    {
        FileStream file;
        try
        {
            // A recording that is still being written can be read as far as it has come.
            file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableSourceException($"{path} cannot be opened: {problem.Message}", problem);
        }

        try
        {
            return Unpack(file, path);
        }
        catch (Exception problem)
        {
            file.Dispose();
            throw problem is InvalidDataException or IOException
                ? new UnreadableSourceException($"{path} cannot be unpacked: {problem.Message}", problem)
                : problem;
        }
    }

    /// <summary>The time that the beginning of a file states about itself; the earliest there is where it states none.</summary>
    public static DateTimeOffset TimeOf(string path)
    {
        try
        {
            // A pipe has no length, and what is read of it cannot be read again.
            if (new FileInfo(path) is { Length: 0 })
            {
                return default;
            }

            using RecordedFile file = Open(path);
            return TimeOf(file.Json);
        }
        catch (UnreadableSourceException)
        {
            return default;
        }
    }

    public void Dispose() => Json.Dispose();

    private static DateTimeOffset TimeOf(Stream json)
    {
        byte[] head = new byte[1 << 16];
        int length = 0;
        try
        {
            length = json.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            // Whoever reads all of it tells.
        }

        ItemSplitter splitter = new(new MemoryStream(head, 0, length, writable: false));
        while (splitter.Next() is { } block)
        {
            block.Dispose();
        }

        return splitter.Times.Latest ?? default;
    }

    private static RecordedFile Unpack(FileStream file, string path)
    {
        (Stream json, byte[] head) = Peeked(file);
        if (head.Length == 0)
        {
            throw new UnreadableSourceException($"{path} is empty. Record it again.");
        }

        if (IsGzip(head))
        {
            (json, head) = Peeked(new GZipStream(json, CompressionMode.Decompress));
            if (head.Length == 0)
            {
                throw new UnreadableSourceException($"{path} unpacks to nothing: it is empty or cut off. Record it again.");
            }
        }

        if (Problem(head) is { } problem)
        {
            throw new UnreadableSourceException($"{path} {problem}");
        }

        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            json.ReadExactly(new byte[3]);
        }

        return new RecordedFile(file, json, head);
    }

    /// <summary>Other encodings and other kinds of file, by what they begin with.</summary>
    private static string? Problem(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => "is compressed twice. Unpack it once (gunzip) and read the result.",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "is compressed with zstd. Unpack it first, or pack it with gzip.",
        [0xFD, (byte)'7', (byte)'z', ..] => "is compressed with xz. Unpack it first, or pack it with gzip.",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "is compressed with bzip2. Unpack it first, or pack it with gzip.",
        [(byte)'P', (byte)'K', ..] => "is a zip archive. Unpack it first.",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..] => "is UTF-16 or no text at all. Save it as UTF-8.",
        _ when head.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] =>
            "begins with '<': it is a web page, perhaps an error page, and no recording.",
        _ => null,
    };

    private static (Stream Stream, byte[] Head) Peeked(Stream stream)
    {
        byte[] head = new byte[Peek];
        int read = stream.ReadAtLeast(head, Peek, throwOnEndOfStream: false);
        return (new PrefixedStream(head[..read], stream), head[..read]);
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];
}
