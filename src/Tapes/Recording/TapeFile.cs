using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>
/// The files that one recording is written to, one after the other. Each begins with a line that says which recording it is and which
/// part of it.
/// </summary>
internal sealed class TapeFile(string folder, DateTimeOffset began, TapeOrigin origin, TapeOptions options) : IDisposable
{
    private readonly string _session = began.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    private FileStream? _file;
    private DateTimeOffset _openedAt;
    private int _attempt;
    private int _part;

    /// <summary>The file written to, or the last one.</summary>
    public string Path { get; private set; } = "";

    /// <summary>All files of this recording.</summary>
    public List<string> Files { get; } = [];

    /// <summary>What is on the disk, of all files.</summary>
    public long Bytes { get; private set; }

    /// <summary>Appends one member and hands it to the disk.</summary>
    /// <exception cref="IOException">It cannot be written; what was written before stays whole.</exception>
    public void Append(ReadOnlySpan<byte> text, DateTimeOffset now)
    {
        if (_file is { } full && (full.Length >= options.FileBytes || now - _openedAt >= options.FileAge))
        {
            Close();
        }

        _file ??= Open(now);
        Write(GzipMember.Pack(text));
    }

    public void Dispose() => Close();

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open(DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            string name = string.Create(CultureInfo.InvariantCulture,
                $"tape-{_session}{(_attempt == 0 ? "" : $"-{_attempt}")}-{_part + 1:0000}.jsonl.gz");
            Path = System.IO.Path.Combine(folder, name);
            try
            {
                _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
                break;
            }
            catch (IOException) when (_part == 0 && File.Exists(Path))
            {
                // Another recording of the same second.
                _attempt++;
            }
        }

        _part++;
        _openedAt = now;
        Files.Add(Path);
        ArrayBufferWriter<byte> head = new();
        TapeLine.Write(head, TapeKind.Tape, now, "", Head());
        Write(GzipMember.Pack(head.WrittenSpan));
        return _file;
    }

    private void Write(byte[] member)
    {
        FileStream file = _file!;
        long before = file.Length;
        try
        {
            file.Write(member);
            file.Flush();
            Bytes += member.Length;
        }
        catch (IOException)
        {
            // Half a member would be taken for damage; the next try begins another file.
            TryCut(file, before);
            Close();
            throw;
        }
    }

    private static void TryCut(FileStream file, long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (IOException)
        {
            // Then the reader finds half a member, and names it.
        }
    }

    private byte[] Head()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", TapeOrigin.Schema);
            json.WriteString("session", _attempt == 0 ? _session : $"{_session}-{_attempt}");
            json.WriteNumber("part", _part);
            json.WriteString("venue", origin.Venue);
            json.WriteStartObject("settings");
            foreach ((string name, string value) in origin.Settings)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
