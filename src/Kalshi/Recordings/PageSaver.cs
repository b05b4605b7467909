using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>
/// Keeps raw pages as compressed JSON lines, one page a line with its path and receipt time, in a form that a recording is read
/// from. Each line is flushed, so that what was written before a crash can be read.
/// </summary>
public sealed class PageSaver : IDisposable
{
    private readonly FileStream _file;
    private readonly GZipStream _gzip;
    private bool _hasPages;

    private PageSaver(FileStream file)
    {
        _file = file;
        _gzip = new GZipStream(file, CompressionLevel.Fastest);
    }

    /// <summary>The file written.</summary>
    public string Path => _file.Name;

    /// <summary>Makes a new file in the folder, never over an existing one.</summary>
    public static PageSaver Create(string folder, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        string stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        for (int attempt = 0; ; attempt++)
        {
            string name = attempt == 0 ? $"pages-{stamp}.jsonl.gz" : $"pages-{stamp}-{attempt}.jsonl.gz";
            try
            {
                return new PageSaver(new FileStream(System.IO.Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write));
            }
            catch (IOException) when (File.Exists(System.IO.Path.Combine(folder, name)))
            {
                // A pass of the same second: take the next name.
            }
        }
    }

    public void Save(string path, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        string time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        string head = $"{{\"at\":\"{time}\",\"kind\":\"rest\",\"path\":{JsonSerializer.Serialize(path, TextJson.Default.String)},\"body\":";
        _gzip.Write(Encoding.UTF8.GetBytes(head));
        WriteOnOneLine(body);
        _gzip.Write("}\n"u8);
        _gzip.Flush();
        _hasPages = true;
    }

    /// <summary>A file without a page would only be refused when it is read, so it does not stay.</summary>
    public void Dispose()
    {
        _gzip.Dispose();
        _file.Dispose();
        if (!_hasPages)
        {
            File.Delete(Path);
        }
    }

    /// <summary>Line ends between tokens become spaces; inside a string JSON allows none.</summary>
    private void WriteOnOneLine(ReadOnlySpan<byte> body)
    {
        while (body.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int end)
        {
            _gzip.Write(body[..end]);
            _gzip.Write(" "u8);
            body = body[(end + 1)..];
        }

        _gzip.Write(body);
    }
}
