using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Detection;

/// <summary>
/// Adds the id, which is the hash of all lines before it, and the hash of each line, so that a change can be named.
/// </summary>
internal static class ProofSeal
{
    private const int HexOfLine = 8;
    private const int HexOfId = 16;

    public static Proof Close(ReadOnlySpan<byte> document)
    {
        ArrayBufferWriter<byte> whole = new(document.Length * 2);
        whole.Write(document[..document.LastIndexOf((byte)'\n')]);
        whole.Write(",\n"u8);
        byte[] lines = whole.WrittenSpan.ToArray();
        string id = Hex(lines, HexOfId);
        whole.Write(Encoding.UTF8.GetBytes($"  \"id\": \"{id}\",\n  \"seal\": [\n"));
        ReadOnlySpan<byte> left = lines;
        while (left.IndexOf((byte)'\n') is >= 0 and int end)
        {
            string comma = end + 1 < left.Length ? "," : "";
            whole.Write(Encoding.UTF8.GetBytes($"    \"{Hex(left[..end], HexOfLine)}\"{comma}\n"));
            left = left[(end + 1)..];
        }

        whole.Write("  ]\n}\n"u8);
        return new Proof(id, whole.WrittenSpan.ToArray());
    }

    private static string Hex(ReadOnlySpan<byte> bytes, int digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..(digits / 2)]);
    }
}
