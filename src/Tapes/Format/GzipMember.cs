using System.Buffers.Binary;
using System.IO.Compression;

namespace Dutchbook.Tapes;

/// <summary>
/// A tape is a row of gzip members, each whole by itself: any gunzip reads the file, and one that is torn takes no other with it. Each
/// says its own length in its header, in the field that gzip leaves for such things, so that the next is found behind a damaged one.
/// </summary>
internal static class GzipMember
{
    /// <summary>Header, length of the extra field, and in it our own field: two letters, its length, the member's length.</summary>
    public const int HeaderLength = 10 + 2 + 4 + 4;

    private const byte HasExtraField = 4;

    /// <summary>No member that we write is larger.</summary>
    public const int Largest = 512 * 1024 * 1024;

    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using MemoryStream packed = new((text.Length / 4) + 64);
        packed.Write(stackalloc byte[HeaderLength - 10]);
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }

        // The header that was written behind the gap moves to the front, and the field into the gap.
        byte[] member = packed.ToArray();
        member.AsSpan(HeaderLength - 10, 10).CopyTo(member);
        member[3] |= HasExtraField;
        Span<byte> extra = member.AsSpan(10, HeaderLength - 10);
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 8);
        extra[2] = (byte)'D';
        extra[3] = (byte)'B';
        BinaryPrimitives.WriteUInt16LittleEndian(extra[4..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(extra[6..], (uint)member.Length);
        return member;
    }

    /// <summary>The length that a header of ours states; null where it is none of ours.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> header) =>
        header.Length >= HeaderLength && header[0] == 0x1F && header[1] == 0x8B && header[2] == 8 && (header[3] & HasExtraField) != 0
        && header[12] == 'D' && header[13] == 'B' && BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) == 8
        && BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) is > HeaderLength and <= Largest and uint length
            ? (int)length
            : null;

    /// <summary>Unpacks what can be unpacked.</summary>
    /// <returns>What is wrong with the rest; null where nothing is.</returns>
    public static string? Unpack(byte[] member, int length, MemoryStream into)
    {
        try
        {
            using MemoryStream packed = new(member, 0, length, writable: false);
            using GZipStream gzip = new(packed, CompressionMode.Decompress);
            gzip.CopyTo(into);
            return null;
        }
        catch (InvalidDataException problem)
        {
            return problem.Message.TrimEnd('.');
        }
    }
}
