using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Detection;

/// <summary>
/// Adds the id, which is the hash of all lines before it, and a checksum of each line, so that a change can be named.
/// </summary>
internal static class ProofSeal
{
    private const int HexOfId = 16;

    /// <summary>A line of the seal: its checksum, quoted and indented, with a comma and a line break.</summary>
    private const int BytesOfSeal = LineChecksum.Digits + 8;

    /// <summary>The id's line, the seal's first and last, and the end.</summary>
    private const int BytesAround = 80;

    public static Proof Close(ReadOnlySpan<byte> document)
    {
        ReadOnlySpan<byte> open = document[..document.LastIndexOf((byte)'\n')];
        ArrayBufferWriter<byte> whole = new(document.Length + (document.Count((byte)'\n') * BytesOfSeal) + BytesAround);
        whole.Write(open);
        whole.Write(",\n"u8);
        ReadOnlySpan<byte> left = whole.WrittenSpan;
        string id = Convert.ToHexStringLower(SHA256.HashData(left).AsSpan(0, HexOfId / 2));
        whole.Write("  \"id\": \""u8);
        whole.Write(Encoding.ASCII.GetBytes(id));
        whole.Write("\",\n  \"seal\": [\n"u8);
        Span<byte> digits = stackalloc byte[LineChecksum.Digits];
        while (left.IndexOf((byte)'\n') is >= 0 and int end)
        {
            whole.Write("    \""u8);
            LineChecksum.Format(left[..end], digits);
            whole.Write(digits);
            left = left[(end + 1)..];
            whole.Write(left.IsEmpty ? "\"\n"u8 : "\",\n"u8);
        }

        whole.Write("  ]\n}\n"u8);
        return new Proof(id, whole.WrittenMemory);
    }
}
