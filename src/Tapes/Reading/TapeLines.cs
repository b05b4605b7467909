using System.IO.Compression;

namespace Dutchbook.Tapes;

/// <summary>
/// The lines of one file, packed by us, packed by anybody, or not packed. What can be read is read, up to the last whole line; what
/// cannot is named.
/// </summary>
internal sealed class TapeLines(string path, Action<string> trouble)
{
    private const int Window = 256 * 1024;

    /// <summary>Each line without its end; valid until the next.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Window);
        byte[] head = new byte[GzipMember.HeaderLength];
        int count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        bool isOurs = GzipMember.LengthOf(head.AsSpan(0, count)) is not null;
        bool isPacked = count >= 2 && head[0] == 0x1F && head[1] == 0x8B;
        using Stream? text = isOurs ? null : isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        foreach (ReadOnlyMemory<byte> line in text is null ? Members(file) : Stream(text))
        {
            yield return line;
        }
    }

    /// <summary>Member by member: one that is damaged takes no other with it.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Members(FileStream file)
    {
        byte[] header = new byte[GzipMember.HeaderLength];
        byte[] member = [];
        MemoryStream text = new();
        while (file.Position < file.Length)
        {
            long start = file.Position;
            int count = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (GzipMember.LengthOf(header.AsSpan(0, count)) is not { } length)
            {
                if (!FindNext(file, start))
                {
                    trouble($"{file.Length - start:N0} bytes at its end are no part of a tape");
                    yield break;
                }

                trouble($"{file.Position - start:N0} bytes at byte {start:N0} are no part of a tape");
                continue;
            }

            if (member.Length < length)
            {
                member = new byte[Math.Max(length, 2 * member.Length)];
            }

            header.CopyTo(member, 0);
            int there = header.Length + file.ReadAtLeast(
                member.AsSpan(header.Length, length - header.Length), length - header.Length, throwOnEndOfStream: false);
            text.SetLength(0);
            string? damage = GzipMember.Unpack(member, there, text);
            byte[] unpacked = text.GetBuffer();
            int whole = unpacked.AsSpan(0, (int)text.Length).LastIndexOf((byte)'\n') + 1;
            foreach (ReadOnlyMemory<byte> line in Lines(unpacked.AsMemory(0, whole)))
            {
                yield return line;
            }

            if (there < length)
            {
                trouble($"it ends in the middle: the last {there:N0} of {length:N0} bytes are torn, and were read to the last whole line");
            }
            else if (damage is not null || whole < text.Length)
            {
                trouble($"{length:N0} bytes at byte {start:N0} are damaged, and were read to the last whole line: {damage ?? "a line is cut"}");
                file.Position = FindNext(file, start + 1) ? file.Position : file.Length;
            }
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Stream(Stream text)
    {
        byte[] buffer = new byte[Window];
        int filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int read = ReadSome(text, buffer.AsMemory(filled));
            filled += read;
            int whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (read == 0 && filled > whole)
            {
                // A last line without its end may be whole all the same; whoever reads it will see.
                whole = filled;
            }

            foreach (ReadOnlyMemory<byte> line in Lines(buffer.AsMemory(0, whole)))
            {
                yield return line;
            }

            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
            if (read == 0)
            {
                yield break;
            }
        }
    }

    private int ReadSome(Stream text, Memory<byte> into)
    {
        try
        {
            return text.Read(into.Span);
        }
        catch (InvalidDataException problem)
        {
            trouble($"it is damaged, and was read up to there: {problem.Message.TrimEnd('.')}");
            return 0;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Span.TrimEnd((byte)'\r') is { IsEmpty: false } kept)
            {
                yield return line[..kept.Length];
            }
        }
    }

    /// <summary>Goes to the next member behind a place.</summary>
    private static bool FindNext(FileStream file, long from)
    {
        byte[] window = new byte[Window];
        for (long at = from; at < file.Length;)
        {
            file.Position = at;
            int count = file.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
            for (int i = 0; i + GzipMember.HeaderLength <= count; i++)
            {
                if (GzipMember.LengthOf(window.AsSpan(i, count - i)) is not null)
                {
                    file.Position = at + i;
                    return true;
                }
            }

            at += Math.Max(1, count - GzipMember.HeaderLength + 1);
        }

        file.Position = file.Length;
        return false;
    }
}
